package org.culvert.app.ui.shell;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.NodeOrientation;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.culvert.app.settings.Language;
import org.culvert.app.settings.SettingsKeeper;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.state.HelperLink;
import org.culvert.app.ui.fx.FxThread;
import org.culvert.app.ui.fx.Theme;
import org.culvert.app.ui.text.Texts;

/** Starts JavaFX with one window. */
public final class GuiLauncher {
  /** Between two attempts to reach the helper. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private GuiLauncher() {}

  /**
   * Opens the window and returns when the app is to end: when the window was closed, or quit from
   * the tray where there is one. To be called once in a process.
   *
   * @throws IllegalStateException when it cannot be opened
   */
  public static void launch(GuiContext context) throws InterruptedException {
    launch(context, _ -> {});
  }

  /**
   * Opens the window, draws it for a moment and closes it again, for the class cache that the build
   * makes; where there is no display by JavaFX's platform without one.
   */
  public static void rehearse(GuiContext context) throws InterruptedException {
    launch(context, stage -> new Rehearsal(stage).start());
  }

  private static void launch(GuiContext context, Consumer<Stage> opened)
      throws InterruptedException {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    Platform.startup(
        () -> {
          try {
            Platform.setImplicitExit(false);
            Stage stage = new Stage();
            open(stage, context, () -> closed.complete(null));
            if (!context.options().hidden()) {
              stage.show();
            }
            opened.accept(stage);
          } catch (RuntimeException e) {
            closed.completeExceptionally(e);
          }
        });
    try {
      closed.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the window could not be opened", e.getCause());
    } finally {
      Platform.exit();
    }
  }

  /**
   * Fills a stage that is not yet shown. To be called on the JavaFX thread; hiding the stage ends
   * what was started here, unless it was closed and went to the tray.
   *
   * @param ended called once, when all of it has ended
   */
  public static void open(Stage stage, GuiContext context, Runnable ended) {
    FxThread fx = new FxThread();
    AppState state = new AppState();
    EventInbox inbox = new EventInbox();
    ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    SettingsKeeper settings = new SettingsKeeper(context.settings(), background, fx);
    speak(settings.now().language());
    HelperLink link =
        new HelperLink(
            context.client(), inbox, fx.coalesced(() -> state.apply(inbox.drain())), PAUSE);
    ShellViewModel model =
        new ShellViewModel(
            context, settings, state, background, fx, Clock.systemUTC(), ZoneId.systemDefault());
    ShellView view = new ShellView(model, context.options().banner());
    Scene scene = new Scene(view, 900, 680);
    Theme theme = new Theme(scene, model.settings().appearanceProperty().get());
    theme.appearanceProperty().bindBidirectional(model.settings().appearanceProperty());
    view.bind(theme);
    // It applies the style sheets, which are there only now.
    scene.setNodeOrientation(
        Texts.rightToLeft() ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
    Runnable unwatched =
        context.desktop().look().watch(look -> fx.execute(() -> theme.desktopProperty().set(look)));
    stage.setTitle(Texts.of("app.name"));
    stage.getIcons().setAll(icons());
    stage.setMinWidth(420);
    stage.setMinHeight(520);
    stage.setScene(scene);
    Placement.of(stage, model.keeper());
    new WindowLife(
        stage,
        model,
        context,
        fx,
        () -> {
          link.close();
          unwatched.run();
          model.close();
          background.shutdown();
          ended.run();
        });
    stage
        .focusedProperty()
        .subscribe(
            focused -> {
              if (focused) {
                model.profiles().reload();
              }
            });
    view.focusFirst();
    link.start();
    if (!context.options().files().isEmpty()) {
      model.imports().lookAtFiles(context.options().files());
    }
  }

  /** Everything is made of words afterwards, those of the toolkit's own menus as well. */
  private static void speak(Optional<Language> language) {
    language.ifPresent(it -> Locale.setDefault(it.locale(Locale.getDefault())));
  }

  private static List<Image> icons() {
    return List.of("16", "32", "48", "64", "128", "256").stream()
        .map(size -> GuiLauncher.class.getResource("culvert-" + size + ".png"))
        .filter(java.util.Objects::nonNull)
        .map(url -> new Image(url.toExternalForm()))
        .toList();
  }
}
