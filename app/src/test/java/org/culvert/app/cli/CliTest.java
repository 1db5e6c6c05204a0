package org.culvert.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Request;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract that scripts depend on: arguments, output, exit status. */
@Timeout(30)
class CliTest {
  private static final String GOOD =
      "client\ndev tun\nremote vpn.example.org 1194 udp\npeer-fingerprint "
          + "00:".repeat(31)
          + "00\n";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private static final Question LOGIN =
      new Question.Login(Optional.empty(), true, Optional.empty(), "");

  @TempDir private Path folder = Path.of("");

  private final FakeHelper helper = new FakeHelper();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Prompt prompt = Prompt.NOBODY;
  private final List<String> pages = new ArrayList<>();
  private String input = "";
  private Map<String, String> environment = Map.of();
  private boolean closedOutput;
  private int windows;
  private ProfileStore store = new ProfileStore(Path.of(""), CLOCK);

  @BeforeEach
  void storeOneProfile() throws Exception {
    store = new ProfileStore(folder.resolve("profiles"), CLOCK);
    store.add(
        new ProfileStore.Draft(
            "office", true, "client\n", KnownSecrets.NONE, "vpn.example.org:1194", true));
  }

  @Test
  void connectWaitsUntilConnectedAndTellsEachState() {
    helper.script(
        helper.state(SessionState.RESOLVING),
        helper.state(SessionState.CONNECTING),
        helper.state(SessionState.CONNECTING),
        helper.state(SessionState.AUTHENTICATING),
        helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office"));
    assertEquals(
        List.of(
            "office: resolving (vpn.example.org)",
            "office: connecting (vpn.example.org port 1194, UDP over IPv4)",
            "office: authenticating (vpn.example.org port 1194, UDP over IPv4)",
            "office: connected"),
        out.toString().lines().map(line -> line.replaceAll(" \\(\\)$", "")).toList());
    assertEquals(
        new Request.Connect("office", "client\n", DataPathChoice.AUTO, KnownSecrets.NONE),
        helper.asked(Request.Connect.class).getFirst());
    assertEquals(List.of(), helper.asked(Request.Disconnect.class));
  }

  @Test
  void connectWithJsonPrintsTheStatusOnly() {
    helper.script(helper.state(SessionState.CONNECTING), helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office", "--json"));
    assertEquals(1, out.toString().lines().count());
    assertTrue(out.toString().startsWith("{\"name\":\"office\",\"state\":\"connected\","));
  }

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void aFailedSessionGivesItsProblemsExitStatus(ProblemCode code) {
    helper.script(
        helper.state(SessionState.CONNECTING),
        helper.state(SessionState.FAILED, Problem.of(code, "a", "b", "c")));
    assertEquals(code.exitStatus(), run("connect", "office"));
    Problem problem = Problem.of(code, "a", "b", "c");
    assertEquals("culvert: " + problem.message() + "\n  " + problem.hint() + "\n", err.toString());
  }

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void aRefusedRequestGivesItsProblemsExitStatus(ProblemCode code) {
    helper.refusal = Optional.of(Problem.of(code, "a", "b", "c"));
    assertEquals(code.exitStatus(), run("connect", "office"));
  }

  @Test
  void aProblemThatNoRetryMendsEndsTheWaitAndTheSession() {
    helper.script(
        helper.state(
            SessionState.RECONNECTING, Problem.of(ProblemCode.CERT_UNTRUSTED, "srv", "CN=x")));
    assertEquals(6, run("connect", "office", "--wait", "600"));
    assertEquals(List.of(new Request.Disconnect("office")), helper.asked(Request.Disconnect.class));
  }

  @Test
  void aWaitThatExpiresIsFiveAndNamesTheLastProblemWhateverItWas() {
    helper.script(
        helper.state(SessionState.CONNECTING),
        helper.state(
            SessionState.RECONNECTING, Problem.of(ProblemCode.TLS_FAILED, "srv", "alert 40")),
        helper.state(SessionState.CONNECTING));
    assertEquals(5, run("connect", "office", "--wait", "1"));
    assertTrue(
        err.toString()
            .startsWith(
                "culvert: office was not connected within 1 s; last: The TLS handshake with srv"
                    + " failed: alert 40\n  If it stays so,"),
        err.toString());
    assertEquals(List.of(new Request.Disconnect("office")), helper.asked(Request.Disconnect.class));
  }

  @Test
  void aWaitWithoutAnyProblemNamesTheLastStep() {
    helper.script(helper.state(SessionState.AUTHENTICATING));
    assertEquals(5, run("connect", "office", "--wait", "1"));
    assertTrue(
        err.toString()
            .startsWith("culvert: office was not connected within 1 s; last: authenticating"));
  }

  @Test
  void howTheLastSessionEndedIsNotTakenForTheNewOne() {
    helper.tell(
        helper.state(SessionState.FAILED, Problem.of(ProblemCode.NO_ANSWER, "srv", "10", "UDP")));
    helper.script(helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office"));
  }

  @Test
  void withoutWaitingTheTunnelIsLeftToItself() {
    assertEquals(0, run("connect", "office", "--wait", "0"));
    assertEquals(List.of(), helper.asked(Request.Disconnect.class));
  }

  @Test
  void credentialsComeFromAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("login"), "ann\r\nsecret word\r\n");
    helper.script(helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office", "--auth-file", file.toString()));
    assertCredentials("ann", "secret word");
  }

  @Test
  void aThirdLineIsTheResponseToTheChallenge() {
    input = "ann\nsecret\n123456\n";
    helper.script(helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office", "--auth-stdin"));
    KnownSecrets known = helper.asked(Request.Connect.class).getFirst().known();
    assertArrayEquals("123456".getBytes(UTF_8), known.response().orElseThrow().copyBytes());
  }

  @Test
  void thePassphraseComesFromAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("pass"), "open sesame\nnot this\n");
    helper.script(helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office", "--passphrase-file", file.toString()));
    KnownSecrets known = helper.asked(Request.Connect.class).getFirst().known();
    assertArrayEquals("open sesame".getBytes(UTF_8), known.passphrase().orElseThrow().copyBytes());
  }

  @Test
  void credentialsComeFromStandardInput() {
    input = "ann\nsecret";
    helper.script(helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office", "--auth-stdin"));
    assertCredentials("ann", "secret");
  }

  @Test
  void aLoginFileWithOneLineIsRefusedBeforeAnythingHappens() throws Exception {
    Path file = Files.writeString(folder.resolve("login"), "ann");
    assertEquals(2, run("connect", "office", "--auth-file", file.toString()));
    assertEquals(List.of(), helper.asked);
  }

  @Test
  void aLoginFileThatIsNotThereIsAWrongUse() {
    String file = folder.resolve("nowhere").toString();
    assertEquals(2, run("connect", "office", "--auth-file", file));
    assertTrue(err.toString().contains("there is no such file"), err.toString());
  }

  @Test
  void aFailureWithJsonIsAnObjectOnStandardOutput() {
    assertEquals(7, run("status", "nowhere", "--json"));
    assertEquals(
        "{\"error\":{\"code\":\"profile-unknown\",\"message\":\"There is no profile named nowhere\","
            + "\"hint\":\"See culvert list for the names.\"}}\n",
        out.toString());
  }

  @Test
  void theLogOfAnUnknownProfileIsSeven() {
    assertEquals(7, run("log", "nowhere"));
    assertEquals(7, run("log", "nowhere", "--follow"));
  }

  @Test
  void followingEndsWhenNobodyReadsTheOutputAnyMore() {
    helper.tell(helper.state(SessionState.CONNECTED));
    helper.log.add(new LogLine("office", 0, LogLine.Level.WARNING, "slow"));
    closedOutput = true;
    assertEquals(1, run("log", "--follow"));
    assertEquals("", err.toString());
  }

  @Test
  void aPathThatLeadsNowhereIsSaidToBeNoFile() {
    assertEquals(7, run("connect", "./p/none.ovpn"));
    assertTrue(err.toString().contains("there is no such file"), err.toString());
  }

  @Test
  void aFileWhoseNameAnotherStoredProfileHasGetsANumberAndIsDisconnectedByIt() throws Exception {
    Path file = Files.writeString(folder.resolve("office.ovpn"), GOOD);
    helper.afterConnect = List.of();
    assertEquals(0, run("connect", file.toString(), "--wait", "0"));
    assertEquals("office 2", helper.asked(Request.Connect.class).getFirst().name());
    assertEquals(0, run("disconnect", file.toString()));
    assertEquals("office 2", helper.asked(Request.Disconnect.class).getFirst().name());
  }

  @Test
  void whatOnlySpeaksTcpIsUsable() throws Exception {
    Path file = Files.writeString(folder.resolve("tcp.ovpn"), GOOD.replace("udp", "tcp"));
    assertEquals(0, run("check", file.toString(), "--json"));
    assertTrue(out.toString().contains("\"usable\":true"), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void checkNamesTheDataPathAsStatusDoes() throws Exception {
    Path file = Files.writeString(folder.resolve("udp.ovpn"), GOOD);
    assertEquals(0, run("check", file.toString(), "--json"));
    assertTrue(
        out.toString().contains("\"dataPath\":{\"kind\":\"userspace\",\"reason\":\"This version"),
        out.toString());
  }

  @Test
  void checkTellsEachErrorOnce() throws Exception {
    Path file = Files.writeString(folder.resolve("x.ovpn"), "client\nnonsense 1 2 3\n");
    run("check", file.toString());
    String all = out.toString() + err;
    assertEquals(2, all.split("x.ovpn:2", -1).length, all);
  }

  @Test
  void aMisspeltCommandIsAnsweredWithTheOneThatIsMeant() {
    assertEquals(2, run("lst"));
    assertTrue(err.toString().contains("list"), err.toString());
  }

  @Test
  void helpIsACommandToo() {
    assertEquals(0, run("help"));
    assertTrue(out.toString().contains("  connect"), out.toString());
  }

  @Test
  void aQuestionIsAnsweredByThePersonAtTheTerminal() {
    prompt = (_, _) -> Optional.of(Reply.login(new Credentials("ann", Secret.ofText("x"))));
    helper.script(helper.waiting(7, LOGIN), helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office"));
    assertEquals(7, helper.asked(Request.Answer.class).getFirst().question());
  }

  @Test
  void eachQuestionIsAskedOnceHoweverOftenItIsTold() {
    prompt = (_, _) -> Optional.of(Reply.response(Secret.ofText("x")));
    Question challenge = new Question.Challenge("PIN", false, true);
    helper.script(
        helper.waiting(7, challenge),
        helper.waiting(7, challenge),
        helper.waiting(8, challenge),
        helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office"));
    assertEquals(
        List.of(7L, 8L),
        helper.asked(Request.Answer.class).stream().map(Request.Answer::question).toList());
  }

  @Test
  void aWebLoginShowsThePageAndOpensIt() {
    helper.script(
        helper.waiting(7, new Question.WebLogin("https://sso.example.org/?a=b")),
        helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office"));
    assertEquals(List.of("https://sso.example.org/?a=b"), pages);
    assertTrue(err.toString().contains("sign in at sso.example.org"), err.toString());
    assertEquals(List.of(), helper.asked(Request.Answer.class));
  }

  @Test
  void aPageThatIsNoWebPageIsNeverOpened() {
    helper.script(helper.waiting(7, new Question.WebLogin("file:///etc/passwd")));
    assertEquals(1, run("connect", "office"));
    assertEquals(List.of(), pages);
  }

  @Test
  void aQuestionThatNobodyAnswersIsAnAuthenticationFailure() {
    helper.script(helper.waiting(7, LOGIN));
    assertEquals(4, run("connect", "office"));
    assertTrue(err.toString().contains("--auth-file"));
    assertEquals(1, helper.asked(Request.Disconnect.class).size());
  }

  @Test
  void anUnknownProfileIsSeven() {
    assertEquals(7, run("connect", "nowhere"));
    assertEquals(7, run("remove", "nowhere"));
    assertEquals(7, run("status", "nowhere"));
    assertEquals(7, run("disconnect", "nowhere"));
  }

  @Test
  void aFileThatIsNoProfileIsSevenAndNeverReachesTheHelper() throws Exception {
    Path file = Files.writeString(folder.resolve("x.ovpn"), "nonsense 1 2 3\n");
    assertEquals(7, run("connect", file.toString()));
    assertEquals(7, run("import", file.toString()));
    assertEquals(7, run("check", file.toString()));
    assertTrue(err.toString().contains("x.ovpn:1"), err.toString());
    assertEquals(List.of(), helper.asked);
    assertEquals(1, store.list().size());
  }

  @ParameterizedTest
  @CsvSource({
    "connect office",
    "disconnect office",
    "disconnect --all",
    "status",
    "status office",
    "stats office",
    "stats office --follow",
    "log",
    "log --follow",
    "doctor",
    "demo --no-window",
  })
  void withoutAHelperTheExitStatusIsThree(String line) {
    helper.unreachable = true;
    assertEquals(3, run(line.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense",
    "connect",
    "connect office more",
    "connect office --wait soon",
    "connect office --wait -1",
    "connect office --data-path magic",
    "connect office --auth-stdin --auth-file x",
    "disconnect",
    "disconnect office --all",
    "import",
    "stats",
    "remove",
    "check",
    "list --unknown",
  })
  void aWrongUseIsTwo(String line) {
    assertEquals(2, run(line.split(" ", -1)), err::toString);
    assertTrue(err.toString().startsWith("culvert: "), err.toString());
  }

  @ParameterizedTest
  @CsvSource({"--help", "--version", "connect --help", "list -h"})
  void helpIsNoFailure(String line) {
    assertEquals(0, run(line.split(" ", -1)));
    assertTrue(!out.toString().isEmpty());
  }

  @Test
  void theHelpNamesEveryCommand() {
    run("--help");
    for (String name :
        List.of(
            "import",
            "list",
            "connect",
            "disconnect",
            "status",
            "stats",
            "log",
            "remove",
            "check",
            "doctor",
            "demo")) {
      assertTrue(out.toString().contains("  " + name), name);
    }
  }

  @Test
  void withoutACommandTheWindowOpens() {
    environment = Map.of("DISPLAY", ":0");
    assertEquals(0, run());
    assertEquals(0, run("gui"));
    assertEquals(2, windows);
  }

  @Test
  void withoutADisplayTheWindowIsAFailureThatSaysSo() {
    assertEquals(1, run());
    assertTrue(err.toString().contains("no display"));
  }

  @Test
  void listShowsProfilesWithoutAHelper() {
    helper.unreachable = true;
    assertEquals(0, run("list"));
    assertEquals("office  vpn.example.org:1194  (user name and password)\n", out.toString());
    out.getBuffer().setLength(0);
    assertEquals(0, run("list", "--json"));
    assertEquals(
        "[{\"name\":\"office\",\"server\":\"vpn.example.org:1194\",\"asksForPassword\":true,"
            + "\"imported\":\"2026-01-02T03:04:05Z\"}]\n",
        out.toString());
  }

  @Test
  void statusOfAProfileThatWasNeverConnectedIsDisconnected() {
    assertEquals(0, run("status", "OFFICE", "--json"));
    assertTrue(out.toString().startsWith("{\"name\":\"office\",\"state\":\"disconnected\","));
  }

  @Test
  void statusWithoutANameIsAList() {
    assertEquals(0, run("status", "--json"));
    assertEquals("[]\n", out.toString());
    helper.tell(helper.state(SessionState.CONNECTED));
    out.getBuffer().setLength(0);
    assertEquals(0, run("status", "--json"));
    assertTrue(out.toString().startsWith("[{\"name\":\"office\",\"state\":\"connected\","));
  }

  @Test
  void statsPrintTheCounters() {
    helper.tell(helper.state(SessionState.CONNECTED));
    assertEquals(0, run("stats", "office", "--json"));
    assertEquals(
        "{\"name\":\"office\",\"time\":\"2026-01-02T03:04:05Z\",\"bytesIn\":1000,"
            + "\"bytesOut\":2000,\"packetsIn\":3,\"packetsOut\":4}\n",
        out.toString());
  }

  @Test
  void statsOfNoSessionAreAFailure() {
    assertEquals(1, run("stats", "office"));
    assertEquals(1, run("stats", "office", "--follow"));
  }

  @Test
  void logPrintsALineAnEvent() {
    helper.log.add(new LogLine("office", 0, LogLine.Level.WARNING, "slow"));
    assertEquals(0, run("log"));
    assertTrue(out.toString().endsWith(" office warning: slow\n"), out.toString());
  }

  @Test
  void aProfileInUseIsNotRemoved() throws Exception {
    helper.tell(helper.state(SessionState.CONNECTED));
    assertEquals(1, run("remove", "office"));
    assertEquals(1, store.list().size());
    helper.tell(helper.state(SessionState.DISCONNECTED));
    assertEquals(0, run("remove", "office"));
    assertEquals(List.of(), store.list());
  }

  @Test
  void disconnectNamesTheSessionAsItIsStored() {
    assertEquals(0, run("disconnect", "Office"));
    assertEquals(0, run("disconnect", "--all"));
    assertEquals(List.of(new Request.Disconnect("office")), helper.asked(Request.Disconnect.class));
    assertEquals(1, helper.asked(Request.DisconnectAll.class).size());
  }

  @Test
  void doctorPrintsWhatToDo() {
    assertEquals(0, run("doctor"));
    assertTrue(
        out.toString()
            .startsWith(
                "good  helper: answers\nbad   tun: /dev/net/tun is missing\n      load it\n"),
        out.toString());
    for (String subject : List.of("TUN offloads", "firewall", "display", "tray")) {
      assertTrue(out.toString().contains("  " + subject + ": "), subject);
    }
  }

  @Test
  void withoutAHelperTheDoctorLooksAtWhatItCanSeeItself() {
    helper.unreachable = true;
    assertEquals(3, run("doctor"));
    assertTrue(out.toString().contains("  kernel: Linux"), out.toString());
    assertTrue(out.toString().contains("  TUN driver: "), out.toString());
    assertTrue(out.toString().contains("  DNS back end: "), out.toString());
  }

  private void assertCredentials(String username, String password) {
    Credentials given =
        helper.asked(Request.Connect.class).getFirst().known().login().orElseThrow();
    assertEquals(username, given.username());
    assertArrayEquals(password.getBytes(UTF_8), given.password().copyBytes());
  }

  private int run(String... args) {
    CommandContext context =
        new CommandContext(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintWriter(closedOutput ? Writers.closed() : out),
            new PrintWriter(err),
            environment,
            CLOCK,
            helper,
            store,
            new ProfileImporter(store, CLOCK),
            prompt,
            page -> pages.add(page.text()),
            _ -> windows++);
    return new Cli(context).run(args);
  }
}
