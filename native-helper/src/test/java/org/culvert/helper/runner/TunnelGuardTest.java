package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Protection;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionStatus;
import org.culvert.helper.demo.FakeMachine;
import org.culvert.helper.demo.NoDns;
import org.culvert.helper.host.BlockFailedException;
import org.culvert.helper.host.FakeFirewall;
import org.culvert.helper.host.Hold;
import org.culvert.helper.host.Passage;
import org.junit.jupiter.api.Test;

/** From the first attempt to whoever ends it: when a kill switch holds. */
class TunnelGuardTest {
  private static final Hold HOLD = new Hold("ann", "work");
  private static final List<Passage.Server> SERVERS =
      List.of(
          new Passage.Server(
              new InetSocketAddress(InetAddress.ofLiteral("198.51.100.7"), 1194), false));

  private final List<String> log = new ArrayList<>();
  private final FakeFirewall firewall = new FakeFirewall();
  private final SessionFace face = new SessionFace("work", new Ears());

  private TunnelGuard guard(boolean killSwitch) {
    return guard(new Protection(killSwitch, true, new DnsWish.Server()));
  }

  private TunnelGuard guard(Protection protection) {
    return new TunnelGuard(firewall, HOLD, protection, OptionalInt.of(5), face);
  }

  @Test
  void itHoldsFromTheFirstAttemptWithWhatTheTunnelNeeds() throws IOException {
    TunnelGuard guard = guard(true);
    assertFalse(face.status().blocking());

    guard.reach(SERVERS);
    guard.inside("tun0");

    assertTrue(face.status().blocking());
    assertEquals(
        new Passage(true, true, false, OptionalInt.of(5), SERVERS, List.of("tun0")),
        firewall.last());
  }

  @Test
  void itHoldsBeforeAnyServerIsKnown() throws IOException {
    TunnelGuard guard = guard(true);
    guard.holdEarly();
    assertTrue(face.status().blocking());
    assertEquals(List.of(), firewall.last().servers());

    guard.reach(SERVERS);
    guard.hold();
    assertEquals(SERVERS, firewall.last().servers());
  }

  @Test
  void itWaitsForTheNameWhereNoneWouldBeFoundPastIt() throws IOException {
    firewall.canLookUp = false;
    TunnelGuard guard = guard(true);
    guard.holdEarly();
    assertFalse(face.status().blocking());

    guard.hold();
    assertTrue(face.status().blocking());
  }

  @Test
  void whoWantsNoneHoldsNothing() throws IOException {
    TunnelGuard guard = guard(false);
    guard.holdEarly();
    guard.hold();
    assertEquals(List.of(), firewall.admitted);
  }

  @Test
  void aProxyOnThisMachineIsSaidToStayInOnce() throws IOException {
    List<Passage.Server> here =
        List.of(
            new Passage.Server(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9050), true));
    TunnelGuard guard = guard(true);
    guard.reach(here);
    guard.reach(here);
    assertEquals(
        1, log.stream().filter(line -> line.contains("a program on this machine")).count());

    guard(false).reach(here);
    assertEquals(2, log.size(), "it holds, and that one; without a kill switch there is no more");
  }

  @Test
  void aPageThatABrowserCannotReachIsToldOf() throws IOException {
    TunnelGuard guard = guard(true);
    Questions questions =
        new Questions(
            face, new Inbox(), new TunnelKeeper(new FakeMachine(), new NoDns(), guard, face), 1);
    questions.put(new Question.WebLogin("https://vpn.example/login"));
    assertEquals(List.of(), log);
    guard.hold();
    questions.put(new Question.WebLogin("https://vpn.example/login"));
    assertTrue(log.getLast().contains("keeps the browser in"), log.toString());
  }

  @Test
  void whoKeepsTheMachinesResolverMayAskItInALocalNetwork() throws IOException {
    guard(new Protection(true, true, new DnsWish.None())).reach(SERVERS);
    assertTrue(firewall.last().lanNames());
  }

  @Test
  void itGoesWithTheSessionThatTheUserEnds() throws IOException {
    TunnelGuard guard = guard(true);
    guard.reach(SERVERS);
    guard.end(true);

    assertEquals(List.of(), firewall.blocking());
    assertFalse(face.status().blocking());
  }

  @Test
  void itStaysWhenTheSessionFailsAndLetsNothingOut() throws IOException {
    TunnelGuard guard = guard(true);
    guard.reach(SERVERS);
    guard.inside("tun0");
    guard.end(false);

    assertEquals(
        new Passage(true, true, false, OptionalInt.of(5), List.of(), List.of()), firewall.last());
    assertTrue(face.status().blocking());
  }

  @Test
  void whatFailsBeforeItHeldBlocksNothing() {
    guard(true).end(false);
    assertEquals(List.of(), firewall.blocking());
    assertFalse(face.status().blocking());
  }

  @Test
  void oneThatHoldsFromBeforeIsTakenOverAndNotLetGoByAFailure() throws IOException {
    firewall.admit(HOLD, Passage.closed(true, false));
    TunnelGuard guard = guard(true);
    assertTrue(face.status().blocking());

    guard.end(false);
    assertTrue(firewall.blocks(HOLD));
  }

  @Test
  void aSessionWithoutOnePassesThroughThoseOfOthersAndLeavesNothing() throws IOException {
    TunnelGuard guard = guard(false);
    guard.reach(SERVERS);
    assertFalse(face.status().blocking());
    assertEquals(SERVERS, firewall.last().servers());

    guard.end(false);
    assertTrue(firewall.passages.isEmpty());
  }

  @Test
  void aBlockThatCannotBeMadeIsAFailureOfItsOwnKind() {
    firewall.failure = Optional.of(new IOException("no nft"));
    TunnelGuard guard = guard(true);
    assertThrows(BlockFailedException.class, () -> guard.reach(SERVERS));
    assertFalse(face.status().blocking());
  }

  @Test
  void aBlockThatCannotBeLiftedIsSaidToStand() throws IOException {
    TunnelGuard guard = guard(true);
    guard.reach(SERVERS);
    firewall.failure = Optional.of(new IOException("busy"));
    guard.end(true);
    assertTrue(face.status().blocking());
  }

  private final class Ears implements SessionListener {
    @Override
    public void changed(SessionStatus status) {}

    @Override
    public void traffic(Event.Traffic traffic) {}

    @Override
    public void logged(LogLine line) {
      log.add(line.text());
    }
  }
}
