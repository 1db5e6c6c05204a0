package org.culvert.app.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A client with the server that it is measured with. */
enum BenchContender {
  /** Our helper and a peer of its own kind. */
  OURS("Culvert") {
    @Override
    BenchTunnel open(Lab lab) throws IOException {
      OwnPeer peer = OwnPeer.start(lab);
      return helper(lab, peer.profile());
    }
  },
  /** Our helper and Debian's OpenVPN server. */
  OURS_VIA_OPENVPN("Culvert via OpenVPN") {
    @Override
    BenchTunnel open(Lab lab) throws IOException {
      return helper(lab, openVpnServer(lab).profile());
    }
  },
  /** Debian's OpenVPN at both ends. */
  OPENVPN("OpenVPN 2.6") {
    @Override
    BenchTunnel open(Lab lab) {
      OpenVpnServer server = openVpnServer(lab);
      Running client =
          Running.start(
              "openvpn client",
              lab.newPath("client.log"),
              Map.of(),
              openVpnClient(lab, lab.write("openvpn.ovpn", server.profile())));
      lab.register(client);
      client.awaitOutput(OPENVPN_READY, START);
      return new BenchTunnel(lab, client);
    }
  },
  /** Debian sid's wireguard-go at both ends. */
  WIREGUARD_GO("wireguard-go") {
    @Override
    BenchTunnel open(Lab lab) {
      return new BenchTunnel(lab, WireGuard.start(lab));
    }
  };

  static final String OPENVPN_READY = "Initialization Sequence Completed";
  private static final Duration START = Duration.ofSeconds(20);

  private final String title;

  BenchContender(String title) {
    this.title = title;
  }

  /** The heading of its column. */
  String title() {
    return title;
  }

  /** As it is chosen on the command line. */
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Starts both ends; returns once they are connected. */
  abstract BenchTunnel open(Lab lab) throws IOException;

  /** The server that both OpenVPN clients are measured with. */
  static OpenVpnServer openVpnServer(Lab lab) {
    return OpenVpnServer.start(lab, OpenVpnServer.options(lab).cipher("AES-256-GCM")).awaitReady();
  }

  /** How to run OpenVPN's client. */
  static List<String> openVpnClient(Lab lab, Path profile) {
    return Lab.on(
        lab.clientHost(), List.of("openvpn", "--disable-dco", "--config", profile.toString()));
  }

  private static BenchTunnel helper(Lab lab, String profile) throws IOException {
    HelperProcess helper = HelperProcess.start(lab);
    // The session stays when the socket closes.
    try (HelperSocket socket = HelperSocket.open(helper.socket())) {
      socket.millisToConnected("bench", profile);
    }
    return new BenchTunnel(lab, helper.process());
  }
}
