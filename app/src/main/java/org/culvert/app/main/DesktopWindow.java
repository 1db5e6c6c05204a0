package org.culvert.app.main;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.culvert.app.cli.CommandFailure;
import org.culvert.app.cli.Window;
import org.culvert.app.instance.Door;
import org.culvert.app.instance.OnlyWindow;
import org.culvert.app.instance.Visitor;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.fx.FxStart;
import org.culvert.app.ui.fx.FxStartException;
import org.culvert.app.ui.shell.Desktop;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.app.ui.shell.GuiLauncher;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user's one window, and the demo's, which is another. */
final class DesktopWindow implements Window {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopWindow.class);

  /** A window that has begun to open needs a moment before it answers. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final FxStart javaFx;
  private final GuiContext usual;
  private final Path meeting;

  /**
   * @param javaFx begun already, where the window is all that is wanted
   * @param usual what the user's window is started with, apart from its door
   * @param meeting where later starts meet it
   */
  DesktopWindow(FxStart javaFx, GuiContext usual, Path meeting) {
    this.javaFx = javaFx;
    this.usual = usual;
    this.meeting = meeting;
  }

  @Override
  public boolean hasTray() {
    return usual.tray().shows();
  }

  @Override
  public boolean runs() {
    return new Visitor(meeting, PATIENCE).findsSomebody();
  }

  @Override
  public void open(Wish wish) throws CommandFailure, InterruptedException {
    try {
      if (wish.demo().isPresent()) {
        GuiLauncher.launch(javaFx, showing(wish.demo().get()));
      } else {
        openOnce(wish);
      }
    } catch (FxStartException e) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              "there can be no window here: " + e.getMessage(),
              "Use the commands: culvert --help lists them."));
    }
  }

  private void openOnce(Wish wish) throws CommandFailure, FxStartException, InterruptedException {
    Optional<OnlyWindow> only;
    try {
      only = OnlyWindow.claim(meeting);
    } catch (IOException e) {
      // Two windows are better than none.
      LOG.warn("later starts of Culvert will not find this window", e);
      GuiLauncher.launch(javaFx, with(Door.NONE, wish));
      return;
    }
    if (only.isEmpty()) {
      visit(wish);
      return;
    }
    try (OnlyWindow door = only.get()) {
      GuiLauncher.launch(javaFx, with(door, wish));
    } catch (IOException e) {
      LOG.debug("the door did not close", e);
    }
  }

  /** Who is started with the session only wants to be there. */
  private void visit(Wish wish) throws CommandFailure, InterruptedException {
    if (wish.hidden() && wish.visit().isPlain()) {
      return;
    }
    try {
      new Visitor(meeting, PATIENCE).visit(wish.visit());
    } catch (IOException e) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              "Culvert runs already, but its window does not answer: " + e.getMessage(),
              "End it, and start Culvert again."));
    }
  }

  private GuiContext with(Door door, Wish wish) {
    return new GuiContext(
        usual.client(),
        usual.profiles(),
        usual.browser(),
        usual.keyring(),
        usual.tray(),
        usual.totals(),
        usual.diagnostics(),
        usual.settings(),
        usual.desktop().with(door),
        usual.options().with(wish.visit(), wish.hidden()));
  }

  /** The demo has no tray, and leaves nothing behind: it ends with its window. */
  private GuiContext showing(Demo demo) {
    GuiContext.Greeting greeting = new GuiContext.Greeting(demo.pageUrl());
    return new GuiContext(
        usual.client(),
        new DemoShelf(usual.profiles(), demo),
        usual.browser(),
        usual.keyring(),
        TrayDesktop.NONE,
        TotalsStore.NONE,
        usual.diagnostics(),
        usual.settings().lent(),
        Desktop.DEMO,
        new GuiContext.Options(
            Optional.of(demo.name()), false, Optional.of(greeting), usual.options().appearance()));
  }
}
