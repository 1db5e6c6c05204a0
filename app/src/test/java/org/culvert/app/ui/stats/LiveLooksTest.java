package org.culvert.app.ui.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.ScrollPane;
import org.culvert.app.settings.Appearance;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.Event;
import org.culvert.core.api.Gateway;
import org.culvert.core.api.Live;
import org.culvert.core.api.LogCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Makes pictures of the live view with all of its figures; how they look is judged by people. */
@Tag("ui")
class LiveLooksTest {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final String NAME = "Office";

  static Stream<Arguments> looks() {
    return Stream.of(Appearance.LIGHT, Appearance.DARK)
        .flatMap(
            appearance ->
                Stream.of(Arguments.of(appearance, 800, 600), Arguments.of(appearance, 1280, 800)));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void whatIsMeasuredFitsIntoTheWindow(Appearance appearance, int width, int height)
      throws Exception {
    FakeHelper helper = new FakeHelper();
    try (WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new FakeShelf().with(NAME, "vpn.example.com:1194").with("Home", "h:1"),
                _ -> false,
                new GuiContext.Options(Optional.of(NAME), false, Optional.empty(), appearance)))) {
      window.resize(width, height);
      window.waitToShow("connect-action");
      long now = System.currentTimeMillis();
      helper.status(Samples.connected(NAME, now - 4_327_000));
      window.waitForText("session-state", "Connected"::equals);
      carry(helper, now);
      window.waitToShow("latency");
      awaitMarks(helper, window, now - 125_000);
      picture(window, "measured", appearance, width);
      scroll(window);
      picture(window, "measured-path", appearance, width);

      helper.status(Samples.byKernel(Samples.connected(NAME, now - 4_327_000)));
      helper.say(
          new Event.Traffic(
              NAME,
              System.currentTimeMillis(),
              1_000_000_000,
              100_000_000,
              700_000,
              350_000,
              new Live(Optional.of(new Gateway.Silent("10.8.0.1")), Optional.empty())));
      window.waitToHide("latency");
      scroll(window);
      picture(window, "measured-kernel", appearance, width);
      scroll(window, 0);
      picture(window, "measured-silent", appearance, width);
    }
  }

  private static void carryAt(FakeHelper helper, long began, long time) {
    double seconds = (time - began) / 1_000.0;
    long packets = (long) (4_000 * seconds + 9_000 * (1 - Math.cos(seconds / 3)));
    helper.say(
        Samples.measured(
            NAME, time, Samples.gateway(12_340, 11_900, 12, 1), packets / 12, packets));
    WindowDriver.onFx(() -> true);
  }

  private static void carry(FakeHelper helper, long now) {
    for (long time = now - 125_000; time <= now; time += 250) {
      carryAt(helper, now - 125_000, time);
    }
    helper.say(
        Samples.log(NAME, now - 40_000, LogCode.NEXT_KEYS, "the keys changed by epoch (epoch 2)"));
    helper.say(Samples.log(NAME, now - 80_000, LogCode.NEW_KEYS, "new keys agreed (key id 1)"));
    WindowDriver.onFx(() -> true);
  }

  /** The chart moves on with its helper's counters. */
  private static void awaitMarks(FakeHelper helper, WindowDriver window, long began) {
    ThroughputChart chart = (ThroughputChart) window.visible("chart");
    long patience = System.currentTimeMillis() + 10_000;
    while (chart.signs() < 2 && System.currentTimeMillis() < patience) {
      carryAt(helper, began, System.currentTimeMillis());
    }
    assertEquals(2, chart.signs());
  }

  private static void scroll(WindowDriver window) {
    scroll(window, 1);
  }

  private static void scroll(WindowDriver window, double place) {
    WindowDriver.onFx(
        () -> {
          ((ScrollPane) window.visible("overview")).setVvalue(place);
          return true;
        });
    window.settle();
  }

  private static void picture(WindowDriver window, String what, Appearance appearance, int width)
      throws Exception {
    String name = what + "-" + appearance.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
    window.screenshot(PICTURES.resolve(name));
    assertEquals(List.of(), window.cutTexts(), "cut in " + name);
    assertEquals(List.of(), window.weakContrasts(), "hard to see in " + name);
    assertEquals(List.of(), window.silentControls(), "without words in " + name);
  }
}
