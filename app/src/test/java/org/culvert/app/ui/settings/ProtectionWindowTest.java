package org.culvert.app.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.OwnProtection;
import org.culvert.app.settings.Settings;
import org.culvert.app.settings.SettingsFile;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.driver.CssWarnings;
import org.culvert.app.ui.driver.FakeDesktop;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Protection;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kill switch, local networks and DNS: chosen, sent, and told while traffic is blocked. */
@Tag("ui")
class ProtectionWindowTest {
  private static final Path PICTURES = Path.of("target", "screenshots");

  @TempDir Path folder;

  private final FakeHelper helper = new FakeHelper();
  private final CssWarnings warnings = new CssWarnings();

  @AfterEach
  void close() {
    warnings.close();
    assertEquals(List.of(), warnings.heard(), "JavaFX complains");
  }

  private SettingsFile store() {
    return new SettingsFile(folder, Clock.systemUTC());
  }

  private Settings kept() throws IOException {
    return store().read();
  }

  private WindowDriver open(Appearance appearance) {
    WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new FakeShelf().with("Home", "h:1").with("Office", "o:1"),
                _ -> false,
                new FakeKeyring(),
                TrayDesktop.NONE,
                TotalsStore.NONE,
                store(),
                new FakeDesktop().desktop(),
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), appearance)));
    window.waitToShow("connect-action");
    return window;
  }

  private static void openSettings(WindowDriver window, boolean ofProfile) {
    window.press(KeyCode.CONTROL, KeyCode.COMMA);
    window.waitToShow("settings-sheet");
    if (ofProfile) {
      window.click("settings-one");
      window.waitToShow("setting-start");
    }
  }

  /** As the arrow keys do in a choice box. */
  private static void choose(WindowDriver window, String id, int index) {
    WindowDriver.onFx(
        () -> {
          ((ChoiceBox<?>) window.visible(id)).getSelectionModel().select(index);
          return true;
        });
    window.settle();
  }

  /** The driver types letters and digits only. */
  private static void fill(WindowDriver window, String text) {
    WindowDriver.onFx(
        () -> {
          ((TextField) window.visible("setting-dns-addresses")).setText(text);
          return true;
        });
  }

  private Protection sent(WindowDriver window, int count) {
    window.press(KeyCode.ESCAPE);
    window.click("connect-action");
    window.waitFor("the request", () -> helper.requests().size() == count);
    return assertInstanceOf(Request.Connect.class, helper.requests().get(count - 1)).protection();
  }

  @Test
  void theyAreSentAsTheyAreForAllUnlessTheProfileHasAnother() throws IOException {
    try (WindowDriver window = open(Appearance.LIGHT)) {
      assertEquals(Protection.USUAL, sent(window, 1));

      openSettings(window, false);
      window.click("setting-kill");
      window.click("setting-lan");
      choose(window, "setting-dns", 1);
      Protection all = new Protection(true, false, new DnsWish.None());
      assertEquals(all, sent(window, 2));

      openSettings(window, true);
      choose(window, "setting-kill", 2);
      choose(window, "setting-dns", 1);
      assertEquals(new Protection(false, false, new DnsWish.Server()), sent(window, 3));
      assertEquals(all, kept().all().protection());
    }
    assertEquals(
        new OwnProtection(Optional.of(false), Optional.empty(), Optional.of(new DnsWish.Server())),
        kept().overrides("Office").protection());
  }

  @Test
  void whatIsNoAddressIsToldAndNotKept() throws IOException {
    try (WindowDriver window = open(Appearance.LIGHT)) {
      openSettings(window, false);
      choose(window, "setting-dns", 2);
      window.waitToShow("setting-dns-addresses");
      assertEquals("setting-dns-addresses", window.focused());
      fill(window, "9.9.9");
      window.press(KeyCode.ENTER);
      window.waitForText("setting-dns-wrong", text -> text.startsWith("9.9.9 is not the address"));
      assertEquals(Protection.USUAL, kept().all().protection());

      fill(window, "9.9.9.9, 2620:fe::fe");
      window.press(KeyCode.ENTER);
      window.waitToHide("setting-dns-wrong");
      assertEquals(DnsWish.parse("9.9.9.9,2620:fe::fe"), sent(window, 1).dns());
    }
    try (WindowDriver window = open(Appearance.LIGHT)) {
      openSettings(window, false);
      assertEquals("9.9.9.9, 2620:fe::fe", window.text("setting-dns-addresses"));
    }
  }

  @Test
  void itIsToldInTheUsersLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMAN);
    try (WindowDriver window = open(Appearance.LIGHT)) {
      openSettings(window, false);
      choose(window, "setting-dns", 2);
      window.waitToShow("setting-dns-addresses");
      fill(window, "9.9.9");
      window.press(KeyCode.ENTER);
      window.waitForText("setting-dns-wrong", text -> text.startsWith("9.9.9 ist keine Adresse"));
      fill(window, "127.0.0.1");
      window.press(KeyCode.ENTER);
      window.waitForText("setting-dns-wrong", text -> text.startsWith("127.0.0.1 kann nicht"));
      fill(window, "9.9.9.9,,");
      window.press(KeyCode.ENTER);
      window.waitForText("setting-dns-wrong", text -> text.startsWith("Gib die Adresse"));
      fill(window, "9.9.9.1 9.9.9.2 9.9.9.3 9.9.9.4 9.9.9.5 9.9.9.6 9.9.9.7 9.9.9.8 9.9.9.9");
      window.press(KeyCode.ENTER);
      window.waitForText("setting-dns-wrong", text -> text.startsWith("Das sind 9 DNS-Server"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void trafficThatIsBlockedWithoutATunnelIsToldUntilItIsUnblocked() {
    try (WindowDriver window = open(Appearance.LIGHT)) {
      helper.status(SessionStatus.blocked("Office", 1));
      window.waitToShow("blocked-banner");
      assertFalse(window.shows("problem-banner"), "once is enough");
      helper.status(SessionStatus.disconnected("Office", 1));
      window.waitToHide("blocked-banner");
      helper.status(SessionStatus.blocked("Home", 1));
      String told = window.waitForText("blocked-banner", text -> text.contains("Home"));
      assertTrue(told.startsWith("Traffic is blocked by the kill switch of Home"), told);

      helper.answer(
          _ -> new Response.Refused(Problem.of(ProblemCode.NOT_NOW, "it is busy", "Wait.")));
      window.click("blocked-banner-offer");
      window.waitForText("toast-text", "Traffic stays blocked: Not now: it is busy"::equals);

      helper.answer(_ -> new Response.Done());
      window.click("blocked-banner-offer");
      window.waitFor("the request", () -> helper.requests().size() == 2);
      assertEquals(new Request.Unblock(), helper.requests().getLast());
      helper.status(SessionStatus.disconnected("Home", 2));
      window.waitToHide("blocked-banner");

      helper.status(SessionStatus.blocked("Home", 3));
      window.waitToShow("blocked-banner");
      helper.reachable(false);
      window.waitToShow("helper-banner");
      assertTrue(window.shows("blocked-banner"), "it outlives the helper");
    }
  }

  @Test
  void aHelperThatIsKilledLeavesItsBlockInSightAndNobodyWhoCouldNotConnect() {
    try (WindowDriver window = open(Appearance.LIGHT)) {
      SessionStatus bare = SessionStatus.blocked("Office", 1);
      helper.status(
          new SessionStatus(
              "Office",
              SessionState.CONNECTED,
              1,
              bare.remote(),
              bare.dataPath(),
              bare.cipher(),
              bare.tls(),
              bare.tunnel(),
              0,
              0,
              0,
              0,
              Optional.empty(),
              Optional.empty(),
              bare.live(),
              true));
      window.waitForText("session-state", "Connected"::equals);
      assertFalse(window.shows("blocked-banner"), "its tunnel stands");

      helper.reachable(false);
      window.waitToShow("blocked-banner");
      helper.reachable(true);
      helper.status(bare);
      window.waitForText("session-state", "Traffic blocked"::equals);
      assertTrue(window.shows("blocked-banner"));
    }
  }

  static Stream<Arguments> looks() {
    return Stream.of(Appearance.LIGHT, Appearance.DARK)
        .flatMap(
            appearance ->
                Stream.of(new int[] {1280, 800}, new int[] {800, 600})
                    .map(size -> Arguments.of(appearance, size[0], size[1])));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void allOfItFitsIntoTheWindow(Appearance appearance, int width, int height) throws Exception {
    try (WindowDriver window = open(appearance)) {
      window.resize(width, height);
      helper.status(SessionStatus.blocked("Office", System.currentTimeMillis()));
      window.waitToShow("blocked-banner");
      picture(window, "blocked", appearance, width);
      openSettings(window, false);
      choose(window, "setting-dns", 2);
      fill(window, "9.9.9");
      window.press(KeyCode.ENTER);
      scroll(window);
      picture(window, "protection", appearance, width);
      openSettingsOfProfile(window);
      scroll(window);
      picture(window, "protection-profile", appearance, width);
    }
  }

  private static void openSettingsOfProfile(WindowDriver window) {
    window.click("settings-one");
    window.waitToShow("setting-start");
  }

  private static void scroll(WindowDriver window) {
    WindowDriver.onFx(
        () -> {
          for (var at = window.visible("settings-page").getParent();
              at != null;
              at = at.getParent()) {
            if (at instanceof ScrollPane scroll) {
              scroll.setVvalue(1);
            }
          }
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
