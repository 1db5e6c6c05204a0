package org.culvert.app.ui.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.culvert.app.profiles.ProfileWeb;
import org.culvert.app.ui.driver.Clipboards;
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
 * Takes the pictures of every view. No test by its name, so that no run of the tests makes them:
 * {@code build/pictures} does. Each picture is looked at by people, and here for words that are cut
 * or hard to see.
 */
class Gallery {
  private static final Path PICTURES =
      Path.of(System.getProperty("culvert.pictures", "target/pictures"));

  @TempDir private Path folder = Path.of("");

  static Stream<Look> looks() {
    return Look.all();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aTunnel(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    Day day = new Day(office.helper(), false);
    try (WindowDriver window = office.open(look)) {
      window.waitToShow("connect-action");
      day.others();
      take(window, "ready", look);
      day.logOfConnecting();
      day.stands(4_327_000);
      window.waitForText("session-state", "Connected"::equals);
      day.twoMinutes();
      window.waitToShow("latency");
      day.goOn(window);
      take(window, "connected", look);
      select(window, "details-toggle");
      scroll(window, "overview");
      day.goOn(window);
      take(window, "connected-path", look);
      window.click("tab-totals");
      window.waitForText("month-in", text -> text.endsWith("GB"));
      take(window, "totals", look);
      window.requestClose();
      window.waitToShow("quit-sheet");
      take(window, "quit", look);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aTunnelThatTheKernelCarriesAllDay(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    Day day = new Day(office.helper(), true);
    try (WindowDriver window = office.open(look)) {
      window.waitToShow("connect-action");
      day.stands(86_000_000);
      window.waitForText("session-state", "Connected"::equals);
      // The chart would be drawn for each of the twenty thousand times that the helper speaks.
      window.press(KeyCode.CONTROL, KeyCode.L);
      window.waitToShow("log-list");
      day.wholeDay();
      window.press(KeyCode.CONTROL, KeyCode.L);
      focus(window, "profile-list");
      day.twoMinutes();
      day.goOn(window);
      take(window, "connected-kernel", look);
      window.click("chart-span-hour");
      take(window, "chart-hour", look);
      window.click("chart-span-day");
      window.click("chart-scale-logarithmic");
      focus(window, "chart");
      window.press(KeyCode.END);
      window.waitToShow("chart-reading");
      for (int step = 0; step < 40; step++) {
        window.press(KeyCode.LEFT);
      }
      take(window, "chart-day", look);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aServerThatIsSilent(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    Day day = new Day(office.helper(), false);
    try (WindowDriver window = office.open(look)) {
      window.waitToShow("connect-action");
      day.logOfConnecting();
      day.logOfFailing();
      office
          .helper()
          .status(Samples.tryingByUdp(Office.NAME, System.currentTimeMillis(), Day.SILENT));
      window.waitToShow("problem-banner");
      take(window, "no-answer", look);
      window.press(KeyCode.CONTROL, KeyCode.L);
      window.waitToShow("log-list");
      window.press(KeyCode.END);
      window.press(KeyCode.UP);
      window.waitForText("log-explanation", text -> !text.isEmpty());
      take(window, "log-explained", look);
      window.click("log-diagnostics");
      window.waitToShow("diagnostics-sheet");
      take(window, "diagnostics", look);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("diagnostics-sheet");
      window.press(KeyCode.CONTROL, KeyCode.F);
      window.type("server");
      window.press(KeyCode.ENTER);
      take(window, "log-search", look);
      window.press(KeyCode.ESCAPE);
      window.press(KeyCode.CONTROL, KeyCode.L);
      office.helper().status(SessionStatus.blocked(Office.NAME, System.currentTimeMillis()));
      window.waitToShow("blocked-banner");
      take(window, "blocked", look);
      office.helper().status(SessionStatus.disconnected(Office.NAME, System.currentTimeMillis()));
      window.waitToHide("blocked-banner");
      office.helper().reachable(false);
      window.waitToShow("helper-banner");
      take(window, "helper-missing", look);
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
      take(window, "machine", look);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void whatIsLost(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    try (WindowDriver window = office.openWithoutSettings(look)) {
      window.waitToShow("settings-banner");
      take(window, "settings-lost", look);
      window.click("settings-banner-dismiss");
      window.waitToHide("settings-banner");
      office.helper().status(Samples.connected(Office.NAME, System.currentTimeMillis()));
      window.waitForText("session-state", "Connected"::equals);
      office.helper().restart();
      window.waitToShow("lost-banner");
      window.waitToHide("helper-banner");
      take(window, "tunnel-lost", look);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void firstProfiles(Look look) throws Exception {
    Office office = new Office(folder);
    try (ProfileWeb web = secondStep();
        WindowDriver window = office.online(web.clients()).open(look)) {
      window.waitToShow("empty-import");
      take(window, "empty", look);
      String good = Office.profile("vpn.example.com", 1194, "udp");
      paste(window, List.of(office.download("office-berlin.ovpn", good)));
      take(window, "import", look);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("import-sheet");
      String bad = good.replace("client\n", "clinet\n").replace("dev tun", "dev tap");
      paste(window, List.of(office.download("office-old.ovpn", bad)));
      take(window, "import-refused", look);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("import-sheet");
      Clipboards.put("https://vpn.example.com/");
      window.press(KeyCode.CONTROL, KeyCode.V);
      window.waitToShow("address-sheet");
      take(window, "import-address", look);
      fill(window, "address-address", web.at("/"));
      fill(window, "address-user", "anna");
      fill(window, "address-password", "sesame");
      window.click("address-submit");
      window.waitToShow("address-challenge");
      take(window, "import-address-code", look);
    }
  }

  /** An Access Server that asks for a code beside the password. */
  private ProfileWeb secondStep() throws Exception {
    return new ProfileWeb(folder)
        .answer(
            "anna:sesame/rest/GetUserlogin",
            401,
            "<Error><Message>CRV1:R:abc:YW5uYQ==:Code of your token</Message></Error>");
  }

  @ParameterizedTest
  @MethodSource("looks")
  void profilesToBeLookedAt(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    Path other = office.download("Home.ovpn", Office.profile("new.example.net", 1194, "udp"));
    try (WindowDriver window = office.open(look)) {
      window.waitToShow("connect-action");
      paste(window, List.of(other));
      take(window, "import-taken", look);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("import-sheet");
      String odd =
          Office.profile("lab.example.com", 1194, "udp") + "up /etc/openvpn/update-resolv-conf\n";
      paste(window, List.of(office.download("Test bench.ovpn", odd)));
      take(window, "import-warned", look);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("import-sheet");
      // The keys are not the window's any more afterwards, where nothing manages windows.
      window.drop(List.of(other), () -> takeDrop(window, look));
    }
  }

  private static void takeDrop(WindowDriver window, Look look) {
    try {
      window.waitToShow("drop-overlay");
      Camera camera = new Camera(window);
      camera.aside();
      camera.takeAsItIs(file("drop", look));
      judge(window, "drop", look);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void theList(Look look) throws Exception {
    Office office = new Office(folder).furnished().with("Amsterdam", "ams.example.com");
    try (WindowDriver window = office.open(look)) {
      window.waitToShow("connect-action");
      window.press(KeyCode.CONTROL, KeyCode.F);
      window.type("oslo");
      take(window, "search-none", look);
      window.press(KeyCode.ESCAPE);
      window.type("tr");
      take(window, "search", look);
      window.press(KeyCode.DOWN);
      window.press(KeyCode.DELETE);
      window.waitToShow("toast-undo");
      window.press(KeyCode.CONTROL, KeyCode.F);
      window.press(KeyCode.ESCAPE);
      take(window, "removed", look);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void moreProfiles(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    try (WindowDriver window = office.open(look)) {
      window.waitToShow("connect-action");
      paste(
          window,
          List.of(
              office.download("Amsterdam.ovpn", Office.profile("ams.example.com", 1194, "udp")),
              office.download("Home.ovpn", Office.profile("new.example.net", 1194, "udp")),
              office.download("Lisbon.ovpn", Office.profile("lis.example.com", 1194, "udp")),
              office.download("notes.ovpn", "Call the IT department about the new profile\n"),
              office.download("Zurich.ovpn", Office.profile("zrh.example.com", 1194, "udp"))));
      take(window, "import-many", look);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("import-sheet");
      window.press(KeyCode.F2);
      window.waitToShow("rename-sheet");
      take(window, "rename", look);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("rename-sheet");
      window.press(KeyCode.CONTROL, KeyCode.E);
      window.waitForText("edit-status", "No errors"::equals);
      take(window, "editor", look);
      window.press(KeyCode.CONTROL, KeyCode.END);
      window.type("remotte lis");
      window.press(KeyCode.ENTER);
      window.type("up x");
      window.waitForText("edit-status", "1 error, 1 warning"::equals);
      WindowDriver.onFx(
          () -> {
            ((ListView<?>) window.visible("edit-findings")).getSelectionModel().selectFirst();
            return true;
          });
      take(window, "editor-findings", look);
      window.press(KeyCode.ESCAPE);
      window.waitToShow("edit-stay");
      take(window, "editor-leave", look);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void settings(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    try (WindowDriver window = office.open(look)) {
      window.waitToShow("connect-action");
      window.press(KeyCode.CONTROL, KeyCode.COMMA);
      window.waitToShow("settings-sheet");
      take(window, "settings", look);
      scroll(window, "settings-page");
      take(window, "settings-kill-switch", look);
      window.click("settings-one");
      window.waitToShow("setting-start");
      take(window, "settings-profile", look);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void questions(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    Question.Challenge token = new Question.Challenge("Code of your token", false, true);
    try (WindowDriver window = office.open(look)) {
      window.waitToShow("connect-action");
      window.click("connect-action");
      ask(office, window, 1, new Question.Login(Optional.empty(), true, Optional.empty(), ""));
      take(window, "sign-in", look);
      ask(
          office,
          window,
          2,
          new Question.Login(
              Optional.of("anna"),
              true,
              Optional.of(token),
              "vpn.example.com:1194 refused the user name or password"));
      take(window, "sign-in-again", look);
      ask(office, window, 3, new Question.KeyPassphrase("key", ""));
      take(window, "passphrase", look);
      ask(
          office,
          window,
          4,
          new Question.WebLogin(
              "https://sso.example.com/saml/login?session=6f1a8c2e9b7d4053b1c8e2f7a9d04c61"));
      take(window, "sign-in-web", look);
      ask(office, window, 5, token);
      take(window, "sign-in-code", look);
      ask(office, window, 6, new Question.ProxyLogin("proxy.example.com:3128", "Example Ltd", ""));
      take(window, "sign-in-proxy", look);
    }
  }

  private static void ask(Office office, WindowDriver window, long id, Question question) {
    SessionStatus trying =
        Samples.in(Office.NAME, SessionState.CONNECTING, System.currentTimeMillis());
    office.helper().status(trying);
    window.waitToHide("question-sheet");
    office.helper().status(waiting(trying, new SessionStatus.OpenQuestion(id, question)));
    window.waitToShow("question-sheet");
  }

  private static SessionStatus waiting(SessionStatus it, SessionStatus.OpenQuestion question) {
    return new SessionStatus(
        it.name(),
        SessionState.WAITING_FOR_USER,
        it.since(),
        it.remote(),
        it.dataPath(),
        it.cipher(),
        it.tls(),
        it.tunnel(),
        0,
        0,
        0,
        0,
        it.lastError(),
        Optional.of(question));
  }

  private static void paste(WindowDriver window, List<Path> files) {
    Clipboards.put(files);
    window.press(KeyCode.CONTROL, KeyCode.V);
    window.waitToShow("import-sheet");
  }

  private static void select(WindowDriver window, String id) {
    WindowDriver.onFx(
        () -> {
          ((ToggleButton) window.visible(id)).setSelected(true);
          return true;
        });
    window.settle();
  }

  private static void focus(WindowDriver window, String id) {
    WindowDriver.onFx(
        () -> {
          window.visible(id).requestFocus();
          return true;
        });
  }

  /** To the end of what a node is in, or of itself: from the middle, so that it moves at all. */
  private static void scroll(WindowDriver window, String id) {
    for (double place : new double[] {0.5, 1}) {
      WindowDriver.onFx(
          () -> {
            for (Node at = window.visible(id); at != null; at = at.getParent()) {
              if (at instanceof ScrollPane pane) {
                pane.setVvalue(place);
              }
            }
            return true;
          });
      window.settle();
    }
  }

  private static void fill(WindowDriver window, String id, String text) {
    WindowDriver.onFx(
        () -> {
          ((TextField) window.visible(id)).setText(text);
          return true;
        });
  }

  private static void take(WindowDriver window, String view, Look look) throws IOException {
    new Camera(window).take(file(view, look));
    judge(window, view, look);
  }

  private static Path file(String view, Look look) {
    return PICTURES.resolve(view + "-" + look + ".png");
  }

  private static void judge(WindowDriver window, String view, Look look) {
    String name = view + " in " + look;
    assertEquals(List.of(), window.cutTexts(), "cut in " + name);
    assertEquals(List.of(), window.wordsWithoutRoom(), "without room in " + name);
    assertEquals(List.of(), window.weakContrasts(), "hard to see in " + name);
  }
}
