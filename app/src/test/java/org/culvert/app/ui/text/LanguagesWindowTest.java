package org.culvert.app.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.Language;
import org.culvert.app.settings.SettingsFile;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.totals.Carried;
import org.culvert.app.totals.DayTotal;
import org.culvert.app.totals.Totals;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.driver.Clipboards;
import org.culvert.app.ui.driver.FakeDesktop;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.app.ui.totals.DayRow;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.MachinePart;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Response;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The window in every language, and from right to left: all that it says has room. */
@Tag("ui")
class LanguagesWindowTest {
  private static final Path PICTURES = Path.of("target", "screenshots", "languages");
  private static final Locale RIGHT_TO_LEFT = Locale.forLanguageTag("ar-u-nu-latn");
  private static final Problem SILENT =
      Problem.of(ProblemCode.NO_ANSWER, "vpn.example.com:1194", "30", "UDP");

  /** An explanation that is higher takes two lines. */
  private static final double ONE_LINE = 26;

  private static final String PROFILE = "client\nremote vpn.example.com 1194 udp\n";

  /** Over what a view lies, in which language, and how large. */
  record Look(Locale locale, Appearance appearance, int width, int height) {
    @Override
    public String toString() {
      return locale.toLanguageTag()
          + "-"
          + width
          + "-"
          + appearance.name().toLowerCase(Locale.ROOT);
    }
  }

  @TempDir private Path folder = Path.of("");

  private final Locale before = Locale.getDefault();
  private final FakeHelper helper = new FakeHelper();
  private final List<String> wrong = new ArrayList<>();

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
    assertEquals("", String.join("\n", wrong));
  }

  static Stream<Arguments> looks() {
    return Stream.concat(
            Stream.of(Language.values()).map(language -> language.locale(Locale.ROOT)),
            Stream.of(RIGHT_TO_LEFT))
        .flatMap(
            locale ->
                Stream.of(
                    Arguments.of(new Look(locale, Appearance.LIGHT, 800, 600)),
                    Arguments.of(new Look(locale, Appearance.DARK, 1280, 800)),
                    Arguments.of(new Look(locale, Appearance.LIGHT, 420, 520))));
  }

  private WindowDriver open(Look look, FakeShelf shelf, SettingsStore settings) {
    Locale.setDefault(look.locale());
    WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                helper,
                shelf.saying(PROFILE),
                _ -> false,
                new FakeKeyring(),
                TrayDesktop.NONE,
                days(),
                settings,
                new FakeDesktop().desktop(),
                new GuiContext.Options(
                    Optional.of("Office"),
                    false,
                    Optional.of(new GuiContext.Greeting("http://198.18.51.1/"))
                        .filter(_ -> look.width() > 420),
                    look.appearance())));
    window.resize(look.width(), look.height());
    return window;
  }

  private WindowDriver open(Look look) {
    return open(
        look,
        new FakeShelf().with("Office", "vpn.example.com:1194").with("Home", "home.example.net:443"),
        SettingsStore.NONE);
  }

  @ParameterizedTest
  @MethodSource("looks")
  void whatATunnelSaysOfItselfHasRoom(Look look) throws Exception {
    try (WindowDriver window = open(look)) {
      window.waitToShow("connect-action");
      picture(window, "disconnected", look);
      for (SessionState state : SessionState.values()) {
        helper.status(Samples.in("Office", state, System.currentTimeMillis() - 73_000));
        window.waitForText(
            "session-state", List.of(Texts.of(state), Texts.of("state.again"))::contains);
        look(window, state + " in " + look);
      }
      long now = System.currentTimeMillis();
      helper.status(Samples.connected("Office", now - 4_327_000));
      window.waitForText("session-state", Texts.of(SessionState.CONNECTED)::equals);
      traffic(now);
      picture(window, "connected", look);
      onFx(() -> ((ToggleButton) window.visible("details-toggle")).setSelected(true));
      window.settle();
      onFx(() -> ((ScrollPane) window.visible("overview")).setVvalue(1));
      picture(window, "details", look);
      onFx(() -> ((ScrollPane) window.visible("overview")).setVvalue(0));
      window.moveTo("chart");
      window.waitToShow("chart-reading");
      picture(window, "reading", look);
      window.click("tab-totals");
      window.waitToShow("month-in");
      picture(window, "totals", look);
      theLongestNamesOfDays(window, look);
    }
  }

  /** Whatever day it is: the list shows the latest, of which each month has others. */
  private void theLongestNamesOfDays(WindowDriver window, Look look) {
    ListView<?> days = (ListView<?>) WindowDriver.onFx(() -> window.visible("totals-days"));
    List<DayRow> longest =
        WindowDriver.onFx(
            () ->
                days.getItems().stream()
                    .map(DayRow.class::cast)
                    .map(row -> Map.entry(new Text(row.day()).prefWidth(-1), row))
                    .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                    .limit(3)
                    .map(Map.Entry::getValue)
                    .toList());
    assertEquals(3, longest.size());
    for (DayRow day : longest) {
      onFx(() -> days.scrollTo(days.getItems().indexOf(day)));
      look(window, day.day() + " in " + look);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void whatGoesWrongHasRoom(Look look) throws Exception {
    try (WindowDriver window = open(look)) {
      window.waitToShow("connect-action");
      long now = System.currentTimeMillis();
      helper.status(Samples.tryingByUdp("Office", now, SILENT));
      helper.say(Samples.log("Office", now, LogLine.Level.INFO, "Connecting by UDP"));
      helper.say(Samples.log("Office", now + 1, SILENT));
      window.waitToShow("problem-banner");
      picture(window, "problem", look);
      window.press(KeyCode.CONTROL, KeyCode.L);
      window.waitToShow("log-list");
      window.press(KeyCode.END);
      window.waitToShow("log-explanation");
      picture(window, "log", look);
      window.click("log-diagnostics");
      window.waitToShow("diagnostics-sheet");
      picture(window, "diagnostics", look);
      window.press(KeyCode.ESCAPE);
      window.press(KeyCode.CONTROL, KeyCode.L);
      helper.status(Samples.connected("Office", now));
      window.waitForText("session-state", Texts.of(SessionState.CONNECTED)::equals);
      helper.reachable(false);
      window.waitToShow("helper-banner");
      picture(window, "helper-away", look);
      helper.restart();
      window.waitToShow("lost-banner");
      window.waitToHide("helper-banner");
      picture(window, "lost", look);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void whatIsWrongWithThisComputerAndItsHelperHasRoom(Look look) throws Exception {
    try (WindowDriver window = open(look)) {
      window.waitToShow("connect-action");
      helper.answer(
          _ ->
              new Response.Findings(
                  List.of(
                      Finding.of(MachineCode.TUN_MISSING),
                      Finding.of(
                          Diagnosis.naming(
                              MachineCode.DNS_FILE, List.of(MachinePart.NOBODY_MINDS))))));
      helper.status(
          Samples.failed(
              "Office",
              SessionState.FAILED,
              System.currentTimeMillis(),
              Optional.of(Problem.of(ProblemCode.HOST_SETUP_FAILED, "no TUN driver"))));
      window.waitToShow("problem-banner-offer");
      picture(window, "host-setup", look);
      window.click("problem-banner-offer");
      window.waitToShow("machine-bad");
      picture(window, "machine", look);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("machine-sheet");
      helper.secretive(true);
      helper.restart();
      String refusing = Texts.of("helper.refusing.title");
      window.waitToShow("helper-banner");
      window.waitFor(
          "the refusal",
          () ->
              window.visible("helper-banner").lookup(".banner-title") instanceof Labeled title
                  && title.getText().equals(refusing));
      picture(window, "helper-refusing", look);
      window.requestClose();
      window.waitToShow("quit-sheet");
      picture(window, "quit-unknown", look);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void whatIsAskedHasRoom(Look look) throws Exception {
    Question.Challenge token = new Question.Challenge("Enter the code of your token", false, true);
    try (WindowDriver window = open(look)) {
      window.waitToShow("connect-action");
      ask(window, look, "login", new Question.Login(Optional.empty(), true, Optional.empty(), ""));
      ask(window, look, "challenge", token);
      ask(window, look, "passphrase", new Question.KeyPassphrase("pkcs12", ""));
      ask(window, look, "proxy", new Question.ProxyLogin("proxy.example.com:3128", "Example", ""));
      ask(
          window,
          look,
          "web",
          new Question.WebLogin("https://sso.example.com/login?session=6f1a8"));
      helper.status(Samples.waiting("Office", 1, token));
      window.click("question-later");
      window.waitToShow("put-off-banner");
      picture(window, "put-off", look);
      helper.status(Samples.connected("Office", System.currentTimeMillis()));
      window.waitForText("session-state", Texts.of(SessionState.CONNECTED)::equals);
      window.requestClose();
      window.waitToShow("quit-sheet");
      picture(window, "quit", look);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("quit-sheet");
    }
  }

  private void ask(WindowDriver window, Look look, String kind, Question question)
      throws Exception {
    helper.status(Samples.waiting("Office", kind.hashCode(), question));
    window.waitToShow("question-sheet");
    picture(window, "question-" + kind, look);
    helper.status(Samples.in("Office", SessionState.DISCONNECTED, 1));
    window.waitToHide("question-sheet");
  }

  @ParameterizedTest
  @MethodSource("looks")
  void whatIsDoneWithProfilesHasRoom(Look look) throws Exception {
    Path home = Files.writeString(folder.resolve("Home.ovpn"), "client\n");
    Path good = Files.writeString(folder.resolve("Zurich.ovpn"), "client\nredirect\n");
    Path bad = Files.writeString(folder.resolve("notes.ovpn"), "Hello\n");
    try (WindowDriver window = open(look)) {
      window.waitToShow("connect-action");
      window.drop(
          List.of(home, good, bad),
          () -> {
            window.waitToShow("drop-overlay");
            look(window, "drop in " + look);
          });
      window.waitToShow("import-list");
      picture(window, "import-many", look);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("import-sheet");
      window.drop(List.of(home));
      window.waitToShow("import-choice");
      picture(window, "import-taken", look);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("import-sheet");
      Clipboards.put("https://vpn.example.com/");
      window.press(KeyCode.CONTROL, KeyCode.V);
      window.waitToShow("address-sheet");
      picture(window, "address", look);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("address-sheet");
      if (window.shows("back")) {
        window.click("back");
        picture(window, "list", look);
      }
      window.click("profile-Home");
      window.press(KeyCode.F2);
      window.waitToShow("rename-sheet");
      picture(window, "rename", look);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("rename-sheet");
      if (window.shows("back")) {
        window.click("back");
      }
      window.press(KeyCode.DELETE);
      window.waitToShow("toast-undo");
      picture(window, "removed", look);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void theSettingsAndAnEmptyWindowHaveRoom(Look look) throws Exception {
    Files.writeString(folder.resolve("settings.json"), "{");
    try (WindowDriver window = open(look, new FakeShelf().with("Office", "o:1"), settings())) {
      window.waitToShow("settings-banner");
      picture(window, "settings-lost", look);
      window.press(KeyCode.CONTROL, KeyCode.COMMA);
      window.waitToShow("settings-sheet");
      picture(window, "settings", look);
      explainedInALine(window, look);
      window.click("settings-one");
      window.waitToShow("setting-start");
      picture(window, "settings-profile", look);
      explainedInALine(window, look);
    }
    try (WindowDriver window = open(look, new FakeShelf(), SettingsStore.NONE)) {
      window.waitToShow("empty-import");
      picture(window, "empty", look);
    }
  }

  @Test
  void aLanguageThatIsChosenIsSpokenFromTheNextStartOn() throws Exception {
    Look english = new Look(Locale.ENGLISH, Appearance.LIGHT, 800, 600);
    FakeShelf shelf = new FakeShelf().with("Office", "o:1");
    try (WindowDriver window = open(english, shelf, settings())) {
      window.waitForText("connect-action", "Connect"::equals);
      window.press(KeyCode.CONTROL, KeyCode.COMMA);
      window.waitToShow("setting-language");
      onFx(
          () ->
              ((ChoiceBox<?>) window.visible("setting-language"))
                  .getSelectionModel()
                  .select(1 + List.of(Language.values()).indexOf(Language.GERMAN)));
      window.press(KeyCode.ESCAPE);
      assertEquals("Connect", window.text("connect-action"));
    }
    assertEquals(Optional.of(Language.GERMAN), settings().read().language());
    try (WindowDriver window = open(english, shelf, settings())) {
      window.waitForText("connect-action", "Verbinden"::equals);
    }
  }

  @Test
  void whyADataPathIsTakenIsSaidInTheLanguageOfTheWindow() throws Exception {
    try (WindowDriver window = open(new Look(Locale.GERMAN, Appearance.LIGHT, 800, 600))) {
      window.waitToShow("connect-action");
      helper.status(Samples.connected("Office", System.currentTimeMillis()));
      window.waitForText(
          "fact-path-reason",
          ("In Kernel 6.18.44-generic ist kein Treiber ovpn eingebaut, und seine Module sind nicht"
                  + " installiert\n"
                  + "Wenn der Kernel seit dem Start des Computers aktualisiert wurde, starte ihn neu."
                  + " Sonst installiere das Paket mit den Modulen dieses Kernels (linux-image,"
                  + " linux-modules, kernel-modules) oder einen anderen Kernel ab 6.16 mit dem Modul ovpn; in einem"
                  + " Container genügt sudo modprobe ovpn auf dem Host.")
              ::equals);
    }
  }

  @Test
  void fromRightToLeftTimeAndAddressesStillRunToTheRight() throws Exception {
    Look look = new Look(RIGHT_TO_LEFT, Appearance.LIGHT, 800, 600);
    try (WindowDriver window = open(look)) {
      window.waitToShow("connect-action");
      assertEquals(
          NodeOrientation.RIGHT_TO_LEFT,
          WindowDriver.onFx(() -> window.stage().getScene().getEffectiveNodeOrientation()));
      assertTrue(left(window, "detail") < left(window, "profiles"), "the list is on the right");
      assertEquals(NodeOrientation.LEFT_TO_RIGHT, orientation(window, "chart"));
      window.press(KeyCode.CONTROL, KeyCode.L);
      window.waitToShow("log-list");
      assertEquals(NodeOrientation.LEFT_TO_RIGHT, orientation(window, "log-list"));
      Clipboards.put("https://vpn.example.com/");
      window.press(KeyCode.CONTROL, KeyCode.V);
      window.waitToShow("address-address");
      assertEquals(NodeOrientation.LEFT_TO_RIGHT, orientation(window, "address-address"));
      assertEquals(NodeOrientation.RIGHT_TO_LEFT, orientation(window, "address-user"));
    }
  }

  private static NodeOrientation orientation(WindowDriver window, String id) {
    return WindowDriver.onFx(() -> window.visible(id).getEffectiveNodeOrientation());
  }

  private static double left(WindowDriver window, String id) {
    return WindowDriver.onFx(
        () -> {
          Node node = window.visible(id);
          return node.localToScene(node.getLayoutBounds()).getMinX();
        });
  }

  private SettingsFile settings() {
    return new SettingsFile(folder, Clock.systemUTC());
  }

  private void traffic(long now) {
    long in = 0;
    for (long time = now - 125_000; time <= now + 250; time += 250) {
      in += (long) (90_000 + 70_000 * Math.sin((time - now) / 4e3));
      helper.say(new Event.Traffic("Office", time, in, in / 3, in / 1200, in / 3000));
      // What comes at once would be one.
      WindowDriver.onFx(() -> true);
    }
  }

  private static TotalsStore days() {
    List<DayTotal> days =
        IntStream.range(1, 367)
            .mapToObj(
                day ->
                    new DayTotal(
                        LocalDate.now(ZoneId.systemDefault()).minusDays(day - 1L),
                        "Office",
                        new Carried(
                            day * 7_919L % 40 * 100_000_300L, day * 104_729L % 700_000_000)))
            .toList();
    Totals totals = new Totals(days, Map.of());
    return new TotalsStore() {
      @Override
      public Optional<Kept> claim() {
        return Optional.of(new Kept(totals, Optional.empty()));
      }

      @Override
      public Totals read() {
        return totals;
      }

      @Override
      public void save(Totals newer) {}

      @Override
      public void release() {}
    };
  }

  private static void onFx(Runnable task) {
    WindowDriver.onFx(
        () -> {
          task.run();
          return true;
        });
  }

  private void picture(WindowDriver window, String what, Look look) throws Exception {
    String folder = look.locale().getLanguage();
    window.screenshot(PICTURES.resolve(folder).resolve(what + "-" + look.width() + ".png"));
    look(window, what + " in " + look);
  }

  /** Each setting, where the sheet is as wide as it wants to be and the letters are as meant. */
  private void explainedInALine(WindowDriver window, Look look) {
    if (look.width() == 420 || !Font.getFamilies().contains("Inter")) {
      return;
    }
    WindowDriver.onFx(() -> window.visible("settings-page").lookupAll(".setting-note")).stream()
        .map(Labeled.class::cast)
        .filter(note -> note.getHeight() > ONE_LINE)
        .forEach(note -> wrong.add("two lines in " + look + ": " + note.getText()));
  }

  /** All is looked at before any of it fails: who translates wants to hear it at once. */
  private void look(WindowDriver window, String where) {
    window.settle();
    window.wordsWithoutRoom().forEach(words -> wrong.add(where + ": " + words));
    window.doubleMnemonics().forEach(key -> wrong.add(where + ": two for " + key));
  }
}
