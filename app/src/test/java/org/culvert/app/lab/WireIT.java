package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a listener on the way sees of a negotiation, beside OpenVPN's own client in the same
 * situation. Chosen differences:
 *
 * <ul>
 *   <li>OpenVPN repeats acknowledgements that it has already sent, as room allows; so do we, but
 *       not necessarily as many. What counts is that each is sent, and that none is invented.
 *   <li>Into how many packets the TLS messages are cut depends on the TLS library; only the largest
 *       packet is compared.
 * </ul>
 */
@Tag("interop")
class WireIT {
  /** OpenVPN looks at its clock about once a second. */
  private static final double TOLERANCE = 1.2;

  private static final int OPENVPN_PORT = 5555;
  private static final String NOBODY = "192.0.2.200";

  @RegisterExtension static final TestLab LAB = new TestLab();

  @Test
  void aNegotiationShowsWhatOpenVpnsDoes() {
    OpenVpnServer.Options options = OpenVpnServer.options(LAB);
    OpenVpnServer server = OpenVpnServer.start(LAB, options).awaitReady();
    Capture capture = Capture.start(LAB);
    Running openvpn = openvpn(server.profile());
    openvpn.awaitOutput("Initialization Sequence Completed", Duration.ofSeconds(40));
    openvpn.interrupt();
    List<ControlHeader> theirs = headers(capture.datagrams());

    int before = capture.datagrams().size();
    HelperProcess helper = HelperProcess.start(LAB);
    Cli cli = Cli.of(LAB, helper);
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "40");
    cli.ok("disconnect", "lab");
    List<Capture.Datagram> all = capture.stop().datagrams();
    List<ControlHeader> ours = headers(all.subList(before, all.size()));

    checkRules("OpenVPN", theirs);
    checkRules("Culvert", ours);
    assertEquals(opening(theirs), opening(ours));
    assertTrue(
        largest(ours) <= largest(theirs) + 64,
        () -> "our largest packet has " + largest(ours) + ", theirs " + largest(theirs));
  }

  /** The reset of each side and the first message of TLS, without what is random. */
  private static List<String> opening(List<ControlHeader> headers) {
    List<String> opening = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (ControlHeader header : headers) {
      boolean counts = header.fromClient() && header.messageId() >= 0;
      if (counts && seen.add(header.messageId()) && header.messageId() < 2) {
        opening.add(
            header.opcode()
                + " key "
                + header.keyId()
                + " id "
                + header.messageId()
                + (header.messageId() == 0 ? " of " + header.length() + " bytes" : ""));
      }
    }
    return opening;
  }

  private static int largest(List<ControlHeader> headers) {
    return headers.stream()
        .filter(ControlHeader::fromClient)
        .mapToInt(ControlHeader::length)
        .max()
        .orElseThrow();
  }

  /** What holds for every client that a server understands. */
  private static void checkRules(String whose, List<ControlHeader> headers) {
    ControlHeader reset = headers.getFirst();
    ControlHeader answer =
        headers.stream().filter(header -> !header.fromClient()).findFirst().orElseThrow();
    assertEquals(ControlHeader.HARD_RESET_CLIENT, reset.opcode(), whose);
    assertEquals(ControlHeader.HARD_RESET_SERVER, answer.opcode(), whose);
    Set<Integer> received = new HashSet<>();
    Set<Integer> acknowledged = new HashSet<>();
    int next = 0;
    for (ControlHeader header : headers) {
      if (!header.fromClient()) {
        received.add(header.messageId());
        continue;
      }
      String at = whose + ": " + header;
      assertEquals(0, header.keyId(), at);
      assertEquals(reset.session(), header.session(), at);
      header.remote().ifPresent(remote -> assertEquals(answer.session(), remote, at));
      assertTrue(header.acks().size() <= 8, at);
      assertTrue(received.containsAll(header.acks()), at);
      assertEquals(header.acks().isEmpty(), header.remote().equals(OptionalLong.empty()), at);
      acknowledged.addAll(header.acks());
      if (header.messageId() >= next) {
        assertEquals(next, header.messageId(), at);
        next++;
      }
      assertTrue(header.length() <= 1250 + 64, at);
    }
    received.remove(-1);
    // The last of them may have crossed the client's farewell.
    assertTrue(
        acknowledged.size() >= received.size() - 1,
        () -> whose + " acknowledged " + acknowledged + " of " + received);
    assertTrue(next > 2, () -> whose + " said nothing behind its reset: " + headers);
  }

  @Test
  void aSilentServerHearsResetsWhenItWouldHearOpenVpns() {
    // The server's host forwards nothing: not even an ICMP error comes back.
    String profile =
        OpenVpnServer.profile(OpenVpnServer.options(LAB))
            .replace("remote " + Lab.SERVER_IPV4, "remote " + NOBODY);
    Capture capture = Capture.start(LAB);
    openvpn(profile.replace("nobind\n", "lport " + OPENVPN_PORT + "\n"));
    HelperProcess helper = HelperProcess.start(LAB);
    Cli cli = Cli.of(LAB, helper);
    cli.ok("import", LAB.write("lab.ovpn", profile).toString(), "--name", "lab");
    cli.follow("connect", "lab", "--wait", "60");
    Await.until(
        "both have sent five resets",
        Duration.ofSeconds(59),
        () ->
            resets(capture.datagrams(), true).size() >= 5
                && resets(capture.datagrams(), false).size() >= 5);
    cli.run("disconnect", "lab");
    List<Capture.Datagram> all = capture.stop().datagrams();
    List<ControlHeader> theirs = resets(all, true);
    List<ControlHeader> ours = resets(all, false);

    for (int i = 0; i < 5; i++) {
      // Pause by pause: OpenVPN looks at its clock now and then, and what it is late adds up.
      double offset = i == 0 ? 0 : pause(ours, i) - pause(theirs, i);
      assertTrue(
          Math.abs(offset) <= TOLERANCE, () -> "ours " + times(ours) + ", theirs " + times(theirs));
      assertEquals(0, ours.get(i).messageId());
      assertEquals(ours.getFirst().session(), ours.get(i).session());
      assertEquals(theirs.get(i).length(), ours.get(i).length());
    }
  }

  private static double pause(List<ControlHeader> headers, int before) {
    return headers.get(before).seconds() - headers.get(before - 1).seconds();
  }

  private static List<ControlHeader> resets(List<Capture.Datagram> all, boolean theirs) {
    return headers(
        all.stream()
            .filter(datagram -> datagram.fromClient())
            .filter(datagram -> (datagram.clientPort() == OPENVPN_PORT) == theirs)
            .toList());
  }

  private static List<String> times(List<ControlHeader> headers) {
    double start = headers.getFirst().seconds();
    return headers.stream().map(h -> "%.1f".formatted(h.seconds() - start)).toList();
  }

  private static List<ControlHeader> headers(List<Capture.Datagram> datagrams) {
    return datagrams.stream().filter(ControlHeader::isOne).map(ControlHeader::of).toList();
  }

  private static Running openvpn(String profile) {
    Running running =
        Running.start(
            "openvpn client",
            LAB.newPath("openvpn-client.log"),
            Map.of(),
            Lab.on(
                LAB.clientHost(),
                List.of(
                    "openvpn",
                    "--config",
                    LAB.write("openvpn.ovpn", profile).toString(),
                    "--disable-dco")));
    LAB.register(running);
    return running;
  }
}
