package org.culvert.app.ui.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.culvert.app.settings.Appearance;
import org.culvert.app.state.Span;
import org.culvert.app.ui.driver.CssWarnings;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.Event;
import org.culvert.core.api.Gateway;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The chart in the real window, read with the pointer and with the keyboard. */
@Tag("ui")
class LiveViewTest {
  private static final String IN = "8.00 Mbit/s";
  private static final String OUT = "800 kbit/s";

  private final FakeHelper helper = new FakeHelper();
  private final CssWarnings warnings = new CssWarnings();
  private final long began = System.currentTimeMillis();
  private WindowDriver window;
  private long counted = began - 130_000;

  @BeforeEach
  void open() {
    window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new FakeShelf().with("Office", "vpn.example.com:1194").with("Home", "h:1"),
                _ -> false,
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), Appearance.LIGHT)));
    window.waitToShow("connect-action");
    helper.status(Samples.connected("Office", began - 130_000));
    window.waitForText("session-state", "Connected"::equals);
    countTo(began);
  }

  @AfterEach
  void close() {
    window.close();
    warnings.close();
    assertEquals(List.of(), warnings.heard(), "JavaFX complains");
  }

  /** A megabyte a second comes in, a tenth of it goes out. */
  private void countTo(long time) {
    for (; counted <= time; counted += 250) {
      long bytes = (counted - began + 130_000) * 1_000;
      helper.say(new Event.Traffic("Office", counted, bytes, bytes / 10, bytes / 900, 1));
      WindowDriver.onFx(() -> true);
    }
  }

  private ThroughputChart chart() {
    return (ThroughputChart) window.visible("chart");
  }

  private void focusChart() {
    WindowDriver.onFx(
        () -> {
          chart().requestFocus();
          return true;
        });
  }

  private String spoken() {
    return window.text("chart");
  }

  private static String plain(String text) {
    return text.replace('\u00a0', ' ');
  }

  @Test
  void thePointerReadsTheValuesAtATime() {
    assertFalse(window.shows("chart-reading"));
    window.moveTo("chart");
    window.waitToShow("chart-reading");

    assertEquals(IN, plain(window.text("reading-in")));
    assertEquals(OUT, plain(window.text("reading-out")));
    assertTrue(window.text("reading-time").matches("\\d{1,2}:\\d\\d:\\d\\d\\h[AP]M"));
    window.moveTo("profile-name");
    window.waitToHide("chart-reading");
  }

  @Test
  void theArrowKeysReadTheValuesSecondBySecond() {
    for (int i = 0; i < 20 && !window.focused().equals("chart"); i++) {
      window.press(KeyCode.TAB);
    }
    assertEquals("Throughput of the last two minutes", spoken());
    window.press(KeyCode.LEFT);
    String newest = spoken();
    assertTrue(plain(newest).endsWith("received " + IN + ", sent " + OUT), newest);
    window.press(KeyCode.LEFT);
    String before = spoken();
    assertTrue(before.compareTo(newest) < 0, before + " is before " + newest);
    window.press(KeyCode.RIGHT);
    assertEquals(newest, spoken());
    window.press(KeyCode.HOME);
    assertTrue(spoken().compareTo(before) < 0);
    window.press(KeyCode.ESCAPE);
    window.waitToHide("chart-reading");
    assertEquals("chart", window.focused());
  }

  @Test
  void longerSpansTellAverages() {
    window.click("chart-span-hour");
    assertEquals(Span.HOUR, WindowDriver.onFx(() -> chart().spanProperty().get()));
    assertTrue(words().contains("1\u00a0h ago"), words().toString());
    focusChart();
    window.press(KeyCode.END);
    assertEquals(IN, plain(window.text("reading-in")));
    assertTrue(words().contains(" · average of 10\u00a0s"), words().toString());

    window.click("chart-span-day");
    assertTrue(words().contains("24\u00a0h ago"), words().toString());
    window.click("chart-span-day");
    assertTrue(
        WindowDriver.onFx(() -> ((ToggleButton) window.visible("chart-span-day")).isSelected()),
        "a second click takes nothing back");
  }

  private List<String> words() {
    return WindowDriver.onFx(
        () ->
            chart().lookupAll(".label").stream()
                .filter(node -> node.isVisible())
                .flatMap(node -> node instanceof Label label ? Stream.of(label) : Stream.empty())
                .map(Label::getText)
                .toList());
  }

  @Test
  void aLogarithmicScaleShowsTheTrickleBesideTheFlood() {
    window.click("chart-scale-logarithmic");
    window.waitFor("the decades", () -> plainWords().contains("1 kbit/s"));
    window.click("chart-scale-linear");
    window.waitFor("the linear marks", () -> plainWords().contains("0"));
  }

  private List<String> plainWords() {
    return chart().lookupAll(".chart-y").stream()
        .map(node -> plain(((Label) node).getText()))
        .toList();
  }

  @Test
  void aReconnectAndNewKeysAreMarkedAndSaid() {
    helper.say(
        Samples.log("Office", began - 90_000, LogCode.NEW_KEYS, "new keys agreed (key id 1)"));
    helper.status(Samples.in("Office", SessionState.RECONNECTING, began - 31_000));
    WindowDriver.onFx(() -> true);
    helper.status(Samples.connected("Office", began - 30_000));
    countTo(System.currentTimeMillis());
    window.waitFor("two signs", () -> chart().signs() == 2);

    focusChart();
    boolean told = false;
    for (int i = 0; i < 60 && !told; i++) {
      window.press(KeyCode.LEFT);
      told = spoken().contains("Reconnected at");
    }
    assertTrue(told, spoken());
    assertTrue(window.text("reading-marks").startsWith("Reconnected at"));
  }

  @Test
  void anotherProfileHasItsOwnChart() {
    window.click("profile-Home");
    window.waitForText("profile-name", "Home"::equals);
    assertFalse(window.shows("chart-span"));
    window.click("profile-Office");
    window.waitToShow("chart-span");
  }

  @Test
  void nothingIsDrawnBehindAnotherTab() {
    window.press(KeyCode.CONTROL, KeyCode.L);
    window.waitToShow("log-list");
    ThroughputChart hidden =
        WindowDriver.onFx(
            () -> (ThroughputChart) window.stage().getScene().getRoot().lookup("#chart"));
    long before = WindowDriver.onFx(hidden::frames);
    countTo(System.currentTimeMillis() + 3_000);

    assertEquals(before, WindowDriver.onFx(hidden::frames));
  }

  @Test
  void whatThereWasStaysReadableWhenItHasEnded() {
    helper.status(Samples.in("Office", SessionState.DISCONNECTED, System.currentTimeMillis()));
    window.waitForText("session-state", "Disconnected"::equals);
    focusChart();
    window.press(KeyCode.END);

    assertTrue(plain(spoken()).endsWith("received " + IN + ", sent " + OUT), spoken());
    assertTrue(words().contains("end"));
  }

  @Test
  void theLatencyToTheGatewayIsShownOrWhyThereIsNone() {
    assertFalse(window.shows("latency-row"), "an older helper tells nothing");
    long now = System.currentTimeMillis();
    helper.say(Samples.measured("Office", now, Samples.gateway(12_340, 11_900, 12, 1), 1, 1));
    window.waitForText("latency", text -> plain(text).equals("12.3 ms"));
    assertEquals(
        "median 11.9 ms, 8 % lost in the last minute", plain(window.text("latency-detail")));

    helper.say(Samples.measured("Office", now + 250, new Gateway.Silent("10.8.0.1"), 1, 1));
    window.waitForText("latency-detail", "The gateway 10.8.0.1 does not answer"::equals);
    assertFalse(window.shows("latency"));
  }

  @Test
  void howMuchTheDataPathMovesAtATimeIsShown() {
    Gateway gateway = new Gateway.Unknown();
    assertFalse(window.shows("fact-path-figures"));
    long now = System.currentTimeMillis();
    helper.say(Samples.measured("Office", now, gateway, 20, 248));
    window.waitForText(
        "fact-path-figures",
        text ->
            plain(text)
                .equals(
                    "Packets per system call: 12.4 in, 24.8 out\n"
                        + "Largest superpacket: 62.4 kB in, 64.1 kB out"));

    helper.status(Samples.byKernel(Samples.connected("Office", now)));
    helper.say(new Event.Traffic("Office", now + 250, 1, 1, 1, 1));
    window.waitForText(
        "fact-path-figures", "Packets per system call: none, the kernel carries them"::equals);
  }

  @Test
  void whyCulvertCarriesThePacketsAndWhatWasNegotiatedIsShown() {
    assertEquals("Userspace", window.text("fact-path"));
    assertEquals(
        "Kernel 6.18.44-generic has no ovpn driver built in, and its modules are not installed\n"
            + "If the kernel was updated since the computer started, restart it. Otherwise install"
            + " the package with this kernel's modules (linux-image, linux-modules,"
            + " kernel-modules), or another kernel of 6.16 or later with the module ovpn; in a"
            + " container, sudo modprobe ovpn on the host is enough.",
        window.text("fact-path-reason"));
    assertEquals("AES-256-GCM", window.text("fact-cipher"));
    assertEquals("TLS 1.3", window.text("fact-tls"));
    assertFalse(window.shows("details"));

    window.resize(1000, 1000);
    window.click("details-toggle");
    window.waitToShow("details");
    assertEquals(
        "This computer culvert0 → Server vpn.example.com → All traffic", window.text("way"));
    assertEquals(
        List.of(
            "TLS cipher suite: TLS_AES_256_GCM_SHA384",
            "Server certificate: CN=vpn.example.com, O=Example Ltd",
            "Device: culvert0",
            "MTU: 1500",
            "DNS servers: 10.8.0.1, fd00:10:8::1",
            "Search domains: corp.example.com",
            "Routes: 0.0.0.0/1\n128.0.0.0/1\n10.20.0.0/16\n2000::/3"),
        details());
  }

  /** The rows behind "Details": names and values take turns. */
  private List<String> details() {
    return WindowDriver.onFx(
        () -> {
          List<String> words =
              ((Pane) window.visible("details"))
                  .getChildren().stream().map(node -> ((Label) node).getText()).toList();
          return IntStream.range(0, words.size() / 2)
              .mapToObj(row -> words.get(2 * row) + ": " + words.get(2 * row + 1))
              .toList();
        });
  }

  @Test
  void keysThatChangedByEpochAreMarkedAndSaid() {
    helper.say(
        Samples.log(
            "Office", began - 30_000, LogCode.NEXT_KEYS, "the keys changed by epoch (epoch 2)"));
    // The chart moves on with its helper's counters.
    long patience = System.currentTimeMillis() + 10_000;
    while (chart().signs() == 0 && System.currentTimeMillis() < patience) {
      countTo(System.currentTimeMillis());
    }
    assertEquals(1, chart().signs());
    focusChart();
    boolean told = false;
    for (int i = 0; i < 60 && !told; i++) {
      window.press(KeyCode.LEFT);
      told = spoken().contains("Keys changed by epoch at");
    }
    assertTrue(told, spoken());
  }
}
