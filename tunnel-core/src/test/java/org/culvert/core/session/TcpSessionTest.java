package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.Remote;
import org.culvert.core.profile.Timers;
import org.junit.jupiter.api.Test;

/** What a session does otherwise over TCP. */
final class TcpSessionTest {
  private static final String PUSH = ScriptedSession.PUSH;

  private static ScriptedSession over(Remote.Transport transport) {
    return new ScriptedSession(
        TestProfiles.profile(
            List.of(TestProfiles.remote("vpn.example", new ControlWrapping.None(), transport)),
            TestProfiles.tls("", "", ""),
            Timers.DEFAULT,
            true,
            Optional.empty(),
            OptionalInt.of(2)));
  }

  private final ScriptedSession session = over(Remote.Transport.TCP);

  @Test
  void theOptionsStringNamesTheTransport() {
    session.start();
    assertTrue(
        session.server.clientOptions.startsWith(
            "V4,dev-type tun,link-mtu 1551,tun-mtu 1500,proto TCPv4_CLIENT,cipher AES-256-GCM,"),
        session.server.clientOptions);
    ScriptedSession udp = over(Remote.Transport.UDP);
    udp.start();
    assertTrue(
        udp.server.clientOptions.startsWith(
            "V4,dev-type tun,link-mtu 1549,tun-mtu 1500,proto UDPv4,cipher AES-256-GCM,"),
        udp.server.clientOptions);
  }

  @Test
  void aConnectionThatEndsUnansweredIsTriedAtTheNextAddress() {
    session.server.deaf = true;
    session.start();
    session.input(new Input.TransportLost("the server closed it"));
    assertEquals(ProblemCode.CONNECTION_CLOSED, session.code());
    assertEquals(
        new Ending.Next.Retry(Ending.Advance.NEXT_ADDRESS, 0), session.ending.orElseThrow().next());
  }

  @Test
  void aConnectionThatBreaksInTheHandshakeIsTriedAgain() {
    session.server.answersOnlyWithAReset = true;
    session.start();
    session.input(new Input.TransportLost("reset"));
    assertEquals(ProblemCode.TRANSPORT_FAILED, session.code());
    assertTrue(session.retries());
  }

  @Test
  void aConnectionThatBreaksBeforeThePushIsTriedAgain() {
    session.start();
    session.input(new Input.TransportLost("reset"));
    assertEquals(ProblemCode.TRANSPORT_FAILED, session.code());
    assertTrue(session.retries());
  }

  @Test
  void aTunnelWhoseConnectionBreaksIsConnectedAgainWhereItWas() {
    session.connect(PUSH);
    session.input(new Input.TransportLost("reset"));
    assertEquals(ProblemCode.TRANSPORT_FAILED, session.code());
    assertEquals(
        new Ending.Next.Retry(Ending.Advance.SAME, 0), session.ending.orElseThrow().next());
  }

  @Test
  void aConnectionThatEndsAfterOurGoodbyeIsWhatWasWanted() {
    session.connect(PUSH + ",protocol-flags cc-exit");
    session.server.deaf = true;
    session.input(new Input.Stop());
    assertEquals(Optional.empty(), session.ending);
    session.input(new Input.TransportLost("the server closed it"));
    assertEquals(Ending.stop(), session.ending.orElseThrow());
  }

  @Test
  void noGoodbyeIsSentInADataPacketBecauseClosingSaysIt() {
    session.connect(PUSH);
    session.input(new Input.Stop());
    assertFalse(session.story.contains("in band OCC_EXIT"), session.story::toString);
    ScriptedSession udp = over(Remote.Transport.UDP);
    udp.connect(PUSH);
    udp.input(new Input.Stop());
    assertTrue(udp.story.contains("in band OCC_EXIT"), udp.story::toString);
  }

  @Test
  void silenceIsEndlessUnlessSomebodyAskedOtherwise() {
    session.connect(PUSH);
    session.run(300_000);
    assertTrue(session.isConnected());
  }

  @Test
  void aPacketThatIsNoneOfTheServersEndsAStreamAtOnce() {
    session.server.deaf = true;
    session.start();
    session.input(new Input.Datagram(new byte[40], 0, 40));
    assertEquals(ProblemCode.NOT_OPENVPN, session.code());
    assertTrue(session.retries());
    ScriptedSession udp = over(Remote.Transport.UDP);
    udp.server.deaf = true;
    udp.start();
    udp.input(new Input.Datagram(new byte[40], 0, 40));
    assertEquals(Optional.empty(), udp.ending);
  }
}
