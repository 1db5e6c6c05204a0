package org.culvert.app.lab;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The peer that the benchmark measures our client with carries what ours sends, and back. */
@Tag("interop")
class OwnPeerIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  @Test
  void bothEndsOfOurOwnEngineCarryEachOthersPackets() {
    OwnPeer peer = OwnPeer.start(LAB);
    Cli cli = Cli.here(LAB, HelperProcess.start(LAB));
    cli.ok("import", LAB.write("lab.ovpn", peer.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "20");

    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV6);
    LAB.traffic().upload(20);
    LAB.traffic().download(20);

    cli.ok("disconnect", "lab");
    peer.process().awaitOutput("over: the client left", Duration.ofSeconds(10));
  }
}
