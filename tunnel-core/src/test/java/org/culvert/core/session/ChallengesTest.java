package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.culvert.core.profile.LoginSettings;
import org.culvert.core.profile.LoginSettings.Retry;
import org.culvert.core.profile.LoginSettings.StaticChallenge;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.Timers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers ask beside name and password, and what becomes of a refused login. */
final class ChallengesTest {
  private static final String CRV1 =
      "AUTH_FAILED,CRV1:R,E:Om01u7Fh4LrGBS7uh0SWmzwabUiGiW6l:YWxpY2U=:Enter token: now";

  private static LoginSettings settings(
      Retry retry, boolean forgets, StaticChallenge... challenge) {
    return new LoginSettings(
        Optional.empty(), true, List.of(challenge).stream().findFirst(), retry, forgets);
  }

  private static ScriptedSession session(LoginSettings settings) {
    Profile profile =
        ScriptedSession.profile(Timers.DEFAULT, Optional.empty(), java.util.OptionalInt.empty());
    return new ScriptedSession(TestProfiles.withLogin(profile, settings)).start();
  }

  private static Login alice(LoginSettings settings, String... response) {
    return new Login(
        settings,
        new KnownSecrets(
            Optional.of(new Credentials("alice", Secret.ofText("s3cret"))),
            List.of(response).stream().findFirst().map(Secret::ofText),
            Optional.empty(),
            Optional.empty()));
  }

  private static String password(Login login) {
    return new String(
        login.current().orElseThrow().password().copyBytes(),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void aStaticChallengeGoesIntoThePasswordField() {
    StaticChallenge pin = new StaticChallenge("PIN", false, false);
    assertEquals(
        "SCRV1:czNjcmV0:MTIzNDU2", password(alice(settings(Retry.NONE, false, pin), "123456")));
    StaticChallenge appended = new StaticChallenge("PIN", false, true);
    assertEquals("s3cret123456", password(alice(settings(Retry.NONE, false, appended), "123456")));
  }

  @Test
  void theResponseToAStaticChallengeIsAskedForEachConnection() {
    Login login = alice(settings(Retry.NONE, false, new StaticChallenge("PIN", true, false)), "1");
    login.attemptOver(); // nothing was sent
    assertEquals(Optional.empty(), login.missing());
    login.sent();
    login.attemptOver();
    assertEquals(Optional.of(new Question.Challenge("PIN", true, true)), login.missing());
    login.take(Reply.response(Secret.ofText("2")));
    assertEquals("SCRV1:czNjcmV0:Mg==", password(login));
    assertEquals(Optional.empty(), login.missing());
  }

  @Test
  void aLoginIsAskedForTogetherWithItsChallenge() {
    StaticChallenge pin = new StaticChallenge("PIN", false, false);
    LoginSettings settings =
        new LoginSettings(Optional.of("ann"), true, Optional.of(pin), Retry.NONE, false);
    Login login = new Login(settings, KnownSecrets.NONE);
    Question question = login.missing().orElseThrow();
    assertEquals(
        new Question.Login(
            Optional.of("ann"), true, Optional.of(new Question.Challenge("PIN", false, true)), ""),
        question);
    Reply reply =
        new Reply(
            Optional.of("ann"),
            Optional.of(Secret.ofText("s3cret")),
            Optional.of(Secret.ofText("123456")));
    assertTrue(question.takes(reply));
    login.take(reply);
    assertEquals("SCRV1:czNjcmV0:MTIzNDU2", password(login));
  }

  @Test
  void aServerThatWantsTheNameAloneGetsThePlaceholder() {
    LoginSettings settings =
        new LoginSettings(Optional.empty(), false, Optional.empty(), Retry.NONE, false);
    Login login = new Login(settings, KnownSecrets.NONE);
    login.take(new Reply(Optional.of("ann"), Optional.empty(), Optional.empty()));
    assertEquals("[[BLANK]]", password(login));
  }

  @Test
  void aDynamicChallengeIsAskedAndAnsweredWithTheNextLogin() {
    ScriptedSession session = session(settings(Retry.NONE, false));
    session.say(CRV1);
    assertInstanceOf(Ending.Next.Ask.class, session.ending.orElseThrow().next());
    assertEquals(
        Optional.of(new Question.Challenge("Enter token: now", true, true)),
        session.login.missing());
    session.login.take(Reply.response(Secret.ofText("654321")));
    assertEquals("CRV1::Om01u7Fh4LrGBS7uh0SWmzwabUiGiW6l::654321", password(session.login));
    assertEquals("alice", session.login.current().orElseThrow().username());
    session.login.sent();
    session.login.attemptOver();
    assertEquals("secret", password(session.login), "an answer is good for one use");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AUTH_FAILED,CRV1:",
        "AUTH_FAILED,CRV1:R,E:state:YWxpY2U=",
        "AUTH_FAILED,CRV1:R,E::YWxpY2U=:text",
        "AUTH_FAILED,CRV1:R,E:state:%%%:text",
        "AUTH_FAILED,CRV1:R,E:state:wyg=:text",
        "AUTH_FAILED,CRV1:R,E:state:YQpi:text"
      })
  void aBrokenChallengeEndsTheSessionWithoutItsState(String text) {
    ScriptedSession session = session(settings(Retry.INTERACT, false));
    session.say(text);
    assertEquals(ProblemCode.AUTH_FAILED, session.code());
    assertFalse(session.ending.orElseThrow().problem().orElseThrow().message().contains("state"));
  }

  @Test
  void aRefusedLoginIsTriedAgainAsTheProfileSays() {
    ScriptedSession none = session(settings(Retry.NONE, false));
    none.say("AUTH_FAILED");
    assertInstanceOf(Ending.Next.Stop.class, none.ending.orElseThrow().next());

    ScriptedSession again = session(settings(Retry.NOINTERACT, false));
    again.say("AUTH_FAILED");
    assertEquals(new Ending.Next.Retry(Ending.Advance.SAME, 10), again.ending.orElseThrow().next());
    assertEquals(Optional.empty(), again.login.missing());

    ScriptedSession interact = session(settings(Retry.INTERACT, false));
    interact.say("AUTH_FAILED,account locked");
    assertInstanceOf(Ending.Next.Ask.class, interact.ending.orElseThrow().next());
    Question.Login asked = (Question.Login) interact.login.missing().orElseThrow();
    assertTrue(asked.reason().endsWith("account locked"), asked.reason());
  }

  @Test
  void aLoginThatIsNotKeptIsWipedOnceTheServerTookIt() {
    LoginSettings settings = settings(Retry.NONE, true);
    ScriptedSession session = session(settings);
    Secret password = session.login.current().orElseThrow().password();
    session.say(ScriptedSession.PUSH);
    assertTrue(session.isConnected());
    assertThrows(IllegalStateException.class, password::copyBytes);
    assertEquals(Optional.empty(), session.login.current());

    session.say("AUTH_FAILED"); // to the key message of a renegotiation, which had no login
    assertInstanceOf(Ending.Next.Ask.class, session.ending.orElseThrow().next());
  }

  @Test
  void aTokenStaysWhereALoginIsNotKept() {
    ScriptedSession session = session(settings(Retry.NONE, true));
    session.say(ScriptedSession.PUSH + ",auth-token T");
    assertEquals("T", password(session.login));
    assertEquals("alice", session.login.current().orElseThrow().username());
    assertEquals(Optional.empty(), session.login.missing());
  }

  @Test
  void aTextChallengeIsAnsweredOnTheControlChannel() {
    ScriptedSession session = session(settings(Retry.NONE, false));
    session.say("AUTH_PENDING,timeout 120", "INFO_PRE,CR_TEXT:R,E:Code: please");
    assertEquals(Optional.of(new Question.Challenge("Code: please", true, true)), session.asked);
    assertEquals(SessionState.WAITING_FOR_USER.wireName(), session.story.getLast());
    session.input(new Input.Answered(Reply.response(Secret.ofText("pä 1"))));
    session.settle();
    assertTrue(
        session.server.heard.contains("CR_RESPONSE,cMOkIDE="), session.server.heard::toString);
    session.say(ScriptedSession.PUSH);
    assertTrue(session.isConnected());
    assertEquals(Optional.empty(), session.asked);
  }

  @Test
  void aTextThatIsOnlyToBeReadIsNotAnswered() {
    ScriptedSession session = session(settings(Retry.NONE, false));
    session.say("INFO_PRE,CR_TEXT:E:Approve it on your phone");
    assertEquals(
        Optional.of(new Question.Challenge("Approve it on your phone", true, false)),
        session.asked);
    session.input(new Input.Answered(Reply.seen()));
    session.settle();
    assertFalse(session.server.heard.toString().contains("CR_RESPONSE"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INFO_PRE,WEB_AUTH:hidden,external:https://sso.example/login?a=b:c",
        "INFO_PRE,WEB_AUTH::https://sso.example/login?a=b:c",
        "INFO_PRE,OPEN_URL:https://sso.example/login?a=b:c"
      })
  void aWebLoginIsShownUntilTheTunnelStands(String text) {
    ScriptedSession session = session(settings(Retry.NONE, false));
    session.say(text);
    assertEquals(
        Optional.of(new Question.WebLogin("https://sso.example/login?a=b:c")), session.asked);
    session.say(ScriptedSession.PUSH);
    assertEquals(Optional.empty(), session.asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OPEN_URL:file:///etc/passwd",
        "OPEN_URL:javascript:alert(1)",
        "OPEN_URL:http://sso.example/",
        "OPEN_URL:https://",
        "OPEN_URL:https://user@sso.example/",
        "OPEN_URL:https://sso.example/a b",
        "OPEN_URL:--help",
        "OPEN_URL:",
        "OPEN_URL",
        "WEB_AUTH:https://sso.example/",
        "WEB_AUTH"
      })
  void nothingButAWebPageIsOpened(String text) {
    ScriptedSession session = session(settings(Retry.NONE, false));
    session.say("INFO_PRE," + text);
    assertEquals(Optional.empty(), session.asked);
    assertTrue(session.story.getLast().endsWith("it was not opened"), session.story::toString);
  }

  @Test
  void aConnectedServerMayAskAgainAndIsNotWaitedForLonger() {
    ScriptedSession session = session(settings(Retry.NONE, false));
    session.say(ScriptedSession.PUSH);
    session.say("INFO,CR_TEXT:R:Code");
    assertEquals(Optional.of(new Question.Challenge("Code", false, true)), session.asked);
    session.input(new Input.Answered(Reply.response(Secret.ofText("1"))));
    session.settle();
    assertTrue(session.server.heard.contains("CR_RESPONSE,MQ=="), session.server.heard::toString);
    session.say("INFO,OPEN_URL:https://sso.example/");
    session.run(61_000);
    assertEquals(Optional.empty(), session.asked);
    assertTrue(session.isConnected());
  }
}
