package org.culvert.app.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.scene.input.KeyCode;
import org.culvert.app.settings.Appearance;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;

/**
 * How evenly the window draws while one types into the search, as a table of Markdown. A program of
 * its own, so that nothing else shares its processor time, heap and compilers. Arguments: how many
 * profiles there are, once a row.
 */
final class TypingFrames extends AnimationTimer {
  /** What one looks for: with 1000 profiles each letter leaves fewer. */
  private static final String TYPED = "host99";

  private static final int TIMES = 5;
  private static final double FRAME_MILLIS = 1000.0 / 60;

  private final List<Double> millis = new ArrayList<>();
  private long last;

  private TypingFrames() {}

  public static void main(String[] args) {
    WindowDriver.startToolkit();
    System.out.println(
        "| typing into the search | pictures | longest pause, ms | pauses of two pictures or more |");
    System.out.println("| --- | --- | --- | --- |");
    for (String profiles : args) {
      List<Double> millis = among(Integer.parseInt(profiles));
      System.out.printf(
          Locale.ROOT,
          "| among %s | %d | %.1f | %d |%n",
          profiles,
          millis.size(),
          millis.stream().mapToDouble(Double::doubleValue).max().orElse(0),
          millis.stream().filter(each -> each >= 2 * FRAME_MILLIS - 1).count());
    }
    System.exit(0); // the toolkit has threads of its own
  }

  @Override
  public void handle(long now) {
    if (last != 0) {
      millis.add((now - last) / 1e6);
    }
    last = now;
  }

  /** Milliseconds between a picture and the next, all the time that letters came and went. */
  private static List<Double> among(int profiles) {
    FakeShelf shelf = new FakeShelf();
    for (int i = 0; i < profiles; i++) {
      shelf.with("host" + i, "host" + i + ".example.com:1194");
    }
    try (WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                new FakeHelper(),
                shelf,
                _ -> false,
                new GuiContext.Options(
                    Optional.empty(), false, Optional.empty(), Appearance.LIGHT)))) {
      window.settle();
      window.press(KeyCode.CONTROL, KeyCode.F);
      TypingFrames frames = WindowDriver.onFx(TypingFrames::new);
      for (int i = 0; i < TIMES; i++) {
        if (i == 1) {
          WindowDriver.onFx(
              () -> {
                frames.start(); // the first time everything is compiled
                return frames;
              });
        }
        window.type(TYPED);
        for (int letter = 0; letter < TYPED.length(); letter++) {
          window.press(KeyCode.BACK_SPACE);
        }
      }
      return WindowDriver.onFx(
          () -> {
            frames.stop();
            return List.copyOf(frames.millis);
          });
    }
  }
}
