package org.culvert.helper.path.kernel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.RenewalLimits;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.wire.CompressionFraming;
import org.culvert.helper.path.KernelSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel is asked for, in which order, and what becomes of what it says. */
final class KernelPathTest {
  private static final DataFormat GCM = DataFormat.of(DataCipher.AES_256_GCM);

  private final FakePeer peer = new FakePeer();
  private final Ears ears = new Ears();
  private final KernelPath path =
      new KernelPath(
          new DataSettings(7, GCM, CompressionFraming.NONE, false, new RenewalLimits(0, 1000)),
          ears);

  private static DataKeys keys(int id) {
    return new DataKeys(id, GCM, new byte[32], new byte[8], new byte[32], new byte[8]);
  }

  private static boolean isWiped(DataKeys keys) {
    try {
      keys.sendKey();
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private void attach() throws Exception {
    path.attach(new Device(Optional.empty()), 7, new Port(true));
  }

  private void attachWithKey() throws Exception {
    path.install(keys(0));
    path.activate(0);
    path.keepalive(OptionalInt.of(10), OptionalInt.of(60), true);
    attach();
    peer.calls.clear();
  }

  @Test
  void keysAndKeepaliveWaitForThePeer() throws Exception {
    DataKeys first = keys(0);
    path.keepalive(OptionalInt.of(10), OptionalInt.of(60), true);
    path.install(first);
    path.activate(0);
    assertFalse(isWiped(first));
    attach();
    assertEquals(List.of("keepalive 10 60", "install 0 PRIMARY"), peer.calls);
    assertTrue(isWiped(first));
  }

  @ParameterizedTest
  @CsvSource({"10, -1, 10 86400", "-1, 60, 86400 60", "0, 5, 1 5"})
  void aMissingHalfOfTheKeepaliveIsAsGoodAsNever(int ping, int silence, String asked)
      throws Exception {
    path.install(keys(0));
    path.activate(0);
    path.keepalive(
        ping < 0 ? OptionalInt.empty() : OptionalInt.of(ping),
        silence < 0 ? OptionalInt.empty() : OptionalInt.of(silence),
        true);
    attach();
    assertEquals("keepalive " + asked, peer.calls.getFirst());
  }

  @Test
  void withoutAKeepaliveTheKernelIsNotAskedForOne() throws Exception {
    path.install(keys(0));
    path.activate(0);
    attach();
    assertEquals(List.of("install 0 PRIMARY"), peer.calls);
  }

  @Test
  void newKeysOpenFirstThenSealThenTheOldOneGoes() throws Exception {
    attachWithKey();
    path.install(keys(1));
    path.activate(1);
    path.retire(0);
    path.install(keys(2));
    path.activate(2);
    path.retire(1);
    assertEquals(
        List.of(
            "install 1 SECONDARY",
            "swap",
            "delete SECONDARY",
            "install 2 SECONDARY",
            "swap",
            "delete SECONDARY"),
        peer.calls);
    assertEquals(2, peer.slots.get(KeySlot.PRIMARY));
  }

  @Test
  void anEmptySlotIsNeverSwappedIn() throws Exception {
    attachWithKey();
    path.install(keys(1));
    peer.slots.remove(KeySlot.SECONDARY); // somebody else's doing
    assertThrows(IOException.class, () -> path.activate(1));
    assertEquals(List.of("install 1 SECONDARY"), peer.calls);
  }

  @Test
  void aSealingKeyIsNotTakenAway() throws Exception {
    attachWithKey();
    path.retire(0);
    assertEquals(List.of(), peer.calls);
  }

  @Test
  void whenTheKernelRefusesThePeerTheKeysAreGivenBackUnused() throws Exception {
    DataKeys first = keys(0);
    path.install(first);
    path.activate(0);
    KernelRefusedException refused =
        assertThrows(
            KernelRefusedException.class,
            () ->
                path.attach(
                    new Device(
                        Optional.of(
                            new KernelRefusedException(PathReason.said("no such thing (EINVAL)")))),
                    7,
                    new Port(true)));
    assertEquals(
        PathReason.of(PathReasonCode.CONNECTION_REFUSED, "no such thing (EINVAL)"),
        refused.reason());
    assertEquals(
        "the kernel does not take the connection: no such thing (EINVAL)", refused.getMessage());
    assertEquals(List.of(first), path.giveBack());
    assertFalse(isWiped(first));
    assertFalse(path.isAttached());
  }

  @Test
  void whenTheKernelRefusesTheFirstKeyThePeerIsRemoved() throws Exception {
    DataKeys first = keys(0);
    path.install(first);
    path.activate(0);
    peer.failure = Optional.of(new KernelRefusedException(PathReason.said("no")));
    assertThrows(KernelRefusedException.class, this::attach);
    assertEquals(List.of("install 0 PRIMARY", "close"), peer.calls);
    assertFalse(isWiped(first));
  }

  @Test
  void aKeyThatIsRefusedLaterStaysTheCallers() throws Exception {
    attachWithKey();
    DataKeys second = keys(1);
    peer.failure = Optional.of(new KernelRefusedException(PathReason.said("no")));
    assertThrows(KernelRefusedException.class, () -> path.install(second));
    assertFalse(isWiped(second));
  }

  @Test
  void aKeyOfWhichNobodyKnowsIsNotUsedElsewhere() throws Exception {
    DataKeys first = keys(0);
    path.install(first);
    path.activate(0);
    peer.failure = Optional.of(new IOException("no answer in time"));
    IOException lost = assertThrows(IOException.class, this::attach);
    assertFalse(lost instanceof KernelRefusedException, lost.toString());
    assertEquals(List.of("install 0 PRIMARY", "close"), peer.calls);
    assertEquals(List.of(), path.giveBack());
    assertTrue(isWiped(first), "it may have sealed a packet with this id");
  }

  @Test
  void aConnectionWithOneKeyAndNotTheOtherIsNoRefusal() throws Exception {
    DataKeys first = keys(0);
    DataKeys second = keys(1);
    path.install(first);
    path.install(second);
    path.activate(0);
    peer.refusedKey = OptionalInt.of(1);
    IOException lost = assertThrows(IOException.class, this::attach);
    assertFalse(lost instanceof KernelRefusedException, "the first may have sealed a packet");
    assertEquals(List.of(), path.giveBack());
    assertTrue(isWiped(first) && isWiped(second));
  }

  @Test
  void aLaterKeyOfWhichNobodyKnowsIsWipedToo() throws Exception {
    attachWithKey();
    DataKeys second = keys(1);
    peer.failure = Optional.of(new PeerGoneException("gone", new IOException("ENOENT")));
    assertThrows(PeerGoneException.class, () -> path.install(second));
    assertTrue(isWiped(second));
  }

  @Test
  void aConnectionOfWhichNobodyKnowsIsNoRefusal() throws Exception {
    path.install(keys(0));
    path.activate(0);
    IOException lost =
        assertThrows(
            IOException.class,
            () ->
                path.attach(
                    new Device(Optional.of(new IOException("no answer"))), 7, new Port(true)));
    assertFalse(lost instanceof KernelRefusedException, lost.toString());
  }

  @Test
  void aKeepaliveCanBeSwitchedOff() throws Exception {
    attachWithKey();
    path.keepalive(OptionalInt.empty(), OptionalInt.empty(), true);
    assertEquals(List.of("keepalive 86400 86400"), peer.calls);
  }

  @Test
  void whatWasLostIsOver() throws Exception {
    assertFalse(path.isOver());
    attachWithKey();
    assertFalse(path.isOver());
    peer.notices.add(new KernelNotice.Deleted(KernelNotice.Reason.EXPIRED));
    path.look(0, FakePeer.SERVER);
    assertTrue(path.isOver());
  }

  /** After a minute of nothing but this. */
  private List<String> heardOfServerWithoutPings(long payloads, long packets) throws Exception {
    path.install(keys(0));
    path.activate(0);
    path.keepalive(OptionalInt.of(10), OptionalInt.of(60), false);
    attach();
    peer.stats = new KernelStats(0, 0, 0, payloads, 0, 0, 0, packets, Optional.of(FakePeer.SERVER));
    path.look(0, FakePeer.SERVER);
    path.look(29_000, FakePeer.SERVER);
    assertEquals(List.of(), ears.heard);
    path.look(59_000, FakePeer.SERVER);
    return ears.heard;
  }

  @Test
  void aServerThatNeverPromisedToPingNeedNotAnswerPings() throws Exception {
    assertEquals(List.of(), heardOfServerWithoutPings(5, 100));
  }

  @Test
  void aServerThatAnswersNothingAtAllIsDoubted() throws Exception {
    assertEquals(List.of("nothing comes back"), heardOfServerWithoutPings(30, 31));
  }

  @Test
  void silenceIsDoubtedBeforeTheKernelGivesTheServerUp() throws Exception {
    path.install(keys(0));
    path.activate(0);
    path.keepalive(OptionalInt.of(2), OptionalInt.of(8), true);
    attach();
    peer.stats = FakePeer.stats(0, 1);
    path.look(0, FakePeer.SERVER);
    path.look(5_000, FakePeer.SERVER);
    assertEquals(List.of(), ears.heard);
    path.look(6_000, FakePeer.SERVER);
    assertEquals(List.of("nothing comes back"), ears.heard);
  }

  @Test
  void aPortWithoutASocketForTheKernelIsARefusal() throws Exception {
    path.install(keys(0));
    path.activate(0);
    assertThrows(
        KernelRefusedException.class,
        () -> path.attach(new Device(Optional.empty()), 7, new Port(false)));
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, silent",
    "USERSPACE, lost another program took the connection from the kernel's driver",
    "TRANSPORT_ERROR, lost the kernel lost the connection to the server",
    "TRANSPORT_DISCONNECT, lost the kernel lost the connection to the server",
    "TEARDOWN, 'device another program removed the tunnel''s device, or took its place in it'",
  })
  void theEndOfThePeerIsToldOnce(KernelNotice.Reason reason, String told) throws Exception {
    attachWithKey();
    peer.notices.add(new KernelNotice.Deleted(reason));
    path.look(0, FakePeer.SERVER);
    path.look(5_000, FakePeer.SERVER);
    assertEquals(List.of(told), ears.heard);
    assertFalse(path.isAttached());
  }

  @Test
  void aPeerThatTheKernelForgotIsAnEndToo() throws Exception {
    attachWithKey();
    peer.failure = Optional.of(new PeerGoneException("gone", new IOException("ENOENT")));
    path.look(0, FakePeer.SERVER);
    assertEquals(List.of("lost the kernel does not know the connection any more"), ears.heard);
  }

  @Test
  void onlyWhatWasCountedIsNews() throws Exception {
    attachWithKey();
    assertTrue(path.look(0, FakePeer.SERVER));
    assertFalse(path.look(250, FakePeer.SERVER));
    assertFalse(path.look(750, FakePeer.SERVER));
    assertTrue(path.look(1_000, FakePeer.SERVER));
  }

  @Test
  void countersAreAskedForOnceASecond() throws Exception {
    attachWithKey();
    peer.stats = FakePeer.stats(3, 4);
    path.look(0, FakePeer.SERVER);
    peer.stats = FakePeer.stats(5, 6);
    path.look(999, FakePeer.SERVER);
    assertEquals(3, path.traffic().dataIn());
    path.look(1_000, FakePeer.SERVER);
    assertEquals(5, path.traffic().dataIn());
    assertEquals(6, path.traffic().dataOut());
    assertEquals(11, path.traffic().bytesIn());
    assertEquals(14, path.traffic().packetsOut());
  }

  @Test
  void aServerThatMovedIsFoundByNoticeOrByCounting() throws Exception {
    InetSocketAddress there = new InetSocketAddress(FakePeer.SERVER.getAddress(), 1195);
    attachWithKey();
    peer.notices.add(new KernelNotice.Moved(there));
    path.look(0, FakePeer.SERVER);
    path.look(1_000, there); // the counters still have the old address, as after a lost notice
    assertEquals(List.of("moved 1195", "moved 1194"), ears.heard);
  }

  @Test
  void aDeadKeyAsksForANewOneUntilThatSeals() throws Exception {
    attachWithKey();
    peer.notices.add(new KernelNotice.KeyDead(0));
    path.look(0, FakePeer.SERVER);
    assertTrue(path.traffic().keyWornOut());
    path.install(keys(1));
    path.activate(1);
    assertFalse(path.traffic().keyWornOut());
    peer.notices.add(new KernelNotice.KeyDead(0));
    path.look(100, FakePeer.SERVER);
    assertFalse(path.traffic().keyWornOut(), "an old key's end is none");
  }

  @Test
  void lostNoticesAreMadeUpForByAsking() throws Exception {
    attachWithKey();
    path.look(0, FakePeer.SERVER);
    peer.slots.remove(KeySlot.PRIMARY);
    peer.stats = FakePeer.stats(9, 9);
    peer.notices.add(new KernelNotice.Missed());
    path.look(10, FakePeer.SERVER);
    assertTrue(path.traffic().keyWornOut());
    assertEquals(9, path.traffic().dataIn());
  }

  @Test
  void theProfilesLimitsCountFromWhenTheKeySeals() throws Exception {
    attachWithKey();
    peer.stats = FakePeer.stats(500, 500);
    path.look(0, FakePeer.SERVER);
    assertTrue(path.traffic().keyWornOut());
    path.install(keys(1));
    path.activate(1);
    assertFalse(path.traffic().keyWornOut());
  }

  @Test
  void nothingThatComesBackIsToldOnceWhereTheServerPings() throws Exception {
    attachWithKey();
    peer.stats = FakePeer.stats(0, 1);
    path.look(0, FakePeer.SERVER);
    path.look(24_000, FakePeer.SERVER);
    assertEquals(List.of(), ears.heard);
    path.look(25_000, FakePeer.SERVER);
    path.look(60_000, FakePeer.SERVER);
    assertEquals(List.of("nothing comes back"), ears.heard);
    assertTrue(path.isMute());
  }

  @Test
  void oneAnswerIsEnough() throws Exception {
    attachWithKey();
    peer.stats = FakePeer.stats(1, 1);
    path.look(0, FakePeer.SERVER);
    path.look(60_000, FakePeer.SERVER);
    assertEquals(List.of(), ears.heard);
    assertFalse(path.isMute());
  }

  @Test
  void whoHasMovedSendsAPingSoon() throws Exception {
    attachWithKey();
    peer.stats = FakePeer.stats(5, 5);
    path.look(0, FakePeer.SERVER);
    path.moved(FakePeer.SERVER);
    assertEquals(List.of("move 1194", "keepalive 1 60"), peer.calls);
    path.look(1_000, FakePeer.SERVER);
    assertEquals(2, peer.calls.size());
    peer.stats = FakePeer.stats(5, 6);
    path.look(2_000, FakePeer.SERVER);
    path.look(3_000, FakePeer.SERVER);
    assertEquals(List.of("move 1194", "keepalive 1 60", "keepalive 10 60"), peer.calls);
  }

  @Test
  void whatWentFromTheOldAddressUncountedIsNotThePing() throws Exception {
    attachWithKey();
    peer.stats = FakePeer.stats(5, 5);
    path.look(0, FakePeer.SERVER);
    peer.stats = FakePeer.stats(5, 50);
    path.moved(FakePeer.SERVER);
    path.look(1_000, FakePeer.SERVER);
    assertEquals(List.of("move 1194", "keepalive 1 60"), peer.calls);
    peer.stats = FakePeer.stats(5, 51);
    path.look(2_000, FakePeer.SERVER);
    assertEquals("keepalive 10 60", peer.calls.getLast());
  }

  @Test
  void aPacketThatHasJustComeCountsWhenItIsDecided() throws Exception {
    attachWithKey();
    path.look(0, FakePeer.SERVER);
    assertTrue(path.isMute());
    peer.stats = FakePeer.stats(1, 1);
    assertFalse(path.isMute());
  }

  @Test
  void closingKeepsTheLastCounters() throws Exception {
    attachWithKey();
    peer.stats = FakePeer.stats(77, 1);
    path.close();
    path.close();
    assertEquals(List.of("close"), peer.calls);
    assertEquals(77, path.traffic().dataIn());
    assertDoesNotThrow(() -> path.look(0, FakePeer.SERVER));
  }

  /** Makes the one peer. */
  private final class Device implements KernelDevice {
    private final Optional<IOException> refusal;

    Device(Optional<IOException> refusal) {
      this.refusal = refusal;
    }

    @Override
    public KernelPeer attach(int peerId, KernelSocket socket) throws IOException {
      assertEquals(7, peerId);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      return peer;
    }

    @Override
    public String name() {
      return "culvert0";
    }

    @Override
    public void close() {}
  }

  /** Has a socket, or not. */
  private record Port(boolean hasSocket) implements UnusedPort {
    @Override
    public void handOver(Taker taker) throws IOException {
      if (!hasSocket) {
        UnusedPort.super.handOver(taker);
        return;
      }
      taker.take(new KernelSocket(5, false, FakePeer.SERVER, false));
    }
  }

  /** Hears. */
  private static final class Ears implements KernelEvents {
    final List<String> heard = new ArrayList<>();

    @Override
    public void peerSilent() {
      heard.add("silent");
    }

    @Override
    public void serverMoved(InetSocketAddress now) {
      heard.add("moved " + now.getPort());
    }

    @Override
    public void nothingComesBack() {
      heard.add("nothing comes back");
    }

    @Override
    public void connectionLost(String reason) {
      heard.add("lost " + reason);
    }

    @Override
    public void deviceLost(String reason) {
      heard.add("device " + reason);
    }
  }
}
