package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsFile;
import org.culvert.app.totals.Carried;
import org.culvert.app.totals.DayTotal;
import org.culvert.app.totals.Totals;
import org.culvert.app.totals.TotalsFile;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.driver.Clipboards;
import org.culvert.app.ui.driver.FakeDesktop;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.Event;
import org.culvert.core.api.Live;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Makes pictures of the window in its states; how they look is judged by people. */
@Tag("ui")
class WindowLooksTest {
  @TempDir Path folder;

  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final Live LIVE =
      Samples.measured("", 0, Samples.gateway(12_340, 11_900, 12, 1), 42_700_000, 531_000_000)
          .live();
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
      // The newest second is drawn when it is over.
      Thread.sleep(1_100);
      long latest = System.currentTimeMillis();
      helper.say(
          new Event.Traffic(
              "Office Berlin", latest, 1_031_000_000, 124_000_000, 861_122, 137_490, LIVE));
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
  void aDayOfTrafficIsShownAtEachSpanAndInTotals(Appearance appearance, int width, int height)
      throws Exception {
    FakeHelper helper = new FakeHelper();
    long now = System.currentTimeMillis();
    try (WindowDriver window =
        WindowDriver.open(context(helper, appearance, Optional.empty(), fourHundredDays(now)))) {
      window.resize(width, height);
      window.waitToShow("connect-action");
      helper.status(Samples.connected("Office Berlin", now - 86_000_000));
      window.waitForText("session-state", "Connected"::equals);
      long carried = day(helper, now);
      // The newest second is drawn when it is over.
      Thread.sleep(1_100);
      helper.say(
          new Event.Traffic(
              "Office Berlin", System.currentTimeMillis(), carried, carried / 9, carried / 900, 1));
      WindowDriver.onFx(() -> true);
      picture(window, "live-minutes", appearance, width);
      window.click("chart-span-hour");
      window.moveTo("chart");
      window.waitToShow("chart-reading");
      picture(window, "live-hour", appearance, width);
      window.click("chart-span-day");
      window.click("chart-scale-logarithmic");
      WindowDriver.onFx(
          () -> {
            window.visible("chart").requestFocus();
            return true;
          });
      window.press(KeyCode.END);
      picture(window, "live-day", appearance, width);
      window.click("tab-totals");
      window.waitForText("month-in", text -> text.endsWith("GB"));
      picture(window, "totals", appearance, width);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void totalsThatWereNeverCountedOrAreLostAreSaidCalmly(
      Appearance appearance, int width, int height) throws Exception {
    FakeHelper helper = new FakeHelper();
    Files.writeString(folder.resolve("totals.json"), "{");
    try (WindowDriver window =
        WindowDriver.open(
            context(
                helper, appearance, Optional.empty(), new TotalsFile(folder, Clock.systemUTC())))) {
      window.resize(width, height);
      window.waitToShow("connect-action");
      window.click("tab-totals");
      window.waitToShow("totals-banner");
      picture(window, "totals-lost", appearance, width);
    }
  }

  /** A day with work in it, a reconnect and new keys each hour. */
  private static long day(FakeHelper helper, long now) {
    long in = 0;
    long out = 0;
    long step = 4_000;
    long apart = now - 51 * 60_000;
    for (long time = now - 86_000_000; time <= now; time += step) {
      if (time >= now - 130_000) {
        step = 500;
      }
      double hour = (time - now + 86_000_000) / 3_600_000.0;
      double busy = hour > 8 && hour < 19 ? 1 : 0.002;
      double down = busy * (3e6 + 2.9e6 * Math.sin(hour * 9) + 2e6 * Math.sin(hour * 140));
      double up = busy * (4e5 + 3e5 * Math.sin(hour * 31));
      down += now - time < 2_400_000 && now - time > 1_700_000 ? 6e7 : 0;
      down += now - time < 60_000 && now - time > 30_000 ? 4e7 : 2e4;
      in += (long) (Math.max(0, down) / 8 * step / 1_000);
      out += (long) (Math.max(0, up) / 8 * step / 1_000);
      if (time >= apart) {
        apart = Long.MAX_VALUE;
        helper.status(Samples.in("Office Berlin", SessionState.RECONNECTING, time));
        WindowDriver.onFx(() -> true);
        time += 120_000;
        helper.status(Samples.connected("Office Berlin", time));
      }
      if (Math.floorMod(time, 3_600_000) < step) {
        helper.say(
            Samples.log("Office Berlin", time, LogCode.NEW_KEYS, "new keys agreed (key id 1)"));
      }
      helper.say(new Event.Traffic("Office Berlin", time, in, out, in / 1200, out / 900));
      WindowDriver.onFx(() -> true);
    }
    return in;
  }

  private static TotalsStore fourHundredDays(long now) {
    LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(now), ZoneId.systemDefault());
    List<DayTotal> days =
        IntStream.range(1, 400)
            .filter(day -> day % 7 != 2 && day % 7 != 3)
            .mapToObj(
                day ->
                    new DayTotal(
                        today.minusDays(day),
                        "Office Berlin",
                        new Carried(
                            day * 7_919L % 4_000 * 1_000_003, day * 104_729L % 700_000_000)))
            .toList();
    return new TotalsStore() {
      @Override
      public Optional<Kept> claim() {
        return Optional.of(new Kept(new Totals(days, Map.of()), Optional.empty()));
      }

      @Override
      public Totals read() {
        return new Totals(days, Map.of());
      }

      @Override
      public void save(Totals totals) {}

      @Override
      public void release() {}
    };
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
                helper, appearance, Optional.of(new GuiContext.Greeting("http://198.18.51.1/"))))) {
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
      window.press(KeyCode.ESCAPE);
      window.waitToHide("import-sheet");
      importLooks(window, appearance, width);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void whatPopsUpCanBeReadAlsoWhereItCannotBeChosen(Appearance appearance) {
    try (WindowDriver window =
        WindowDriver.open(context(new FakeHelper(), appearance, Optional.empty()))) {
      window.waitToShow("connect-action");
      window.click("profile-menu");
      window.waitForPopup();
      assertEquals(List.of(), window.weakContrasts(), "hard to see in the menu");
      assertTrue(window.popsUpInside(), "the menu reaches out of the window");
      assertNotEquals(
          window.colourInPopup("Settings of this profile"),
          window.colourInPopup("Forget saved login"),
          "nothing is saved");
      window.press(KeyCode.ESCAPE);
      window.press(KeyCode.CONTROL, KeyCode.COMMA);
      window.click("setting-language");
      window.waitForPopup();
      assertEquals(List.of(), window.weakContrasts(), "hard to see among the languages");
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

  @ParameterizedTest
  @MethodSource("looks")
  void whatASheetSaysAboutTheKeyringFitsIntoIt(Appearance appearance, int width, int height)
      throws Exception {
    FakeHelper helper = new FakeHelper();
    FakeKeyring keyring = new FakeKeyring();
    GuiContext.Options options =
        new GuiContext.Options(Optional.empty(), false, Optional.empty(), appearance);
    FakeShelf shelf = new FakeShelf().with("Home", "home.example.net:443");
    try (WindowDriver window =
        WindowDriver.open(
            new GuiContext(helper, shelf, _ -> false, keyring, TrayDesktop.NONE, options))) {
      window.resize(width, height);
      window.waitToShow("connect-action");
      window.click("connect-action");
      window.waitFor("the request", () -> helper.requests().size() == 1);
      Question.Challenge token = new Question.Challenge("Code of your token", false, true);
      sheet(helper, window, 1, login(Optional.empty(), ""));
      window.press(KeyCode.TAB);
      window.press(KeyCode.TAB);
      window.press(KeyCode.SPACE);
      picture(window, "keyring-save", appearance, width);
      keyring.put(SecretName.login("id-Home"), "anna", "sesame");
      sheet(helper, window, 2, login(Optional.of(token), ""));
      picture(window, "keyring-factor", appearance, width);
      helper.status(Samples.waiting("Home", 3, login(Optional.empty(), "")));
      window.waitFor("the answer", () -> helper.requests().size() == 2);
      sheet(
          helper,
          window,
          4,
          login(Optional.of(token), "home.example.net:443 refused the user name or password"));
      picture(window, "keyring-refused", appearance, width);
      keyring.trouble(KeyringTrouble.NO_KEYRING);
      sheet(helper, window, 5, login(Optional.empty(), ""));
      picture(window, "keyring-absent", appearance, width);
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void theSettingsFitIntoTheWindow(Appearance appearance, int width, int height) throws Exception {
    FakeHelper helper = new FakeHelper();
    Files.writeString(folder.resolve("settings.json"), "{");
    GuiContext plain = context(helper, appearance, Optional.empty());
    try (WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                plain.client(),
                plain.profiles(),
                plain.browser(),
                plain.keyring(),
                plain.tray(),
                plain.totals(),
                new SettingsFile(folder, Clock.systemUTC()),
                new FakeDesktop().desktop(),
                plain.options()))) {
      window.resize(width, height);
      window.waitToShow("settings-banner");
      picture(window, "settings-lost", appearance, width);
      window.click("settings-banner-dismiss");
      window.waitToHide("settings-banner");
      window.press(KeyCode.CONTROL, KeyCode.COMMA);
      window.waitToShow("settings-sheet");
      picture(window, "settings", appearance, width);
      window.press(KeyCode.TAB);
      window.press(KeyCode.TAB);
      window.press(KeyCode.TAB);
      window.press(KeyCode.TAB);
      picture(window, "settings-focus", appearance, width);
      window.click("settings-one");
      picture(window, "settings-profile", appearance, width);
    }
  }

  /** Many profiles at once, one whose name is taken, an address, a new name. */
  private void importLooks(WindowDriver window, Appearance appearance, int width) throws Exception {
    window.drop(
        List.of(
            Files.writeString(folder.resolve("Amsterdam.ovpn"), "client\n"),
            Files.writeString(folder.resolve("Home.ovpn"), "client\n"),
            Files.writeString(folder.resolve("Berlin.ovpn"), "client\nredirect\n"),
            Files.writeString(folder.resolve("notes.ovpn"), "Hello\n"),
            Files.writeString(folder.resolve("Zurich.ovpn"), "client\n")));
    window.waitToShow("import-list");
    picture(window, "import-many", appearance, width);
    window.press(KeyCode.ESCAPE);
    window.drop(List.of(folder.resolve("Home.ovpn")));
    window.waitToShow("import-choice");
    picture(window, "import-taken", appearance, width);
    window.press(KeyCode.ESCAPE);
    window.waitToHide("import-sheet");
    if (window.shows("import")) {
      window.press(KeyCode.F2);
      window.waitToShow("rename-sheet");
      picture(window, "rename", appearance, width);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("rename-sheet");
    }
    Clipboards.put("https://vpn.example.com/");
    window.press(KeyCode.CONTROL, KeyCode.V);
    window.waitToShow("address-sheet");
    picture(window, "address", appearance, width);
  }

  private static Question login(Optional<Question.Challenge> challenge, String reason) {
    return new Question.Login(Optional.empty(), true, challenge, reason);
  }

  private static void sheet(FakeHelper helper, WindowDriver window, long id, Question question) {
    helper.status(Samples.in("Home", SessionState.CONNECTING, 1));
    window.waitToHide("question-sheet");
    helper.status(Samples.waiting("Home", id, question));
    window.waitToShow("question-sheet");
  }

  private static void picture(WindowDriver window, String what, Appearance appearance, int width)
      throws Exception {
    String name = what + "-" + appearance.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
    window.screenshot(PICTURES.resolve(name));
    assertEquals(List.of(), window.cutTexts(), "cut in " + name);
    assertEquals(List.of(), window.weakContrasts(), "hard to see in " + name);
    assertEquals(List.of(), window.silentControls(), "without words in " + name);
  }

  private static GuiContext context(
      FakeHelper helper, Appearance appearance, Optional<GuiContext.Greeting> banner) {
    return context(helper, appearance, banner, TotalsStore.NONE);
  }

  private static GuiContext context(
      FakeHelper helper,
      Appearance appearance,
      Optional<GuiContext.Greeting> banner,
      TotalsStore totals) {
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
        new FakeKeyring(),
        TrayDesktop.NONE,
        totals,
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
