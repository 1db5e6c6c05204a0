package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.culvert.app.settings.Appearance;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failure is explained where the user looks: at the button and at the line of the log. */
@Tag("ui")
class ExplainedTest {
  private static final Problem SILENT =
      Problem.of(ProblemCode.NO_ANSWER, "vpn.example.com:1194", "30", "UDP");
  private static final String PROFILE =
      "client\ndev tun\nremote vpn.example.com 1194 udp\nremote vpn.example.com 443 tcp\n"
          + "peer-fingerprint "
          + "00:".repeat(31)
          + "00\n";

  private final FakeHelper helper = new FakeHelper();

  @ParameterizedTest
  @CsvSource({
    "LIGHT, 1280, 800",
    "DARK, 1280, 800",
    "LIGHT, 800, 600",
    "DARK, 800, 600",
    "LIGHT, 420, 520",
    "DARK, 420, 520"
  })
  void whatWentWrongIsExplainedAndTcpIsOneClickAway(Appearance appearance, int width, int height)
      throws Exception {
    try (WindowDriver window = open(appearance)) {
      window.resize(width, height);
      window.waitToShow("connect-action");
      helper.status(Samples.tryingByUdp("Office", System.currentTimeMillis(), SILENT));
      window.waitForText("problem-banner", text -> text.contains("vpn.example.com:443"));
      picture(window, "explained", appearance, width);

      window.click("problem-banner-offer");
      window.waitFor(
          "the end",
          () -> helper.requests().equals(List.of(new Request.Disconnect("Office", true))));
      helper.status(Samples.in("Office", SessionState.DISCONNECTED, System.currentTimeMillis()));
      window.waitFor(
          "the connection by TCP",
          () ->
              helper.requests().getLast() instanceof Request.Connect connect
                  && connect.profile().endsWith("proto-force tcp\n"));
      window.waitToHide("problem-banner");

      log();
      window.press(KeyCode.CONTROL, KeyCode.L);
      window.waitToShow("log-list");
      window.press(KeyCode.END);
      window.press(KeyCode.UP);
      window.waitForText("log-explanation", text -> text.startsWith(Texts.of(SILENT)));
      window.press(KeyCode.CONTROL, KeyCode.F);
      window.type("vpn");
      window.press(KeyCode.ENTER);
      window.waitForText("log-found", text -> text.contains("of"));
      picture(window, "log-explained", appearance, width);
      window.click("log-explanation-dismiss");
      window.waitToHide("log-explanation");
    }
  }

  @Test
  void whatTheLogExplainsIsNotExplainedAboveItToo() throws Exception {
    try (WindowDriver window = open(Appearance.LIGHT)) {
      window.resize(800, 600);
      window.waitToShow("connect-action");
      helper.status(Samples.tryingByUdp("Office", System.currentTimeMillis(), SILENT));
      window.waitToShow("problem-banner");
      log();
      window.press(KeyCode.CONTROL, KeyCode.L);
      window.waitToShow("log-list");
      assertTrue(explainsAbove(window));
      window.press(KeyCode.END);
      window.press(KeyCode.UP);
      window.waitToShow("log-explanation");
      assertFalse(explainsAbove(window));
      assertTrue(window.shows("problem-banner-offer"));
      window.waitToShow("log-explanation-offer");
      picture(window, "log-offered", Appearance.LIGHT, 800);
      window.click("log-explanation-offer");
      window.waitFor(
          "the end",
          () -> helper.requests().equals(List.of(new Request.Disconnect("Office", true))));
      window.press(KeyCode.CONTROL, KeyCode.L);
      window.waitFor("the words", () -> above(window).isVisible());
    }
  }

  private static boolean explainsAbove(WindowDriver window) {
    return WindowDriver.onFx(() -> above(window).isVisible());
  }

  private static Node above(WindowDriver window) {
    return window.visible("problem-banner").lookup(".banner-text");
  }

  private void log() {
    long now = System.currentTimeMillis();
    helper.say(Samples.log("Office", now, LogLine.Level.INFO, "Connecting by UDP"));
    helper.say(Samples.log("Office", now + 1, SILENT));
    helper.say(Samples.log("Office", now + 2, LogLine.Level.INFO, "next attempt in 5 s"));
  }

  private WindowDriver open(Appearance appearance) {
    return WindowDriver.open(
        new GuiContext(
            helper,
            new FakeShelf().with("Office", "vpn.example.com:1194").saying(PROFILE),
            _ -> false,
            new GuiContext.Options(Optional.of("Office"), false, Optional.empty(), appearance)));
  }

  private static void picture(WindowDriver window, String what, Appearance appearance, int width)
      throws Exception {
    String name = what + "-" + appearance.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
    window.screenshot(Path.of("target", "screenshots", name));
    assertEquals(List.of(), window.cutTexts(), "cut in " + name);
  }
}
