package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.ProblemCode;
import org.junit.jupiter.api.Test;

final class PushPhaseTest {
  private final ScriptedSession session = ScriptedSession.withDefaults().start();

  @Test
  void aServerThatPushesUnaskedIsNotAsked() {
    session.run(200);
    session.say(ScriptedSession.PUSH);
    session.run(60_000);
    assertEquals(List.of(), session.server.heard);
  }

  @Test
  void aServerThatWaitsIsAskedAgainAndAgain() {
    session.run(30_000);
    assertTrue(session.server.heard.size() >= 6, session.server.heard::toString);
    assertEquals(
        Optional.of("PUSH_REQUEST"),
        session.server.heard.stream().distinct().reduce((one, other) -> one + other));
  }

  @Test
  void aRequestThatDidNotArriveIsNotRepeatedBehindItself() {
    session.server.deaf = true;
    session.run(30_000);
    session.server.deaf = false;
    session.run(17_000);
    assertTrue(session.server.heard.size() <= 5, session.server.heard::toString);
  }

  @Test
  void aServerThatNeverPushesIsGivenUpAtTheHandWindow() {
    session.run(59_900);
    assertEquals(Optional.empty(), session.ending);
    session.run(200);
    assertEquals(ProblemCode.PUSH_TIMEOUT, session.code());
  }

  @Test
  void aPendingLoginExtendsTheWaitByWhatTheServerAsks() {
    session.say("AUTH_PENDING,timeout 300");
    session.run(299_000);
    assertEquals(Optional.empty(), session.ending);
    session.run(2_000);
    assertEquals(ProblemCode.PUSH_TIMEOUT, session.code());
  }

  @Test
  void aPendingLoginExtendsTheWaitToHalfTheRenewalIntervalAtMost() {
    session.say("AUTH_PENDING,timeout 80000");
    session.run(1_799_000);
    assertEquals(Optional.empty(), session.ending);
    session.run(2_000);
    assertEquals(ProblemCode.PUSH_TIMEOUT, session.code());
  }

  @Test
  void aPendingLoginWithoutATimeKeepsTheHandWindow() {
    session.say("AUTH_PENDING");
    session.run(60_100);
    assertEquals(ProblemCode.PUSH_TIMEOUT, session.code());
  }

  @Test
  void aPushInPartsIsTakenWhole() {
    session.say("PUSH_REPLY,ifconfig 10.8.0.2 255.255.255.0,push-continuation 2");
    session.say("INFO_PRE,between");
    session.say("PUSH_REPLY,route 10.1.0.0 255.255.0.0,push-continuation 2");
    assertFalse(session.isConnected());
    session.say("PUSH_REPLY,cipher AES-128-GCM,push-continuation 1");
    assertTrue(session.isConnected());
    assertTrue(session.story.contains("cipher AES-128-GCM"), session.story::toString);
  }

  @Test
  void aRefusedLoginStopsAndAsksTheUser() {
    session.say("AUTH_FAILED");
    assertEquals(ProblemCode.AUTH_FAILED, session.code());
    assertFalse(session.retries());
  }

  @Test
  void aTemporaryRefusalTriesAgainAfterTheServersPause() {
    session.say("AUTH_FAILED,TEMP[backoff 7,advance remote]:later");
    assertEquals(
        new Ending.Next.Retry(Ending.Advance.NEXT_REMOTE, 7), session.ending.orElseThrow().next());
  }

  @Test
  void haltStops() {
    session.say("HALT,go away");
    assertFalse(session.retries());
  }

  @Test
  void aRestartTogetherWithThePushIsHeard() {
    session.say(ScriptedSession.PUSH, "RESTART,[N]bye");
    assertEquals(
        new Ending.Next.Retry(Ending.Advance.NEXT_REMOTE, 0), session.ending.orElseThrow().next());
  }

  @Test
  void aTokenTogetherWithThePushIsTaken() {
    session.say(ScriptedSession.PUSH, "PUSH_REPLY,auth-token LATE");
    assertTrue(session.login.usesToken());
  }

  @Test
  void aMessageBegunBeforeThePushWasTakenIsReadToItsEnd() {
    session.server.sayHalf(ScriptedSession.PUSH + "\0INFO,one half");
    session.settle();
    session.say(" and the other");
    assertTrue(
        session.story.contains("the server says: one half and the other"), session.story::toString);
  }
}
