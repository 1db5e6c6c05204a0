package org.culvert.app.ui.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.driver.Clipboards;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;

/**
 * Walks through the views of a window that fills the screen, and prints the screen's scale, each
 * view, and what has no room in it. A program of its own, because JavaFX takes the scale once, when
 * it starts.
 */
final class LargeScale {
  private static final String OFFICE = "Office Berlin";
  private static final Problem SILENT =
      Problem.of(ProblemCode.NO_ANSWER, "vpn.example.com:1194", "30", "UDP port 1194");
  private static final Question SIGN_IN =
      new Question.Login(
          Optional.of("anna"),
          true,
          Optional.of(new Question.Challenge("Enter the code of your token", false, true)),
          "vpn.example.com:1194 refused the user name or password");

  private final Path folder;
  private final FakeHelper helper;
  private final WindowDriver window;

  private LargeScale(Path folder, FakeHelper helper, WindowDriver window) {
    this.folder = folder;
    this.helper = helper;
    this.window = window;
  }

  /** Needs an empty folder, and the appearance. */
  public static void main(String[] arguments) {
    try {
      walk(Path.of(arguments[0]), Appearance.valueOf(arguments[1]));
    } catch (Exception | AssertionError e) {
      System.out.println("stopped");
      e.printStackTrace(System.out);
    }
    System.exit(0); // JavaFX has threads of its own
  }

  private static void walk(Path folder, Appearance appearance) throws Exception {
    WindowDriver.startToolkit();
    Screen screen = WindowDriver.onFx(Screen::getPrimary);
    Rectangle2D room = screen.getVisualBounds();
    System.out.printf(
        "%.0f %%, %.0fx%.0f%n", screen.getOutputScaleX() * 100, room.getWidth(), room.getHeight());
    FakeHelper helper = new FakeHelper();
    FakeShelf shelf =
        new FakeShelf()
            .with(OFFICE, "vpn.example.com:1194")
            .with("Data centre Frankfurt, management network", "mgmt.fra.example.com:1194")
            .with("Home", "home.example.net:443");
    GuiContext.Options options =
        new GuiContext.Options(Optional.of(OFFICE), false, Optional.empty(), appearance);
    try (WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                helper, shelf, _ -> false, new FakeKeyring(), TrayDesktop.NONE, options))) {
      Stage stage = window.stage();
      window.waitFor(
          "a first window that fits on the screen",
          () -> stage.getWidth() <= room.getWidth() && stage.getHeight() <= room.getHeight());
      window.resize(room.getWidth(), room.getHeight());
      LargeScale views = new LargeScale(folder, helper, window);
      views.tunnel();
      views.trouble();
      views.sheets();
    }
  }

  private void tunnel() {
    window.waitToShow("connect-action");
    look("disconnected");
    long now = System.currentTimeMillis();
    helper.status(Samples.connected(OFFICE, now - 4_327_000));
    helper.say(new Event.Traffic(OFFICE, now, 1_031_000_000, 124_000_000, 861_122, 137_490));
    window.waitForText("session-state", "Connected"::equals);
    look("connected");
    run(() -> ((ToggleButton) window.visible("details-toggle")).setSelected(true));
    look("details");
    run(() -> ((ScrollPane) window.visible("overview")).setVvalue(1));
    look("end of details");
    window.requestClose();
    sheet("quit");
  }

  private void trouble() {
    long now = System.currentTimeMillis();
    helper.status(Samples.tryingByUdp(OFFICE, now, SILENT));
    helper.say(Samples.log(OFFICE, now, LogLine.Level.INFO, "connecting"));
    helper.say(Samples.log(OFFICE, now + 1, SILENT));
    window.waitToShow("problem-banner");
    look("problem");
    window.press(KeyCode.CONTROL, KeyCode.L);
    window.waitToShow("log-list");
    window.press(KeyCode.END);
    window.waitToShow("log-explanation");
    look("log");
    window.click("log-diagnostics");
    sheet("diagnostics");
    window.click("tab-totals");
    look("totals");
  }

  private void sheets() throws Exception {
    helper.status(Samples.waiting(OFFICE, System.currentTimeMillis() - 10_000, 1, SIGN_IN));
    window.waitToShow("question-sheet");
    look("question");
    helper.status(Samples.failed(OFFICE, SessionState.FAILED, 1, Optional.of(SILENT)));
    window.waitToHide("question-sheet");
    window.press(KeyCode.CONTROL, KeyCode.COMMA);
    window.waitToShow("settings-sheet");
    look("settings");
    window.click("settings-one");
    window.waitToShow("setting-start");
    sheet("settings");
    window.press(KeyCode.CONTROL, KeyCode.E);
    window.waitToShow("edit-status");
    sheet("edit");
    Clipboards.put("https://vpn.example.com/");
    window.press(KeyCode.CONTROL, KeyCode.V);
    sheet("address");
    Clipboards.put(List.of(Files.writeString(folder.resolve("Home.ovpn"), "client\n")));
    window.press(KeyCode.CONTROL, KeyCode.V);
    sheet("import");
  }

  private void sheet(String name) {
    window.waitToShow(name + "-sheet");
    look(name);
    window.press(KeyCode.ESCAPE);
    window.waitToHide(name + "-sheet");
  }

  private void look(String view) {
    window.settle();
    System.out.println(view);
    window.cutTexts().forEach(words -> System.out.println("cut: " + words));
    window.wordsWithoutRoom().forEach(System.out::println);
    window.outside().forEach(System.out::println);
    window.weakContrasts().forEach(System.out::println);
  }

  private static void run(Runnable task) {
    WindowDriver.onFx(
        () -> {
          task.run();
          return true;
        });
  }
}
