package org.culvert.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.culvert.core.tls.TlsFailure;
import org.culvert.core.wire.Opcode;
import org.junit.jupiter.api.Test;

final class KeyRotationTest {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long HOUR = 3_600_000;
  private static final byte[] GARBAGE = "garbage".getBytes(StandardCharsets.US_ASCII);

  private final RotationPair pair = pair(HOUR, NEVER);

  private static RotationPair pair(long tranWindow, long interval) {
    return new RotationPair(
        RotationPair.times(60_000, tranWindow, interval),
        RotationPair.times(60_000, tranWindow, NEVER));
  }

  @Test
  void newKeysAreToldByTheirCodeInWordsThatAnOlderWindowKnows() {
    pair.client.rotation().renegotiate(pair.now, pair.client);
    pair.settle();
    assertEquals(1, pair.client.count("new-keys: new keys agreed (key id 1)"));
  }

  @Test
  void aBrokenControlChannelIsReplacedAtOnce() {
    pair.client.forge(pair.server, Opcode.CONTROL_V1, 0, GARBAGE);
    pair.settle();
    assertEquals(1, pair.client.rotation().current().keyId());
  }

  @Test
  void thePeerIsNotToldOfABrokenControlChannel() {
    pair.client.forge(pair.server, Opcode.CONTROL_V1, 0, GARBAGE);
    pair.run(1_000);
    assertEquals(Optional.empty(), pair.server.failure);
  }

  @Test
  void aControlChannelThatIsBrokenAgainAndAgainIsReplacedOnceAMinute() {
    for (int i = 0; i < 290; i++) {
      int keyId = pair.client.rotation().current().keyId();
      pair.client.forge(pair.server, Opcode.CONTROL_V1, keyId, GARBAGE);
      pair.run(1_000);
    }
    assertEquals(5, pair.client.count("the control channel broke; renewing the keys"), "in 290 s");
    assertEquals(Optional.empty(), pair.client.failure);
  }

  @Test
  void aBrokenControlChannelThatCannotBeReplacedEndsTheConnection() {
    pair.server.deaf = true;
    pair.client.forge(pair.server, Opcode.CONTROL_V1, 0, GARBAGE);
    pair.run(61_000);
    assertInstanceOf(KeyRotation.Failure.Late.class, pair.client.failure.orElseThrow());
  }

  @Test
  void thePeersOwnFarewellEndsTheConnection() {
    pair.client.forge(pair.server, Opcode.CONTROL_V1, 0, FakeTls.alert());
    pair.settle();
    var failure =
        assertInstanceOf(KeyRotation.Failure.Tls.class, pair.client.failure.orElseThrow());
    assertInstanceOf(TlsFailure.PeerAlert.class, failure.negotiation().failure().orElseThrow());
  }

  @Test
  void aForgedRenewalThatFailsLeavesTheConnectionAsItWas() {
    pair.server.deaf = true;
    pair.client.forge(pair.server, Opcode.CONTROL_SOFT_RESET_V1, 1, new byte[0]);
    pair.client.forge(pair.server, Opcode.CONTROL_V1, 1, GARBAGE);
    pair.run(120_000);
    assertEquals(Optional.empty(), pair.client.failure);
    assertEquals(0, pair.client.rotation().current().keyId());
  }

  @Test
  void aRenewalSucceedsAfterAForgedOneFailed() {
    pair.server.deaf = true;
    pair.client.forge(pair.server, Opcode.CONTROL_SOFT_RESET_V1, 1, new byte[0]);
    pair.client.forge(pair.server, Opcode.CONTROL_V1, 1, GARBAGE);
    pair.run(10_000);
    pair.server.deaf = false;
    pair.server.rotation().renegotiate(pair.now, pair.server);
    pair.run(10_000);
    assertEquals(1, pair.client.rotation().current().keyId());
  }

  @Test
  void forgedRenewalsDoNotMakeAStorm() {
    pair.server.deaf = true;
    for (int i = 0; i < 1_000; i++) {
      pair.client.forge(pair.server, Opcode.CONTROL_SOFT_RESET_V1, 1, new byte[0]);
      pair.client.forge(pair.server, Opcode.CONTROL_V1, 1, GARBAGE);
      pair.server.forgetMessages(1);
      pair.run(100);
    }
    assertTrue(pair.client.count("the peer renews the keys (key id 1)") <= 20, "in 100 s");
  }

  @Test
  void ourOwnRenewalIsTriedAgainAfterItFailed() {
    pair.client.rotation().renegotiate(pair.now, pair.client);
    pair.client.forge(pair.server, Opcode.CONTROL_SOFT_RESET_V1, 1, new byte[0]);
    pair.client.forge(pair.server, Opcode.CONTROL_V1, 1, GARBAGE);
    pair.run(10_000);
    assertEquals(1, pair.client.rotation().current().keyId());
  }

  @Test
  void ourOwnRenewalThatIsNotAnsweredEndsTheConnectionAtTheHandWindow() {
    pair.server.deaf = true;
    pair.client.rotation().renegotiate(pair.now, pair.client);
    pair.run(59_000);
    assertEquals(Optional.empty(), pair.client.failure);
    pair.run(2_000);
    assertEquals(Optional.of(new KeyRotation.Failure.Late(60)), pair.client.failure);
  }

  @Test
  void aForgedRenewalDoesNotPutOffOurOwn() {
    RotationPair hourly = pair(2 * HOUR, HOUR);
    hourly.run(HOUR - 30_000);
    hourly.server.deaf = true;
    hourly.client.forge(hourly.server, Opcode.CONTROL_SOFT_RESET_V1, 1, new byte[0]);
    hourly.client.forge(hourly.server, Opcode.CONTROL_V1, 1, GARBAGE);
    hourly.run(10_000);
    hourly.server.deaf = false;
    hourly.server.forgetMessages(1);
    hourly.run(25_000);
    assertEquals(1, hourly.client.rotation().current().keyId());
  }

  @Test
  void theKeyThatSendsIsNeverRetired() {
    RotationPair brief = pair(1_000, NEVER);
    brief.client.rotation().renegotiate(brief.now, brief.client);
    brief.run(3_000);
    List<String> story = brief.client.story;
    assertTrue(story.contains("retire 0"), story::toString);
    assertTrue(story.indexOf("activate 1") < story.indexOf("retire 0"), story::toString);
    assertTrue(story.contains("activate 1"), story::toString);
  }

  @Test
  void aWornOutKeyGivesWayToTheOneThatIsReady() {
    pair.client.wornOut = true;
    pair.settle();
    assertFalse(pair.client.story.contains("install 2"), pair.client.story::toString);
    assertTrue(pair.client.story.contains("activate 1"), pair.client.story::toString);
  }

  @Test
  void anotherCertificateEndsTheConnection() {
    pair.serverCertificate = new byte[] {2};
    pair.client.rotation().renegotiate(pair.now, pair.client);
    pair.settle();
    assertEquals(Optional.of(new KeyRotation.Failure.CertificateChanged()), pair.client.failure);
  }

  @Test
  void aPeerThatAcknowledgesNothingFillsABoundedQueue() {
    pair.server.deaf = true;
    for (int i = 0; i < KeyNegotiation.MAX_QUEUED / 500; i++) {
      pair.client.forge(pair.server, Opcode.CONTROL_V1, 0, FakeTls.record('U', new byte[0]));
      pair.client.rotation().transmit(pair.now, pair.client);
    }
    assertEquals(
        Optional.of(new TlsFailure.Protocol("the peer acknowledges nothing")),
        pair.client.rotation().current().failure());
  }

  @Test
  void anEmptyDatagramIsNotOne() {
    assertFalse(pair.client.rotation().receive(pair.now, new byte[0], 0, 0, pair.client));
  }

  @Test
  void theDeadlineOfABrokenControlChannelLiesAhead() {
    pair.client.forge(pair.server, Opcode.CONTROL_V1, 0, GARBAGE);
    pair.run(1_000);
    pair.client.forge(pair.server, Opcode.CONTROL_V1, 1, GARBAGE);
    pair.run(1_000);
    assertTrue(pair.client.rotation().deadline() > pair.now);
  }
}
