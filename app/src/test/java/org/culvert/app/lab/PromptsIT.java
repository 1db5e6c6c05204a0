package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.culvert.app.client.SocketHelperClient;
import org.culvert.app.main.StoreShelf;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real servers and proxies ask, answered by the keyboard in the real window. */
@Tag("ui")
@Tag("interop")
class PromptsIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String CONNECTED = "Connected";

  @RegisterExtension static final TestLab LAB = new TestLab();

  private final List<String> pages = new CopyOnWriteArrayList<>();
  private HelperProcess helper;
  private SocketHelperClient client;
  private ProfileStore store;
  private Optional<WindowDriver> opened = Optional.empty();

  @BeforeEach
  void prepare() {
    helper = HelperProcess.start(LAB);
    client = new SocketHelperClient(helper.socket(), "prompts-test");
    store = new ProfileStore(LAB.newPath("store"), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    opened.ifPresent(WindowDriver::close);
    client.close();
  }

  /** A window with profiles of these names and texts; the first name is selected. */
  private void open(Map<String, String> profiles, String selected) throws Exception {
    ProfileImporter importer = new ProfileImporter(store, Clock.systemUTC());
    for (Map.Entry<String, String> profile : profiles.entrySet()) {
      importer.importFrom(
          LAB.write(profile.getKey() + ".ovpn", profile.getValue()).toString(),
          ProfileImporter.Wishes.named(Optional.of(profile.getKey())),
          java.io.InputStream.nullInputStream());
    }
    WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                client,
                new StoreShelf(store, importer, SettingsStore.NONE),
                page -> pages.add(page.text()),
                new GuiContext.Options(
                    Optional.of(selected), false, Optional.empty(), Appearance.LIGHT)));
    opened = Optional.of(window);
    window.resize(900, 640);
    window.waitForText("profile-name", selected::equals);
  }

  private WindowDriver window() {
    return opened.orElseThrow();
  }

  private void open(String profile) throws Exception {
    open(Map.of("lab", profile), "lab");
  }

  /** A server whose logins the test decides about, and a window with its profile. */
  private Management serve(String... profileLines) throws Exception {
    Path socket = LAB.newPath("management.sock");
    OpenVpnServer.Options options = Management.serve(OpenVpnServer.options(LAB), socket);
    List.of(profileLines).forEach(options::profileLine);
    open(OpenVpnServer.start(LAB, options).awaitReady().profile());
    return Management.open(socket);
  }

  private void awaitQuestion(String title, String who) {
    window().waitForText("question-title", title::equals);
    String text = window().text("question-text");
    assertTrue(text.contains(who), text);
  }

  private void fill(String field, String text) {
    window().waitToShow(field);
    WindowDriver.onFx(
        () -> {
          window().visible(field).requestFocus();
          ((TextInputControl) window().visible(field)).clear();
          return true;
        });
    window().type(text);
  }

  private void login(String user, String password) {
    awaitQuestion("Sign in", "lab");
    fill("question-user", user);
    fill("question-password", password);
    window().press(KeyCode.ENTER);
  }

  private void assertConnected() {
    window().waitForText("session-state", CONNECTED::equals);
    assertFalse(window().shows("question-sheet"));
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aPasswordThatIsWrongThreeTimesIsWarnedOfAndTheFourthMayBeRight() throws Exception {
    try (Management server = serve("auth-retry interact")) {
      window().click("connect-action");
      login("jane", "first");
      for (String next : List.of("second", "third", "right")) {
        Management.Knock knock = server.awaitLogin();
        server.say("client-deny " + knock.ids() + " \"no\" \"wrong password\"");
        window().waitForText("question-reason", text -> text.contains("wrong password"));
        boolean third = next.equals("right");
        String reason =
            window()
                .waitForText("question-reason", text -> text.contains("3 times in a row") == third);
        assertEquals(third, reason.contains("lock an account"), reason);
        assertEquals("jane", window().text("question-user"));
        assertEquals("", window().text("question-password"));
        fill("question-password", next);
        window().press(KeyCode.ENTER);
        window().waitToHide("question-sheet");
      }
      Management.Knock knock = server.awaitLogin();
      assertEquals("right", knock.password());
      server.allow(knock);
      assertConnected();
    }
  }

  @Test
  void theThirdRefusalOfAServerThatEndsEachTimeIsExplainedAtTheButton() throws Exception {
    open(
        OpenVpnServer.start(LAB, OpenVpnServer.options(LAB).login(LAB, "jane", "right"))
            .awaitReady()
            .profile());
    for (int i = 1; i <= 3; i++) {
      boolean third = i == 3;
      window().click("connect-action");
      login("jane", "wrong");
      window().waitForText("session-state", "Could not connect"::equals);
      String text =
          window().waitForText("problem-banner", it -> it.contains("3 logins in a row") == third);
      assertTrue(text.contains("refused the user name or password"), text);
      assertEquals(third, text.contains("whether the account is locked"), text);
    }
    window().click("connect-action");
    login("jane", "right");
    assertConnected();
    assertFalse(window().shows("problem-banner"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStaticChallengeIsShownOrHiddenAsTheProfileSays(boolean echo) throws Exception {
    String field = echo ? "question-response" : "question-hidden-response";
    try (Management server = serve("static-challenge \"Your PIN\" " + (echo ? 1 : 0))) {
      window().click("connect-action");
      awaitQuestion("Sign in", "lab");
      window().waitToShow(field);
      assertEquals(
          !echo, WindowDriver.onFx(() -> window().visible(field) instanceof PasswordField));
      assertEquals(
          "Your PIN", WindowDriver.onFx(() -> window().visible(field).getAccessibleText()));
      fill("question-user", "jane");
      window().press(KeyCode.ENTER);
      window().type("s3cret");
      window().press(KeyCode.ENTER);
      window().type("123456");
      window().press(KeyCode.ENTER);
      Management.Knock knock = server.awaitLogin();
      assertEquals("SCRV1:" + base64("s3cret") + ":" + base64("123456"), knock.password());
      server.allow(knock);
      assertConnected();
      for (String typed : List.of("s3cret", base64("s3cret"))) {
        assertEquals(List.of(), LAB.filesWith(typed));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"R,E", "R"})
  void aDynamicChallengeIsAnsweredInTheWindow(String flags) throws Exception {
    String field = flags.contains("E") ? "question-response" : "question-hidden-response";
    try (Management server = serve()) {
      window().click("connect-action");
      login("jane", "pw");
      Management.Knock first = server.awaitLogin();
      server.say(
          "client-deny %s \"challenge\" \"CRV1:%s:c3RhdGU:%s:Token please\""
              .formatted(first.ids(), flags, base64("jane")));
      awaitQuestion("One more step", "lab");
      window().waitToShow(field);
      assertEquals(
          "Token please", WindowDriver.onFx(() -> window().visible(field).getAccessibleText()));
      fill(field, "654321");
      window().press(KeyCode.ENTER);
      Management.Knock second = server.awaitLogin();
      assertEquals("CRV1::c3RhdGU::654321", second.password());
      server.allow(second);
      assertConnected();
    }
  }

  @Test
  void aPassphraseIsAskedAgainWhenItIsWrong() throws Exception {
    String profile = OpenVpnServer.start(LAB, OpenVpnServer.options(LAB)).awaitReady().profile();
    open(new ProfileText(profile).withLockedKey(LAB, "pkcs8 -topk8 -v2 aes-256-cbc", "sesame"));
    window().click("connect-action");
    awaitQuestion("Unlock the private key", "lab");
    fill("question-password", "barley");
    window().press(KeyCode.ENTER);
    window().waitForText("question-reason", text -> !text.isEmpty());
    assertEquals("", window().text("question-password"));
    fill("question-password", "sesame");
    window().press(KeyCode.ENTER);
    assertConnected();
  }

  @Test
  void aProxyAsksForItsOwnLogin() throws Exception {
    ProxyHost proxy = ProxyHost.open(LAB);
    proxy.tinyproxy(true);
    OpenVpnServer.Options options =
        OpenVpnServer.options(LAB)
            .protocol("tcp4")
            .profileLine("http-proxy " + ProxyHost.ADDRESS + " " + ProxyHost.HTTP_PORT + " auto");
    open(
        OpenVpnServer.start(LAB, options)
            .awaitReady()
            .profile()
            .replace("remote " + Lab.SERVER_IPV4, "remote " + ProxyHost.SERVER));
    window().click("connect-action");
    awaitQuestion("Sign in at the proxy", ProxyHost.ADDRESS + ":" + ProxyHost.HTTP_PORT);
    fill("question-user", ProxyHost.USER);
    fill("question-password", "wrong");
    window().press(KeyCode.ENTER);
    window().waitForText("question-reason", text -> !text.isEmpty());
    fill("question-user", ProxyHost.USER);
    fill("question-password", ProxyHost.PASSWORD.replace(" ", ""));
    window().press(KeyCode.ENTER);
    assertConnected();
  }

  @Test
  void aWebLoginOpensTheBrowserAndGoesAwayWhenThePageIsContent() throws Exception {
    try (Management server = serve();
        SignInPage page = SignInPage.open()) {
      window().click("connect-action");
      login("jane", "pw");
      Management.Knock knock = server.awaitLogin();
      server.say("client-pending-auth " + knock.ids() + " WEB_AUTH:external:" + page.url() + " 90");
      awaitQuestion("Sign in on a web page", "lab");
      assertEquals(page.url(), window().text("question-address"));
      assertEquals(List.of(), pages);
      window().click("question-submit");
      window().waitFor("the browser", () -> pages.equals(List.of(page.url())));
      SignInPage.visit(pages.getFirst());
      Await.until("somebody signed in", LIMIT, page::signedIn);
      server.allow(knock);
      assertConnected();
    }
  }

  @Test
  void waitingForAWebLoginCanBeCancelled() throws Exception {
    try (Management server = serve()) {
      window().click("connect-action");
      login("jane", "pw");
      Management.Knock knock = server.awaitLogin();
      server.say("client-pending-auth " + knock.ids() + " OPEN_URL:https://sso.example/ 90");
      awaitQuestion("Sign in on a web page", "lab");
      window().press(KeyCode.ESCAPE);
      window().waitForText("session-state", "Disconnected"::equals);
      assertFalse(window().shows("question-sheet"));
      assertEquals(List.of(), pages);
    }
  }

  @Test
  void twoTunnelsThatAskAtOnceAreToldApartAndEitherCanBeAnsweredFirst() throws Exception {
    Path socket = LAB.newPath("management.sock");
    OpenVpnServer.Options options =
        Management.serve(OpenVpnServer.options(LAB), socket).line("duplicate-cn");
    String profile = OpenVpnServer.start(LAB, options).awaitReady().profile();
    open(Map.of("amber", profile, "birch", profile), "amber");
    Cli cli = Cli.of(LAB, helper);
    try (Management server = Management.open(socket)) {
      window().click("connect-action");
      window().waitForText("question-text", text -> text.startsWith("amber"));
      cli.ok("import", LAB.write("birch.ovpn", profile).toString(), "--name", "birch");
      cli.ok("connect", "birch", "--wait", "0");
      window().waitForText("question-other", text -> text.startsWith("birch"));
      fill("question-user", "ann");
      window().click("question-other");
      window().waitForText("question-text", text -> text.startsWith("birch"));
      fill("question-user", "bob");
      fill("question-password", "pwb");
      window().press(KeyCode.ENTER);
      Management.Knock knock = server.awaitLogin();
      assertEquals("pwb", knock.password());
      server.allow(knock);
      cli.awaitState("birch", "connected", LIMIT);

      window().waitForText("question-text", text -> text.startsWith("amber"));
      assertFalse(window().shows("question-other"));
      window().press(KeyCode.ESCAPE);
      window().waitForText("session-state", "Disconnected"::equals);
      assertEquals("connected", cli.state("birch"));
    }
  }
}
