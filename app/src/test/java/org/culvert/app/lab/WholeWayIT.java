package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.input.KeyCode;
import org.culvert.app.bus.Patience;
import org.culvert.app.bus.PrivateBus;
import org.culvert.app.client.SocketHelperClient;
import org.culvert.app.keyring.AbsentKeyring;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.dbus.GnomeKeyring;
import org.culvert.app.keyring.dbus.SecretServiceKeyring;
import org.culvert.app.main.StoreShelf;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsFile;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.Desktop;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.app.ui.text.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a server, a keyring or the kernel's rules to what the real window shows of it, and back. */
@Tag("ui")
@Tag("interop")
class WholeWayIT {
  private static final Duration LIMIT = Duration.ofSeconds(25);
  private static final String PASSWORD = "s3same";

  /** A chart of two minutes has no more slots to read. */
  private static final int SLOTS = 120;

  private static final Pattern PER_CALL =
      Pattern.compile("Packets per system call: ([0-9.]+)\\h+in, ([0-9.]+)\\h+out");

  @RegisterExtension static final TestLab LAB = new TestLab();

  private final HelperProcess helper = HelperProcess.start(LAB);
  private final ProfileStore store = new ProfileStore(LAB.newPath("store"), Clock.systemUTC());
  private final ProfileImporter importer = new ProfileImporter(store, Clock.systemUTC());
  private final SettingsFile settings =
      new SettingsFile(LAB.newPath("settings"), Clock.systemUTC());
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private OpenVpnServer serve(OpenVpnServer.Options options) throws Exception {
    OpenVpnServer server = OpenVpnServer.start(LAB, options).awaitReady();
    keep(server.profile());
    return server;
  }

  private void keep(String profile) throws Exception {
    importer.importFrom(
        LAB.write("lab.ovpn", profile).toString(),
        ProfileImporter.Wishes.named(Optional.of("lab")),
        InputStream.nullInputStream());
  }

  /** A window that knows what is stored, and nothing of an earlier window. */
  private WindowDriver window(Keyring keyring) {
    SocketHelperClient client = new SocketHelperClient(helper.socket(), "whole-way");
    open.push(client);
    WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                client,
                new StoreShelf(store, importer, settings),
                _ -> false,
                keyring,
                TrayDesktop.NONE,
                TotalsStore.NONE,
                settings,
                Desktop.NONE,
                new GuiContext.Options(
                    Optional.of("lab"), false, Optional.empty(), Appearance.LIGHT)));
    open.push(window);
    window.resize(1000, 900);
    window.waitForText("profile-name", "lab"::equals);
    return window;
  }

  private WindowDriver window() {
    return window(new AbsentKeyring(KeyringTrouble.NO_KEYRING));
  }

  private static void awaitState(WindowDriver window, String state) {
    window.waitForText("session-state", state::equals);
  }

  private static void connect(WindowDriver window) {
    window.click("connect-action");
    awaitState(window, "Connected");
  }

  @Test
  void aLoginThatIsSavedIsNotAskedForAgainAndIsInNoFileOfOurs(@TempDir Path home) throws Exception {
    Path socket = LAB.newPath("management.sock");
    serve(Management.serve(OpenVpnServer.options(LAB), socket));
    try (PrivateBus bus = PrivateBus.bare(home);
        GnomeKeyring gnome = new GnomeKeyring(bus, home);
        Management server = Management.open(socket)) {
      gnome.awaitAnswer();
      Keyring keyring = new SecretServiceKeyring(bus.environment());
      WindowDriver window = window(keyring);
      window.click("connect-action");
      signInAndSave(window);
      letIn(server, window);
      String id = store.list().getFirst().id();
      Patience.until("the keyring to have it", () -> keyring.holds(id));
      window.click("connect-action");
      awaitState(window, "Disconnected");
      window.close();

      WindowDriver later = window(keyring);
      later.click("connect-action");
      letIn(server, later);
      assertFalse(later.shows("question-sheet"));
    }
    assertEquals(List.of(), LAB.filesWith(PASSWORD));
  }

  private static void signInAndSave(WindowDriver window) {
    Await.until("the question", LIMIT, () -> window.focused().equals("question-user"));
    window.type("jane");
    window.press(KeyCode.ENTER);
    window.type(PASSWORD);
    window.click("question-save");
    window.click("question-submit");
  }

  private static void letIn(Management server, WindowDriver window) {
    Management.Knock knock = server.awaitLogin();
    assertEquals(PASSWORD, knock.password());
    server.allow(knock);
    awaitState(window, "Connected");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
  }

  @Test
  void newKeysAndAReconnectAreMarkedInTheChart() throws Exception {
    OpenVpnServer server = serve(OpenVpnServer.options(LAB).renegotiate(5).keepalive(1, 4));
    WindowDriver window = window();
    connect(window);
    awaitSign(window, ".chart-keys");
    server.kill();
    server.startAgain();
    awaitSign(window, ".chart-mark");
    WindowDriver.onFx(
        () -> {
          window.visible("chart").requestFocus();
          return true;
        });
    read(window, "Reconnected at ");
    read(window, "New keys at ");
  }

  private static void awaitSign(WindowDriver window, String sign) {
    Await.until(
        sign + " in the chart",
        LIMIT,
        () -> WindowDriver.onFx(() -> window.stage().getScene().lookup(sign) != null));
  }

  /** Goes from the newest slot of the chart back to one of which it says these words. */
  private static void read(WindowDriver window, String words) {
    window.press(KeyCode.END);
    for (int i = 0; i < SLOTS && !window.text("chart").contains(words); i++) {
      window.press(KeyCode.LEFT);
    }
    assertTrue(window.text("chart").contains(words), window.text("chart"));
  }

  @Test
  void theBlockThatAKilledHelperLeavesIsToldAndLifted() throws Exception {
    serve(OpenVpnServer.options(LAB));
    String before = rules();
    WindowDriver window = window();
    chooseKillSwitch(window);
    try {
      connect(window);
      assertTrue(rules().contains("table inet culvert"), rules());
      assertFalse(window.shows("blocked-banner"));

      helper.kill();
      window.waitToShow("blocked-banner");
      helper.startAgain();
      awaitState(window, "Traffic blocked");
      String told = window.text("blocked-banner");
      assertTrue(told.startsWith("Traffic is blocked by the kill switch of lab"), told);
      assertFalse(Traffic.answers(LAB.clientHost(), Lab.WORLD_IPV4));

      window.click("blocked-banner-offer");
      window.waitToHide("blocked-banner");
      assertEquals(before, rules());
      assertTrue(Traffic.answers(LAB.clientHost(), Lab.WORLD_IPV4));
      awaitState(window, "Disconnected");
    } finally {
      Shell.tryOut("ip", "netns", "exec", LAB.clientHost(), "nft", "flush", "ruleset");
    }
  }

  private static void chooseKillSwitch(WindowDriver window) {
    window.press(KeyCode.CONTROL, KeyCode.COMMA);
    window.click("setting-kill");
    window.press(KeyCode.ESCAPE);
    window.waitToHide("settings-sheet");
  }

  @Test
  void nothingLeavesWhileSilentServersAreLeftForOneByTcp() throws Exception {
    OpenVpnServer server =
        OpenVpnServer.start(LAB, OpenVpnServer.options(LAB).protocol("tcp4")).awaitReady();
    keep(SilentServers.before(server.profile(), LAB));
    WindowDriver window = window();
    chooseKillSwitch(window);
    Leaks leaks = Leaks.watch(LAB);
    try (Running talker = talker()) {
      Await.until("what is sent in the clear to be counted", LIMIT, () -> leaks.count() > 0);
      window.click("connect-action");
      window.waitForText("problem-banner", text -> text.contains(Lab.SERVER_IPV4));
      leaks.count();
      window.click("problem-banner-offer");
      awaitState(window, "Connected");
      assertEquals("TCP over IPv4", window.text("fact-server-detail"));
      Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
      assertEquals(0, leaks.count(), WholeWayIT::rules);

      window.click("connect-action");
      awaitState(window, "Disconnected");
      Await.until("the rules to be gone", LIMIT, () -> leaks.count() > 0);
      assertTrue(talker.alive(), talker.log());
    } finally {
      leaks.stop();
      Shell.tryOut("ip", "netns", "exec", LAB.clientHost(), "nft", "flush", "ruleset");
    }
  }

  /** A program that sends without a pause, whatever becomes of it. */
  private static Running talker() {
    return Running.start(
        "ping",
        LAB.newPath("ping.log"),
        Map.of(),
        Lab.on(LAB.clientHost(), List.of("ping", "-q", "-i", "0.01", Lab.WORLD_IPV4)));
  }

  private static String rules() {
    return Shell.out("ip", "netns", "exec", LAB.clientHost(), "nft", "list", "ruleset");
  }

  @Test
  void aCertificateThatHasExpiredIsExplainedWithItsDate() throws Exception {
    serve(
        OpenVpnServer.options(LAB)
            .serverIdentity(LAB.pki().issueExpired("lab-server", Pki.Purpose.SERVER)));
    WindowDriver window = window();
    window.click("connect-action");
    awaitState(window, "Could not connect");
    String told =
        window.waitForText("problem-banner", text -> text.contains("This machine's clock says "));
    assertTrue(told.contains("(CN=lab-server) expired on 2021-01-01. "), told);
  }

  @Test
  void latencyLossAndBatchesAreShownAsTheyAre() throws Exception {
    serve(OpenVpnServer.options(LAB));
    WindowDriver window = window();
    connect(window);
    window.waitForText("latency", Pattern.compile("[0-9.]+\\hm?s").asMatchPredicate());
    window.waitForText("latency-detail", text -> text.endsWith(", none lost in the last minute"));

    Traffic traffic = LAB.traffic();
    traffic.upload(5);
    traffic.download(5);
    window.waitForText("fact-path-figures", WholeWayIT::tellsOfSeveralAtATime);
    window.waitForText("fact-path-figures", endsWith(largest()));

    ignoreEchoes(1);
    try {
      Await.until(
          "a loss", LIMIT, () -> window.text("latency-detail").contains("% lost in the last"));
    } finally {
      ignoreEchoes(0);
    }
  }

  private static boolean tellsOfSeveralAtATime(String text) {
    Matcher perCall = PER_CALL.matcher(text);
    return perCall.lookingAt()
        && Double.parseDouble(perCall.group(1)) > 1
        && Double.parseDouble(perCall.group(2)) > 1;
  }

  private static Predicate<String> endsWith(String words) {
    return text -> text.endsWith(words);
  }

  /** In the window's words, what the helper has counted. */
  private String largest() {
    Json batches = Cli.here(LAB, helper).status("lab").at("batches");
    return "Largest superpacket: %s\u00a0in, %s\u00a0out"
        .formatted(
            Quantity.bytes(batches.number("in.largest")),
            Quantity.bytes(batches.number("out.largest")));
  }

  private static void ignoreEchoes(int value) {
    String setting = "net.ipv4.icmp_echo_ignore_all=" + value;
    Shell.out("ip", "netns", "exec", LAB.serverHost(), "sysctl", "-qw", setting);
  }
}
