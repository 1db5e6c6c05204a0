package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.Timers;
import org.junit.jupiter.api.Test;

final class ConnectedPhaseTest {
  private static final String PUSH = ScriptedSession.PUSH + ",ping-restart 0";

  private final ScriptedSession session = ScriptedSession.withDefaults();

  @Test
  void aRefusedTokenIsForgottenAndThePasswordTriedAgain() {
    session.connect(PUSH + ",auth-token TOKEN");
    session.say("AUTH_FAILED,SESSION: token expired");
    assertTrue(session.retries());
    assertFalse(session.login.usesToken());
  }

  @Test
  void aRefusalWithoutATokenStops() {
    session.connect(PUSH);
    session.say("AUTH_FAILED");
    assertEquals(ProblemCode.AUTH_FAILED, session.code());
    assertFalse(session.retries());
  }

  @Test
  void aRenewedTokenIsSentAtTheNextRenewal() {
    session.connect(PUSH + ",auth-token OLD,auth-token-user Ym9i");
    session.say("PUSH_REPLY,auth-token NEW");
    session.input(new Input.Renegotiate());
    session.settle();
    assertEquals(List.of("alice/secret", "bob/NEW"), session.server.logins);
  }

  @Test
  void aTokenRenewedInPartsIsTaken() {
    session.connect(PUSH);
    session.say("PUSH_REPLY,auth-token NEW,push-continuation 2");
    assertFalse(session.login.usesToken());
    session.say("PUSH_REPLY,push-continuation 1");
    assertTrue(session.login.usesToken());
  }

  @Test
  void aRestartWithoutPermissionToKeepTheTokenForgetsIt() {
    session.connect(PUSH + ",auth-token TOKEN");
    session.say("RESTART");
    assertFalse(session.login.usesToken());
  }

  @Test
  void haltStops() {
    session.connect(PUSH);
    session.say("HALT,go away");
    assertEquals(ProblemCode.SERVER_SAYS, session.code());
    assertFalse(session.retries());
  }

  @Test
  void anotherCertificateAtARenewalEndsTheConnection() {
    session.connect(PUSH);
    session.serverCertificate = new byte[] {2};
    session.server.renegotiate(session.now);
    session.settle();
    assertEquals(ProblemCode.CERT_CHANGED, session.code());
  }

  @Test
  void aRenewalOfOursThatIsNotAnsweredEndsTheConnectionWithAReason() {
    session.connect(PUSH);
    session.server.deaf = true;
    session.input(new Input.Renegotiate());
    session.run(60_100);
    assertEquals(ProblemCode.HANDSHAKE_TIMEOUT, session.code());
    assertTrue(session.retries());
  }

  @Test
  void anExitIsSentOnTheControlChannelWhereTheServerWantsItSo() {
    session.connect(PUSH + ",protocol-flags cc-exit");
    session.input(new Input.Stop());
    session.settle();
    assertEquals(List.of("EXIT"), session.server.heard);
  }

  @Test
  void anExitIsSentInTheDataChannelAsOftenAsTheProfileSays() {
    var asked =
        new ScriptedSession(
            ScriptedSession.profile(Timers.DEFAULT, Optional.empty(), OptionalInt.of(2)));
    asked.connect(PUSH);
    asked.input(new Input.Stop());
    assertEquals(2, asked.story.stream().filter("in band OCC_EXIT"::equals).count());
  }

  @Test
  void silenceWithoutAnyKeepaliveIsNoticedAfterTwoMinutes() {
    session.connect(ScriptedSession.PUSH);
    session.run(119_000);
    assertEquals(Optional.empty(), session.ending);
    session.run(2_000);
    assertEquals(ProblemCode.PEER_SILENT, session.code());
  }

  @Test
  void anIdleTunnelIsEnded() {
    session.connect(PUSH + ",inactive 30");
    session.run(31_000);
    assertEquals(ProblemCode.INACTIVE, session.code());
    assertFalse(session.retries());
  }

  @Test
  void pushedSocketBuffersAreAskedFor() {
    session.connect(PUSH + ",sndbuf 393216,rcvbuf 100");
    assertTrue(
        session.story.contains("buffers OptionalInt[393216] OptionalInt[65536]"),
        session.story::toString);
  }

  @Test
  void socketBuffersOfZeroAreLeftAlone() {
    session.connect(PUSH + ",sndbuf 0,rcvbuf 0");
    assertFalse(session.story.toString().contains("buffers"), session.story::toString);
  }

  @Test
  void whatTheServerHasToSayIsLogged() {
    session.connect(PUSH + ",echo msg Maintenance%20tonight\u202e,echo reboot");
    assertTrue(
        session.story.contains("message from the server: Maintenance tonight\\u{202e}"),
        session.story::toString);
    assertTrue(
        session.story.toString().contains("\"echo reboot\" is not followed"),
        session.story::toString);
  }

  @Test
  void aWornOutKeyIsRenewedOnce() {
    session.connect(PUSH);
    session.wornOutKey = 0;
    session.settle();
    assertFalse(session.story.contains("install 2"), session.story::toString);
    assertTrue(session.story.contains("activate 1"), session.story::toString);
  }

  @Test
  void anUpdateChangesThePlanAndNothingElse() {
    session.connect(PUSH + ",auth-token TOKEN,route 10.1.0.0 255.255.0.0");
    session.say("PUSH_UPDATE,route 10.2.0.0 255.255.0.0,route 10.3.0.0 255.255.0.0");
    session.run(LiveUpdates.EVERY);
    session.say("PUSH_UPDATE,ifconfig 10.8.0.7 255.255.255.0,push-continuation 2");
    session.say("PUSH_UPDATE,-route,push-continuation 1");
    List<String> plans = session.story.stream().filter(s -> s.startsWith("plan ")).toList();
    assertEquals(
        List.of("plan [10.8.0.2/24] 1", "plan [10.8.0.2/24] 2", "plan [10.8.0.7/24] 0"), plans);
    assertTrue(session.login.usesToken());
    assertEquals(Optional.empty(), session.ending);
    assertEquals(1, session.story.stream().filter("install 0"::equals).count());
  }

  @Test
  void anUpdateThatChangesNothingForTheMachineIsNotApplied() {
    session.connect(PUSH);
    session.say("PUSH_UPDATE,ping 5,?up /bin/true");
    assertEquals(1, session.story.stream().filter(s -> s.startsWith("plan ")).count());
    assertEquals(1, session.story.stream().filter(s -> s.contains("\"up\"")).count());
    session.run(5_000);
    assertEquals(1, session.story.stream().filter("in band PING"::equals).count());
  }

  @Test
  void anUpdatedSessionTimeoutCountsFromTheBeginning() {
    session.connect(PUSH);
    session.run(20_000);
    session.say("PUSH_UPDATE,session-timeout 25");
    session.run(4_000);
    assertEquals(Optional.empty(), session.ending);
    session.run(2_000);
    assertEquals(ProblemCode.SERVER_SAYS, session.code());
    assertFalse(session.retries());
  }

  @Test
  void anUpdateThatLeavesInactivityAloneDoesNotProlongIt() {
    session.connect(PUSH + ",inactive 30");
    session.run(20_000);
    session.say("PUSH_UPDATE,route 10.2.0.0 255.255.0.0");
    session.run(11_000);
    assertEquals(ProblemCode.INACTIVE, session.code());
  }

  @Test
  void anUpdateThatCannotBeFollowedMakesUsConnectAgain() {
    session.connect(PUSH);
    session.say("PUSH_UPDATE,cipher AES-128-GCM");
    assertEquals(ProblemCode.PUSH_REFUSED, session.code());
    assertTrue(session.retries());
  }

  @Test
  void withoutAnAddressLeftThereIsNoTunnelToGoOnWith() {
    session.connect(PUSH);
    session.say("PUSH_UPDATE,-ifconfig");
    assertEquals(ProblemCode.PUSH_REFUSED, session.code());
    assertTrue(session.retries());
  }

  @Test
  void aFallbackCipherServesServersThatDoNotNegotiate() {
    var old =
        new ScriptedSession(
            ScriptedSession.profile(
                Timers.DEFAULT, Optional.of("AES-192-GCM"), OptionalInt.empty()));
    old.connect("PUSH_REPLY,ifconfig 10.8.0.2 255.255.255.0");
    assertTrue(old.story.contains("cipher AES-192-GCM"), old.story::toString);
  }

  @Test
  void aServerMayNameTheFallbackCipherInItsOptions() {
    var old =
        new ScriptedSession(
            ScriptedSession.profile(
                Timers.DEFAULT, Optional.of("AES-192-GCM"), OptionalInt.empty()));
    old.server.options = "V4,cipher AES-192-GCM,tls-server";
    old.connect("PUSH_REPLY,ifconfig 10.8.0.2 255.255.255.0");
    assertTrue(old.story.contains("cipher AES-192-GCM"), old.story::toString);
  }

  @Test
  void aCipherThatNeitherListNorFallbackAllowsIsRefused() {
    session.start();
    session.server.say("PUSH_REPLY,ifconfig 10.8.0.2 255.255.255.0");
    session.settle();
    assertEquals(ProblemCode.CIPHER_MISMATCH, session.code());
  }

  @Test
  void aDataPathThatPingsIsToldBeforeTheDeviceAndAfterEachUpdate() {
    session.connect(ScriptedSession.PUSH + ",peer-id 1,ping 10,ping-restart 60");
    int told = session.story.indexOf("keepalive 10 60 asked");
    assertTrue(told >= 0 && told < indexOfPlan(), session.story::toString);
    session.say("PUSH_UPDATE,ping 7,ping-restart 0");
    assertTrue(session.story.contains("keepalive 7 never asked"), session.story::toString);
  }

  private int indexOfPlan() {
    return session.story.indexOf(
        session.story.stream().filter(line -> line.startsWith("plan")).findFirst().orElseThrow());
  }

  @Test
  void aSilenceThatTheDataPathFoundEndsAsTheServerWants() {
    session.connect(ScriptedSession.PUSH + ",ping-restart 60");
    session.input(new Input.PeerSilent());
    assertEquals(ProblemCode.PEER_SILENT, session.code());
    assertTrue(session.retries());
  }

  @Test
  void aSilenceThatTheDataPathFoundEndsTheSessionWherePingExitSaysSo() {
    session.connect(ScriptedSession.PUSH + ",ping-exit 60");
    session.input(new Input.PeerSilent());
    assertEquals(ProblemCode.PEER_SILENT, session.code());
    assertFalse(session.retries());
  }

  @Test
  void aFloodOfUpdatesIsMadeIntoFewChangesAndTheLastOneHolds() {
    session.connect(PUSH);
    for (int i = 0; i < 1_000; i++) {
      session.now += 10;
      session.say("PUSH_UPDATE,route 10." + i % 200 + ".0.0 255.255.0.0,?bogus" + i);
    }
    session.run(LiveUpdates.EVERY);
    assertEquals(Optional.empty(), session.ending);
    assertTrue(count("plan ") <= 8, () -> count("plan ") + " plans");
    assertEquals(
        "10.199.0.0/16", session.plan.orElseThrow().routes().getFirst().destination().toString());
    assertTrue(session.story.size() < 500, () -> session.story.size() + " lines");
  }

  @Test
  void aServerThatSaysTooMuchIsCutShortAndThatIsSaid() {
    session.connect(PUSH);
    for (int i = 0; i < 1_000; i++) {
      session.say(
          "INFO,no " + i,
          "INFO,OPEN_URL:http://a.example/" + i,
          "BOGUS " + i,
          "INFO,CR_TEXT:R:" + i);
    }
    assertTrue(session.story.size() < TalkLimit.MOST + 20, () -> session.story.size() + " lines");
    session.run(TalkLimit.INTERVAL);
    String leftOut = "the server says too much; messages left out: " + (4_000 - TalkLimit.MOST);
    assertEquals(1, count(leftOut), session.story::toString);
    session.say("INFO,once more");
    assertEquals(1, count("the server says: once more"), session.story::toString);
  }

  private long count(String start) {
    return session.story.stream().filter(line -> line.startsWith(start)).count();
  }
}
