package org.culvert.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.app.explain.Circumstances;
import org.culvert.app.explain.Explanation;
import org.culvert.app.explain.Explanations;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Event;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Request;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How {@code connect} waits, asks and ends: arguments, output, exit status. */
@Timeout(30)
class ConnectCommandTest extends CliFixture {
  private static final Question LOGIN =
      new Question.Login(Optional.empty(), true, Optional.empty(), "");

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
    Explanation words = Explanations.of(problem, Circumstances.at(CLOCK.instant()));
    assertEquals("culvert: " + problem.message() + "\n" + words.advice().indent(2), err.toString());
  }

  @Test
  void aRefusedLoginIsToldOnceWithWhatToDo() {
    helper.script(
        helper.state(SessionState.CONNECTING),
        helper.state(SessionState.FAILED, Problem.of(ProblemCode.AUTH_FAILED, "srv", "")));
    assertEquals(4, run("connect", "office"));
    String all = out.toString() + err;
    assertEquals(1, all.split("refused the user name or password", -1).length - 1, all);
    assertEquals(1, all.split("locked account", -1).length - 1, all);
    assertTrue(out.toString().endsWith("office: failed\n"), out.toString());
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
                    + " failed: alert 40\n  Client and server were talking"),
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
  void aWaitForAProxyThatSaysNothingNamesIt() {
    helper.proxy("proxy.example.org:1080");
    helper.script(helper.state(SessionState.CONNECTING));
    assertEquals(5, run("connect", "office", "--wait", "1"));
    assertEquals(
        """
        culvert: office was not connected within 1 s; last: connecting (vpn.example.org port 1194, \
        UDP over IPv4, through the proxy proxy.example.org:1080)
          Check that a proxy answers at proxy.example.org:1080, as the profile's http-proxy or \
        socks-proxy line says. Wait longer with --wait SECONDS, or look at culvert log office.
        """,
        err.toString());
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
  void theProxysLoginComesFromAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("proxy"), "ann\nsecret\n");
    helper.script(helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office", "--proxy-auth-file", file.toString()));
    KnownSecrets known = helper.asked(Request.Connect.class).getFirst().known();
    assertEquals(Optional.empty(), known.login());
    assertEquals("ann", known.proxyLogin().orElseThrow().username());
    assertArrayEquals(
        "secret".getBytes(UTF_8), known.proxyLogin().orElseThrow().password().copyBytes());
  }

  @Test
  void aProxyLoginFileWithOneLineIsRefusedBeforeAnythingHappens() throws Exception {
    Path file = Files.writeString(folder.resolve("proxy"), "ann");
    assertEquals(2, run("connect", "office", "--proxy-auth-file", file.toString()));
    assertTrue(err.toString().contains(file.toString()), err.toString());
    assertEquals(List.of(), helper.asked);
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
  void aQuestionIsAnsweredByThePersonAtTheTerminal() {
    prompt = (_, _) -> Optional.of(Reply.login(new Credentials("ann", Secret.ofText("x"))));
    helper.script(helper.waiting(7, LOGIN), helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office"));
    assertEquals(7, helper.asked(Request.Answer.class).getFirst().question());
  }

  private SecretName saveLogin() throws Exception {
    SecretName name = SecretName.login(store.find("office").orElseThrow().id());
    keyring.put(name, "ann", "secret");
    return name;
  }

  @Test
  void aSavedLoginAnswersOnceAndThenThePersonDoes() throws Exception {
    saveLogin();
    List<Question> asked = new ArrayList<>();
    prompt =
        (_, question) -> {
          asked.add(question);
          return Optional.of(Reply.login(new Credentials("bob", Secret.ofText("x"))));
        };
    Question again = new Question.Login(Optional.empty(), true, Optional.empty(), "refused");
    helper.script(
        helper.waiting(7, LOGIN), helper.waiting(8, again), helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office"));
    assertEquals(
        List.of("ann", "bob"),
        helper.asked(Request.Answer.class).stream()
            .map(answer -> answer.reply().username().orElseThrow())
            .toList());
    assertEquals(List.of(again), asked);
    assertTrue(err.toString().contains("saved in the keyring"), err.toString());
    assertFalse(err.toString().contains("secret"), err.toString());
  }

  @Test
  void aSavedLoginIsLeftAloneWhenAskedTo() throws Exception {
    saveLogin();
    helper.script(helper.waiting(7, LOGIN));
    assertEquals(4, run("connect", "office", "--no-saved-login"));
    assertEquals(List.of(), keyring.asked());
  }

  @Test
  void theProfilesOwnChallengeIsAskedBesideASavedLogin() throws Exception {
    saveLogin();
    Question.Challenge pin = new Question.Challenge("PIN", false, true);
    prompt =
        (_, question) ->
            question.equals(pin)
                ? Optional.of(Reply.response(Secret.ofText("42")))
                : Optional.empty();
    Question login = new Question.Login(Optional.empty(), true, Optional.of(pin), "");
    helper.script(helper.waiting(7, login), helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office"));
    assertTrue(login.takes(helper.asked(Request.Answer.class).getFirst().reply()));
  }

  @Test
  void whereNothingIsSavedOrTheKeyringFailsThePersonIsAsked() throws Exception {
    keyring.trouble(KeyringTrouble.LOCKED);
    prompt = (_, _) -> Optional.of(Reply.login(new Credentials("bob", Secret.ofText("x"))));
    helper.script(helper.waiting(7, LOGIN), helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office"));
    assertTrue(err.toString().contains("the keyring stayed locked"), err.toString());
  }

  @Test
  void aSessionOfAFileGetsNothingThatWasSavedForAProfile() throws Exception {
    saveLogin();
    store.remove(store.find("office").orElseThrow());
    Path file = Files.writeString(folder.resolve("office.ovpn"), GOOD);
    helper.script(helper.waiting(7, LOGIN));
    assertEquals(4, run("connect", file.toString()));
    assertEquals(List.of(), keyring.asked());
  }

  @Test
  void theDataPathThatWasChosenInTheWindowCountsUnlessAnotherIsAskedFor() throws Exception {
    settings.change(
        now ->
            now.withProfile(
                "office", wish -> wish.withDataPath(Optional.of(DataPathChoice.USERSPACE))));
    assertEquals(0, run("connect", "office", "--wait", "0"));
    assertEquals(0, run("connect", "office", "--wait", "0", "--data-path", "kernel"));
    assertEquals(
        List.of(DataPathChoice.USERSPACE, DataPathChoice.KERNEL),
        helper.asked(Request.Connect.class).stream().map(Request.Connect::dataPath).toList());
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
  void aServerThatNamesPageAfterPageDoesNotFillTheScreenWithThem() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      events.add(helper.waiting(i, new Question.WebLogin("https://sso.example.org/" + i)));
    }
    events.add(helper.state(SessionState.CONNECTED));
    helper.afterConnect = events;
    assertEquals(0, run("connect", "office"));
    assertEquals(3, pages.size());
    assertTrue(err.toString().contains("https://sso.example.org/49"), err.toString());
  }

  @Test
  void statusTellsWhatIsAskedAndHowToAnswer() {
    helper.tell(helper.waiting(7, new Question.Challenge("PIN of the token", false, true)));
    assertEquals(0, run("status"));
    assertTrue(out.toString().contains("PIN of the token"), out.toString());
    assertTrue(out.toString().contains("culvert answer office"), out.toString());
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

  private void assertCredentials(String username, String password) {
    Credentials given =
        helper.asked(Request.Connect.class).getFirst().known().login().orElseThrow();
    assertEquals(username, given.username());
    assertArrayEquals(password.getBytes(UTF_8), given.password().copyBytes());
  }

  private static final String BOTH = GOOD + "remote vpn.example.org 443 tcp\n";

  @Test
  void aServerThatIsSilentByUdpPointsToTheTcpServerOfTheProfile() throws Exception {
    Path file = Files.writeString(folder.resolve("both.ovpn"), BOTH);
    Problem silent = Problem.of(ProblemCode.NO_ANSWER, "vpn.example.org:1194", "30", "UDP");
    helper.script(
        new Event.StatusChanged(helper.status("both", SessionState.RECONNECTING, silent)));
    assertEquals(5, run("connect", file.toString(), "--wait", "1"));
    assertTrue(err.toString().contains("drops UDP"), err.toString());
    assertTrue(err.toString().contains("vpn.example.org:443. Connect with --tcp"), err.toString());
  }

  @Test
  void byTcpOnlyTheTcpServersAreLeft() throws Exception {
    Path both = Files.writeString(folder.resolve("both.ovpn"), BOTH);
    helper.script(new Event.StatusChanged(helper.status("both", SessionState.CONNECTED)));
    assertEquals(0, run("connect", both.toString(), "--tcp"));
    assertTrue(
        helper.asked(Request.Connect.class).getFirst().profile().endsWith("\nproto-force tcp\n"));

    Path udp = Files.writeString(folder.resolve("udp.ovpn"), GOOD);
    assertEquals(1, run("connect", udp.toString(), "--tcp"));
    assertTrue(err.toString().contains("names no server by TCP"), err.toString());
  }
}
