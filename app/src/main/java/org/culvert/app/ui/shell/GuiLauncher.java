package org.culvert.app.ui.shell;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.NodeOrientation;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.culvert.app.ui.fx.FxStart;
import org.culvert.app.ui.fx.FxStartException;
import org.culvert.app.ui.fx.FxThread;
import org.culvert.app.ui.fx.PulseRest;
import org.culvert.app.ui.fx.Theme;
import org.culvert.app.ui.text.Texts;

/** Starts JavaFX with one window. */
public final class GuiLauncher {
  private static final int REHEARSALS = 20;

  private GuiLauncher() {}

  /**
   * Opens the window and returns when the app is to end: when it was quit, or the window closed
   * where there is no tray. To be called once in a process.
   *
   * @param javaFx may have begun already; what can be seen is made when it is there, and all else
   *     meanwhile
   * @throws FxStartException when there can be no window here
   * @throws IllegalStateException when it cannot be opened
   */
  public static void launch(FxStart javaFx, GuiContext context)
      throws FxStartException, InterruptedException {
    javaFx.begin();
    WindowParts parts = WindowParts.of(context, FxThread.shut());
    runUntilClosed(javaFx, closed -> show(context, parts, _ -> {}, () -> closed.complete(null)));
  }

  /**
   * Opens the window, draws it for a moment and closes it again, as often as it takes until the
   * class cache that the build makes knows what is often called for that; where there is no display
   * by JavaFX's platform without one.
   */
  public static void rehearse(FxStart javaFx, GuiContext context)
      throws FxStartException, InterruptedException {
    DesktopClasses.link();
    runUntilClosed(javaFx, closed -> rehearse(context, REHEARSALS, closed));
  }

  private static void rehearse(GuiContext context, int times, CompletableFuture<Void> closed) {
    show(
        context,
        WindowParts.of(context, FxThread.shut()),
        stage -> new Rehearsal(stage).start(),
        () -> {
          if (times == 1) {
            closed.complete(null);
          } else {
            Platform.runLater(() -> rehearse(context, times - 1, closed));
          }
        });
  }

  /** Runs something on the JavaFX thread, and returns when it says that all is closed. */
  private static void runUntilClosed(FxStart javaFx, Consumer<CompletableFuture<Void>> task)
      throws FxStartException, InterruptedException {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    // What has not started cannot exit: it would be waited for.
    javaFx.run(
        () -> {
          try {
            task.accept(closed);
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

  private static void show(
      GuiContext context, WindowParts parts, Consumer<Stage> opened, Runnable ended) {
    Stage stage = new Stage();
    open(stage, context, parts, ended);
    if (!context.options().hidden()) {
      stage.show();
    }
    opened.accept(stage);
  }

  /**
   * Fills a stage that is not yet shown. To be called on the JavaFX thread; hiding the stage ends
   * what was started here, unless it was closed and went to the tray.
   *
   * @param ended called once, when all of it has ended
   */
  public static void open(Stage stage, GuiContext context, Runnable ended) {
    open(stage, context, WindowParts.of(context, FxThread.open()), ended);
  }

  private static void open(Stage stage, GuiContext context, WindowParts parts, Runnable ended) {
    FxThread fx = parts.fx();
    ShellViewModel model = parts.model();
    fx.unlock();
    Theme theme = new Theme(model.settings().appearanceProperty().get());
    ShellView view = new ShellView(model, context.options().banner());
    Scene scene = new Scene(view);
    theme.dress(scene);
    theme.appearanceProperty().bindBidirectional(model.settings().appearanceProperty());
    view.bind(theme);
    // It applies the style sheets, which are there only now.
    scene.setNodeOrientation(
        Texts.rightToLeft() ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
    Runnable unwatched =
        context.desktop().look().watch(look -> fx.execute(() -> theme.desktopProperty().set(look)));
    stage.setTitle(Texts.of("app.name"));
    stage.getIcons().setAll(icons());
    stage.setScene(scene);
    Placement.of(stage, model.keeper());
    new WindowLife(
        stage,
        model,
        context,
        fx,
        () -> {
          unwatched.run();
          parts.end();
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
    Runnable look = () -> parts.seen(stage.isShowing() && !stage.isIconified());
    stage.showingProperty().subscribe(_ -> look.run());
    stage.iconifiedProperty().subscribe(_ -> look.run());
    PulseRest.whileNothingShows();
    view.focusFirst();
    parts.link().start();
    model.imports().lookAt(context.options().visit());
  }

  private static List<Image> icons() {
    return List.of("16", "32", "48", "64", "128", "256").stream()
        .map(size -> GuiLauncher.class.getResource("culvert-" + size + ".png"))
        .filter(java.util.Objects::nonNull)
        .map(url -> new Image(url.toExternalForm()))
        .toList();
  }
}
