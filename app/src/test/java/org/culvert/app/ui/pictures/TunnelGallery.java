package org.culvert.app.ui.pictures;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Takes the pictures of the tunnels, and of what is about all of the window. No test by its name,
 * so that no run of the tests makes them: {@code build/pictures} does.
 */
class TunnelGallery {
  @TempDir private Path folder = Path.of("");

  static Stream<Look> looks() {
    return Look.all();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aTunnel(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    Day day = new Day(office.helper(), Day.USERSPACE);
    try (WindowDriver window = office.open(look)) {
      Sitting sitting = new Sitting(window, look);
      window.waitToShow("connect-action");
      day.others();
      sitting.take("ready");
      day.logOfConnecting();
      day.stands(4_327_000);
      window.waitForText("session-state", "Connected"::equals);
      day.twoMinutes();
      window.waitToShow("latency");
      day.goOn(window);
      sitting.take("connected");
      sitting.select("details-toggle");
      sitting.scroll("overview");
      day.goOn(window);
      sitting.take("connected-path");
      window.click("tab-totals");
      window.waitForText("month-in", text -> text.endsWith("GB"));
      sitting.take("totals");
      window.requestClose();
      window.waitToShow("quit-sheet");
      sitting.take("quit");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aTunnelThatTheKernelCarriesAllDay(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    Day day = new Day(office.helper(), Day.KERNEL);
    try (WindowDriver window = office.open(look)) {
      Sitting sitting = new Sitting(window, look);
      window.waitToShow("connect-action");
      day.stands(86_000_000);
      window.waitForText("session-state", "Connected"::equals);
      // The chart would be drawn for each of the twenty thousand times that the helper speaks.
      window.press(KeyCode.CONTROL, KeyCode.L);
      window.waitToShow("log-list");
      day.wholeDay();
      window.press(KeyCode.CONTROL, KeyCode.L);
      sitting.focus("profile-list");
      day.twoMinutes();
      day.goOn(window);
      sitting.take("connected-kernel");
      window.click("chart-span-hour");
      sitting.take("chart-hour");
      window.click("chart-span-day");
      window.click("chart-scale-logarithmic");
      sitting.focus("chart");
      window.press(KeyCode.END);
      window.waitToShow("chart-reading");
      for (int step = 0; step < 40; step++) {
        window.press(KeyCode.LEFT);
      }
      sitting.take("chart-day");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aTunnelThatTheKernelCannotCarry(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    Day day = new Day(office.helper(), Day.OBSTACLES);
    try (WindowDriver window = office.open(look)) {
      Sitting sitting = new Sitting(window, look);
      window.waitToShow("connect-action");
      day.stands(4_327_000);
      window.waitForText("session-state", "Connected"::equals);
      day.twoMinutes();
      sitting.scroll("overview");
      day.goOn(window);
      sitting.take("connected-obstacles");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aServerThatIsSilent(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    Day day = new Day(office.helper(), Day.USERSPACE);
    try (WindowDriver window = office.open(look)) {
      Sitting sitting = new Sitting(window, look);
      window.waitToShow("connect-action");
      day.logOfConnecting();
      day.logOfFailing();
      office
          .helper()
          .status(Samples.tryingByUdp(Office.NAME, System.currentTimeMillis(), Day.SILENT));
      window.waitToShow("problem-banner");
      sitting.take("no-answer");
      window.press(KeyCode.CONTROL, KeyCode.L);
      window.waitToShow("log-list");
      window.press(KeyCode.END);
      window.press(KeyCode.UP);
      window.waitForText("log-explanation", text -> !text.isEmpty());
      sitting.take("log-explained");
      window.click("log-diagnostics");
      window.waitToShow("diagnostics-sheet");
      sitting.take("diagnostics");
      sitting.leave("diagnostics-sheet");
      window.press(KeyCode.CONTROL, KeyCode.F);
      window.type("server");
      window.press(KeyCode.ENTER);
      sitting.take("log-search");
      window.press(KeyCode.ESCAPE);
      window.press(KeyCode.CONTROL, KeyCode.L);
      office.helper().status(SessionStatus.blocked(Office.NAME, System.currentTimeMillis()));
      window.waitToShow("blocked-banner");
      sitting.take("blocked");
      office.helper().status(SessionStatus.disconnected(Office.NAME, System.currentTimeMillis()));
      window.waitToHide("blocked-banner");
      office.helper().reachable(false);
      window.waitToShow("helper-banner");
      sitting.take("helper-missing");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aComputerThatIsNotSetUp(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    office
        .helper()
        .answer(
            request ->
                request instanceof Request.Doctor
                    ? new Response.Findings(Samples.MACHINE)
                    : new Response.Done());
    try (WindowDriver window = office.open(look)) {
      Sitting sitting = new Sitting(window, look);
      window.waitToShow("connect-action");
      office
          .helper()
          .status(
              Samples.failed(
                  Office.NAME,
                  SessionState.FAILED,
                  System.currentTimeMillis(),
                  Optional.of(
                      Problem.of(ProblemCode.HOST_SETUP_FAILED, "/dev/net/tun is missing"))));
      window.waitToShow("problem-banner-offer");
      window.click("problem-banner-offer");
      window.waitToShow("machine-bad");
      sitting.take("machine");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void whatIsLost(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    try (WindowDriver window = office.openWithoutSettings(look)) {
      Sitting sitting = new Sitting(window, look);
      window.waitToShow("settings-banner");
      sitting.take("settings-lost");
      window.click("settings-banner-dismiss");
      window.waitToHide("settings-banner");
      office.helper().status(Samples.connected(Office.NAME, System.currentTimeMillis()));
      window.waitForText("session-state", "Connected"::equals);
      office.helper().restart();
      window.waitToShow("lost-banner");
      window.waitToHide("helper-banner");
      sitting.take("tunnel-lost");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void settings(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    try (WindowDriver window = office.open(look)) {
      Sitting sitting = new Sitting(window, look);
      window.waitToShow("connect-action");
      window.press(KeyCode.CONTROL, KeyCode.COMMA);
      window.waitToShow("settings-sheet");
      sitting.take("settings");
      sitting.scroll("settings-page");
      sitting.take("settings-kill-switch");
      window.click("settings-one");
      window.waitToShow("setting-start");
      sitting.take("settings-profile");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void questions(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    Question.Challenge token = new Question.Challenge("Code of your token", false, true);
    try (WindowDriver window = office.open(look)) {
      Sitting sitting = new Sitting(window, look);
      window.waitToShow("connect-action");
      window.click("connect-action");
      ask(office, window, 1, new Question.Login(Optional.empty(), true, Optional.empty(), ""));
      sitting.take("sign-in");
      window.click("question-later");
      window.waitToShow("put-off-banner");
      sitting.take("put-off");
      ask(
          office,
          window,
          2,
          new Question.Login(
              Optional.of("anna"),
              true,
              Optional.of(token),
              "vpn.example.com:1194 refused the user name or password"));
      sitting.take("sign-in-again");
      ask(office, window, 3, new Question.KeyPassphrase("key", ""));
      sitting.take("passphrase");
      ask(
          office,
          window,
          4,
          new Question.WebLogin(
              "https://sso.example.com/saml/login?session=6f1a8c2e9b7d4053b1c8e2f7a9d04c61"));
      sitting.take("sign-in-web");
      ask(office, window, 5, token);
      sitting.take("sign-in-code");
      ask(office, window, 6, new Question.ProxyLogin("proxy.example.com:3128", "Example Ltd", ""));
      sitting.take("sign-in-proxy");
    }
  }

  private static void ask(Office office, WindowDriver window, long id, Question question) {
    long now = System.currentTimeMillis();
    office.helper().status(Samples.in(Office.NAME, SessionState.CONNECTING, now));
    window.waitToHide("question-sheet");
    office.helper().status(Samples.waiting(Office.NAME, now, id, question));
    window.waitToShow("question-sheet");
  }
}
