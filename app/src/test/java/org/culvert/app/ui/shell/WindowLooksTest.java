package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.fx.Appearance;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Makes pictures of the window in its states; how they look is judged by people. */
@Tag("ui")
class WindowLooksTest {
  @TempDir Path folder;

  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final int[][] SIZES = {{900, 640}, {420, 520}, {1280, 800}};

  static Stream<Arguments> looks() {
    return Stream.of(Appearance.LIGHT, Appearance.DARK)
        .flatMap(
            appearance -> Stream.of(SIZES).map(size -> Arguments.of(appearance, size[0], size[1])));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aConnectedSessionIsShownWithItsTraffic(Appearance appearance, int width, int height)
      throws Exception {
    FakeHelper helper = new FakeHelper();
    try (WindowDriver window = WindowDriver.open(context(helper, appearance, Optional.empty()))) {
      window.resize(width, height);
      window.waitToShow("connect-action");
      picture(window, "disconnected", appearance, width);
      long now = System.currentTimeMillis();
      helper.status(Samples.connected("Office Berlin", now - 4_327_000));
      helper.status(Samples.in("Home", SessionState.RECONNECTING, now - 3_000));
      helper.status(
          Samples.failed(
              "Lab",
              SessionState.FAILED,
              now,
              Optional.of(Problem.of(ProblemCode.AUTH_FAILED, "lab", ""))));
      traffic(helper, now);
      log(helper, now);
      window.waitForText("session-state", "Connected"::equals);
      long latest = System.currentTimeMillis();
      helper.say(
          new Event.Traffic("Office Berlin", latest, 1_031_000_000, 124_000_000, 861_122, 137_490));
      picture(window, "connected", appearance, width);
      WindowDriver.onFx(
          () -> {
            ((ToggleButton) window.visible("details-toggle")).setSelected(true);
            return true;
          });
      window.settle();
      WindowDriver.onFx(
          () -> {
            ((ScrollPane) window.visible("overview")).setVvalue(1);
            return true;
          });
      picture(window, "details", appearance, width);
      if (width < 680) {
        window.click("back");
        picture(window, "list", appearance, width);
        window.press(KeyCode.SPACE);
        window.waitToShow("connect-action");
      }
      helper.status(
          Samples.failed(
              "Office Berlin",
              SessionState.FAILED,
              now,
              Optional.of(
                  Problem.of(
                      ProblemCode.NO_ANSWER, "vpn.example.com:1194", "30", "UDP port 1194"))));
      window.waitForText("session-state", "Could not connect"::equals);
      picture(window, "failed", appearance, width);
      window.press(KeyCode.CONTROL, KeyCode.L);
      picture(window, "log", appearance, width);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void whatLiesOverTheWindowFitsIntoIt(Appearance appearance, int width, int height)
      throws Exception {
    FakeHelper helper = new FakeHelper();
    Path bad = Files.writeString(folder.resolve("broken.ovpn"), "clinet\n");
    try (WindowDriver window =
        WindowDriver.open(
            context(
                helper,
                appearance,
                Optional.of(
                    new GuiContext.Greeting(
                        "A demo server on this machine. A page through the tunnel:",
                        "http://198.18.51.1/"))))) {
      window.resize(width, height);
      window.waitToShow("connect-action");
      helper.status(Samples.connected("Office Berlin", System.currentTimeMillis() - 4_327_000));
      window.waitForText("session-state", "Connected"::equals);
      helper.reachable(false);
      window.waitToShow("helper-banner");
      picture(window, "helper-away", appearance, width);
      helper.restart();
      window.waitToHide("helper-banner");
      window.waitToShow("lost-banner");
      picture(window, "lost", appearance, width);
      window.click("lost-banner-dismiss");
      window.press(KeyCode.CONTROL, KeyCode.F);
      window.type("part");
      window.press(KeyCode.DOWN);
      window.press(KeyCode.DELETE);
      window.waitToShow("toast-undo");
      picture(window, "removed", appearance, width);
      window.press(KeyCode.CONTROL, KeyCode.F);
      window.press(KeyCode.ESCAPE);
      window.click("profile-Home");
      questions(helper, window, appearance, width);
      window.drop(List.of(bad));
      window.waitToShow("import-sheet");
      picture(window, "rejected", appearance, width);
      window.press(KeyCode.ENTER);
      window.drop(List.of(Files.writeString(folder.resolve("good.ovpn"), "client\nredirect\n")));
      window.waitToShow("import-sheet");
      picture(window, "warned", appearance, width);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aWindowWithoutProfilesSaysWhatToDo(Appearance appearance, int width, int height)
      throws Exception {
    GuiContext.Options options =
        new GuiContext.Options(Optional.empty(), false, Optional.empty(), appearance);
    try (WindowDriver window =
        WindowDriver.open(new GuiContext(new FakeHelper(), new FakeShelf(), _ -> false, options))) {
      window.resize(width, height);
      window.waitToShow("empty-import");
      picture(window, "empty", appearance, width);
    }
  }

  private static void picture(WindowDriver window, String what, Appearance appearance, int width)
      throws Exception {
    String name = what + "-" + appearance.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
    window.screenshot(PICTURES.resolve(name));
    assertEquals(List.of(), window.cutTexts(), "cut in " + name);
  }

  private static GuiContext context(
      FakeHelper helper, Appearance appearance, Optional<GuiContext.Greeting> banner) {
    FakeShelf shelf =
        new FakeShelf()
            .with("Office Berlin", "vpn.example.com:1194")
            .with("Home", "home.example.net:443")
            .with("Lab", "[2001:db8::5]:1194")
            .with("Data centre Frankfurt, management network", "mgmt.fra.example.com:1194")
            .with("Partner", "198.51.100.7:1194")
            .with("Staging", "staging.example.com:1194")
            .with("Travel", "travel.example.com:443");
    return new GuiContext(
        helper,
        shelf,
        _ -> false,
        new GuiContext.Options(Optional.of("Office Berlin"), false, banner, appearance));
  }

  /** Two minutes with a download, some browsing and an upload. */
  private static void traffic(FakeHelper helper, long now) {
    long in = 812_000_000;
    long out = 64_000_000;
    for (long time = now - 125_000; time <= now + 250; time += 250) {
      double t = (time - now + 125_000) / 1000.0;
      double down =
          2e6
              + 1.4e6 * Math.sin(t / 3)
              + (t > 40 && t < 75 ? 4.6e7 * (1 - Math.exp(-(t - 40) / 2)) : 0)
              + 1e6 * Math.sin(t * 5);
      double up =
          0.6e6
              + 0.4e6 * Math.sin(t / 5 + 1)
              + (t > 88 && t < 112 ? 1.8e7 * (1 - Math.exp(-(t - 88) / 1.5)) : 0);
      in += (long) (Math.max(0, down) / 32);
      out += (long) (Math.max(0, up) / 32);
      helper.say(new Event.Traffic("Office Berlin", time, in, out, in / 1200, out / 900));
      WindowDriver.onFx(() -> true);
    }
  }

  private static void log(FakeHelper helper, long now) {
    String[] lines = {
      "Resolving vpn.example.com",
      "Connecting to 192.0.2.17 port 1194 over UDP",
      "TLS 1.3 with TLS_AES_256_GCM_SHA384; server certificate CN=vpn.example.com, O=Example Ltd",
      "The server pushed 14 options",
      "Data cipher AES-256-GCM",
      "Tunnel culvert0: 10.8.0.6/24, fd00:10:8::1004/64, MTU 1500"
    };
    for (int i = 0; i < lines.length; i++) {
      helper.say(Samples.log("Office Berlin", now - 9000 + i * 97L, LogLine.Level.INFO, lines[i]));
    }
    helper.say(
        Samples.log(
            "Office Berlin",
            now - 5000,
            LogLine.Level.WARNING,
            "The server's certificate expires in 12 days"));
    helper.say(
        Samples.log(
            "Office Berlin",
            now,
            LogLine.Level.ERROR,
            "vpn.example.com:1194 did not answer within 30 s"));
  }

  /** Each kind of question, as its sheet looks. */
  private static void questions(
      FakeHelper helper, WindowDriver window, Appearance appearance, int width) throws Exception {
    Question.Challenge token = new Question.Challenge("Enter the code of your token", false, true);
    Map<String, Question> kinds =
        Map.of(
            "login", new Question.Login(Optional.empty(), true, Optional.empty(), ""),
            "login-again",
                new Question.Login(
                    Optional.of("anna"),
                    true,
                    Optional.of(token),
                    "vpn.example.com:1194 refused the user name or password"),
            "challenge", token,
            "passphrase", new Question.KeyPassphrase("pkcs12", ""),
            "proxy", new Question.ProxyLogin("proxy.example.com:3128", "Example Ltd", ""),
            "web",
                new Question.WebLogin(
                    "https://sso.example.com/saml/login?session=6f1a8c2e9b7d4053b1c8e2f7a9d04c61"
                        + "&return=vpn"));
    long id = 1;
    for (var kind : kinds.entrySet()) {
      helper.status(Samples.waiting("Home", id++, kind.getValue()));
      window.waitToShow("question-sheet");
      picture(window, "question-" + kind.getKey(), appearance, width);
      helper.status(Samples.in("Home", SessionState.DISCONNECTED, 1));
      window.waitToHide("question-sheet");
    }
  }
}
