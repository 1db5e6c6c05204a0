package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which a server asks who is there, against Debian's OpenVPN server. */
@Tag("interop")
class AuthIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @RegisterExtension static final TestLab LAB = new TestLab();

  private static HelperProcess helper;

  private Cli cli;

  @BeforeAll
  static void startHelper() {
    helper = HelperProcess.startForAll(LAB);
  }

  @BeforeEach
  void newHome() {
    cli = Cli.here(LAB, helper);
  }

  @AfterEach
  void endSessions() {
    cli.ok("disconnect", "--all");
  }

  /** A server whose logins a test decides about, and a client on its way to it. */
  private Management knocking(ServerVersion version, String... profileLines) throws Exception {
    Path socket = LAB.newPath("management.sock");
    OpenVpnServer.Options options =
        Management.serve(OpenVpnServer.options(LAB).version(version), socket);
    for (String line : profileLines) {
      options.profileLine(line);
    }
    String profile = OpenVpnServer.start(LAB, options).awaitReady().profile();
    cli.ok("import", LAB.write("lab.ovpn", profile).toString(), "--name", "lab");
    Management management = Management.open(socket);
    cli.runWith("jane\npw\n", "connect", "lab", "--auth-stdin", "--wait", "0").orFail();
    return management;
  }

  private Json awaitQuestion(String kind) {
    Await.until(
        "the question " + kind,
        LIMIT,
        () -> {
          Json status = cli.status("lab");
          return status.has("question") && status.text("question.kind").equals(kind);
        });
    return cli.status("lab").at("question");
  }

  private void answer(Json question, String reply) throws Exception {
    try (HelperSocket socket = HelperSocket.open(helper.socket())) {
      socket.answer("lab", question.number("id"), reply);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void assertConnected() {
    cli.awaitState("lab", "connected", LIMIT);
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    assertFalse(cli.status("lab").has("question"));
  }

  @ParameterizedTest
  @EnumSource
  void aTextChallengeIsAnsweredOnTheControlChannel(ServerVersion version) throws Exception {
    try (Management server = knocking(version)) {
      Management.Knock knock = server.awaitLogin();
      server.say("client-pending-auth " + knock.ids() + " CR_TEXT:R,E:Enter_code 90");
      Json question = awaitQuestion("challenge");
      assertEquals("Enter_code", question.text("text"));
      assertEquals("waiting-for-user", cli.state("lab"));
      answer(question, "\"response\":\"" + base64("123 456") + "\"");
      String response = server.await(">CLIENT:CR_RESPONSE,");
      assertTrue(response.endsWith("," + base64("123 456")), response);
      server.allow(knock);
      assertConnected();
    }
    Matrix.carried("challenge on the control channel (CR_TEXT)", version);
  }

  @ParameterizedTest
  @EnumSource
  void aWebLoginIsShownAndGoesAwayWhenTheServerIsContent(ServerVersion version) throws Exception {
    try (Management server = knocking(version)) {
      Management.Knock knock = server.awaitLogin();
      server.say(
          "client-pending-auth "
              + knock.ids()
              + " WEB_AUTH:external:https://sso.example/?a=b:c 90");
      assertEquals("https://sso.example/?a=b:c", awaitQuestion("web-login").text("url"));
      server.allow(knock);
      assertConnected();
    }
    Matrix.carried("login on a web page (WEB_AUTH)", version);
  }

  @Test
  void aWebLoginThatTheServerRefusesEndsTheSession() throws Exception {
    try (Management server = knocking(ServerVersion.OPENVPN_2_6)) {
      Management.Knock knock = server.awaitLogin();
      server.say("client-pending-auth " + knock.ids() + " OPEN_URL:https://sso.example/ 90");
      awaitQuestion("web-login");
      server.say("client-deny " + knock.ids() + " \"no\" \"not you\"");
      cli.awaitState("lab", "failed", LIMIT);
      assertFalse(cli.status("lab").has("question"));
      assertTrue(cli.status("lab").text("lastError.message").contains("not you"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDynamicChallengeIsAnsweredWithTheNextLogin(ServerVersion version) throws Exception {
    try (Management server = knocking(version)) {
      Management.Knock first = server.awaitLogin();
      assertEquals("pw", first.password());
      server.say(
          "client-deny "
              + first.ids()
              + " \"challenge\" \"CRV1:R,E:c3RhdGU:"
              + base64("jane")
              + ":Token: now\"");
      Json question = awaitQuestion("challenge");
      assertEquals("Token: now", question.text("text"));
      answer(question, "\"response\":\"" + base64("654321") + "\"");
      Management.Knock second = server.awaitLogin();
      assertEquals("CRV1::c3RhdGU::654321", second.password());
      server.allow(second);
      assertConnected();
    }
    Matrix.carried("dynamic challenge (CRV1)", version);
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedLoginIsAskedForAgainWhereTheProfileSaysSo(ServerVersion version) throws Exception {
    try (Management server = knocking(version, "auth-retry interact")) {
      Management.Knock first = server.awaitLogin();
      server.say("client-deny " + first.ids() + " \"no\" \"wrong password\"");
      Json question = awaitQuestion("login");
      assertTrue(question.text("reason").contains("wrong password"), question::toString);
      answer(question, "\"username\":\"jane\",\"password\":\"" + base64("right") + "\"");
      Management.Knock second = server.awaitLogin();
      assertEquals("right", second.password());
      server.allow(second);
      assertConnected();
    }
    Matrix.carried("auth-retry interact", version);
  }

  @ParameterizedTest
  @EnumSource
  void aStaticChallengeGoesWithThePassword(ServerVersion version) throws Exception {
    Path socket = LAB.newPath("management.sock");
    OpenVpnServer.Options options =
        Management.serve(OpenVpnServer.options(LAB).version(version), socket)
            .profileLine("static-challenge \"Your PIN\" 1");
    String profile = OpenVpnServer.start(LAB, options).awaitReady().profile();
    cli.ok("import", LAB.write("lab.ovpn", profile).toString(), "--name", "lab");
    try (Management server = Management.open(socket)) {
      cli.ok("connect", "lab", "--wait", "0");
      Json question = awaitQuestion("login");
      assertEquals("Your PIN", question.text("challenge.text"));
      answer(
          question,
          "\"username\":\"jane\",\"password\":\"%s\",\"response\":\"%s\""
              .formatted(base64("s3cret"), base64("123456")));
      Management.Knock knock = server.awaitLogin();
      assertEquals("SCRV1:czNjcmV0:MTIzNDU2", knock.password());
      server.allow(knock);
      assertConnected();
    }
    Matrix.carried("static challenge", version);
  }

  @Test
  void aTypedPasswordIsInNoFile() throws Exception {
    String password = "plum-Otter-7741";
    Path socket = LAB.newPath("management.sock");
    OpenVpnServer.Options options = Management.serve(OpenVpnServer.options(LAB), socket);
    String profile = OpenVpnServer.start(LAB, options).awaitReady().profile();
    cli.ok("import", LAB.write("lab.ovpn", profile).toString(), "--name", "lab");
    try (Management server = Management.open(socket)) {
      cli.runWith("jane\n" + password + "\n", "connect", "lab", "--auth-stdin", "--wait", "0")
          .orFail();
      Management.Knock knock = server.awaitLogin();
      assertEquals(password, knock.password());
      server.allow(knock);
      assertConnected();
      assertEquals(List.of(), LAB.filesWith(password));
      assertEquals(List.of(), LAB.filesWith(base64(password)));
    }
  }

  @Test
  void aTokenThatRanOutIsReplacedByTheLoginOrByAQuestion() throws Exception {
    OpenVpnServer.Options options =
        OpenVpnServer.options(LAB)
            .login(LAB, "jane", "right")
            .line("auth-gen-token 0")
            .keepalive(1, 4);
    OpenVpnServer server = OpenVpnServer.start(LAB, options).awaitReady();
    Path kept = LAB.write("kept.ovpn", server.profile());
    Path forgotten = LAB.write("lab.ovpn", server.profile() + "auth-nocache\n");
    for (Path profile : new Path[] {kept, forgotten}) {
      boolean forgets = profile.equals(forgotten);
      cli.ok("import", profile.toString(), "--name", "lab");
      cli.runWith("jane\nright\n", "connect", "lab", "--auth-stdin", "--wait", "30").orFail();
      assertConnected();
      server.stop();
      Await.until("the tunnel is dead", LIMIT, () -> !cli.state("lab").equals("connected"));
      server.startAgain(); // signs tokens with another key from now on
      if (forgets) {
        answer(
            awaitQuestion("login"),
            "\"username\":\"jane\",\"password\":\"" + base64("right") + "\"");
      }
      assertConnected();
      assertEquals(
          Optional.empty(),
          cli.ok("log", "lab").out().lines().filter(line -> line.contains("right")).findFirst());
      cli.ok("disconnect", "lab");
      cli.ok("remove", "lab");
    }
  }
}
