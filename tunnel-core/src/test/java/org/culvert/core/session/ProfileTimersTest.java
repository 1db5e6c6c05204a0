package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.Timers;
import org.junit.jupiter.api.Test;

/** What the times of a profile do to a session. */
final class ProfileTimersTest {
  private static final Timers D = Timers.DEFAULT;

  @Test
  void pingExitEndsASilentSessionForGood() {
    ScriptedSession session = connected(timers(OptionalInt.of(20), 60, 3600, 0, 0), "");
    session.run(19_000);
    assertEquals(Optional.empty(), session.ending);
    session.run(2_000);
    assertEquals(ProblemCode.PEER_SILENT, session.code());
    assertFalse(session.retries());
  }

  @Test
  void aPushedPingExitDoesSoToo() {
    ScriptedSession session = connected(D, ",ping-exit 20");
    session.run(21_000);
    assertEquals(ProblemCode.PEER_SILENT, session.code());
    assertFalse(session.retries());
  }

  @Test
  void inactiveEndsAnIdleTunnel() {
    ScriptedSession session = connected(timers(OptionalInt.empty(), 60, 3600, 30, 0), PUSHED_OFF);
    session.run(29_000);
    assertEquals(Optional.empty(), session.ending);
    session.run(2_000);
    assertEquals(ProblemCode.INACTIVE, session.code());
    assertFalse(session.retries());
  }

  @Test
  void sessionTimeoutEndsASessionHoweverBusy() {
    ScriptedSession session = connected(timers(OptionalInt.empty(), 60, 3600, 0, 45), PUSHED_OFF);
    session.run(44_000);
    assertEquals(Optional.empty(), session.ending);
    session.run(2_000);
    assertEquals(ProblemCode.SERVER_SAYS, session.code());
    assertFalse(session.retries());
  }

  @Test
  void handWindowIsTheTimeForAHandshake() {
    ScriptedSession session =
        new ScriptedSession(
            ScriptedSession.profile(
                timers(OptionalInt.empty(), 7, 3600, 0, 0), Optional.empty(), OptionalInt.empty()));
    session.start(); // and no push
    session.run(6_000);
    assertEquals(Optional.empty(), session.ending);
    session.run(2_000);
    assertEquals(ProblemCode.PUSH_TIMEOUT, session.code());
  }

  @Test
  void tranWindowIsHowLongAnOldKeyIsReceivedWith() {
    ScriptedSession session = connected(timers(OptionalInt.empty(), 60, 100, 0, 0), PUSHED_OFF);
    session.input(new Input.Renegotiate());
    session.settle();
    assertTrue(session.story.contains("install 1"), session.story::toString);
    session.run(99_000);
    assertFalse(session.story.contains("retire 0"), session.story::toString);
    session.run(2_000);
    assertTrue(session.story.contains("retire 0"), session.story::toString);
  }

  /** So that nothing else ends the session. */
  private static final String PUSHED_OFF = ",ping-restart 0";

  private static ScriptedSession connected(Timers timers, String push) {
    return new ScriptedSession(
            ScriptedSession.profile(timers, Optional.empty(), OptionalInt.empty()))
        .connect(ScriptedSession.PUSH + push);
  }

  private static Timers timers(
      OptionalInt pingExit, int handWindow, int tranWindow, int inactive, int sessionTimeout) {
    return new Timers(
        D.ping(),
        D.pingRestart(),
        pingExit,
        handWindow,
        tranWindow,
        D.renegotiate(),
        D.tlsTimeout(),
        OptionalInt.of(inactive),
        0,
        0,
        0,
        sessionTimeout);
  }
}
