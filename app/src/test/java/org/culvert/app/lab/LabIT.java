package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The laboratory itself: what fails here is not the fault of our client. */
@Tag("interop")
class LabIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  @Test
  void openVpnsOwnClientConnectsAndMovesCheckedData() {
    OpenVpnServer server =
        OpenVpnServer.start(
                LAB, OpenVpnServer.options(LAB).protocol("udp6").wrap(OpenVpnServer.Wrap.TLS_CRYPT))
            .awaitReady();
    Path profile = LAB.write("lab.ovpn", server.profile());
    Running client =
        Running.start(
            "openvpn client",
            LAB.newPath("client.log"),
            Map.of(),
            Lab.on(
                LAB.clientHost(),
                List.of("openvpn", "--disable-dco", "--config", profile.toString())));
    LAB.register(client);
    client.awaitOutput("Initialization Sequence Completed", Duration.ofSeconds(20));

    Traffic traffic = LAB.traffic();
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV6);
    traffic.upload(5);
    traffic.download(5);
    assertTrue(Lab.machine(LAB.clientHost()).contains("10.8.0."));
  }

  @Test
  void theWorldIsReachedOverTheWireAndTheTunnelsAddressIsNot() {
    Traffic.ping(LAB.clientHost(), Lab.SERVER_IPV4);
    Traffic.ping(LAB.clientHost(), Lab.SERVER_IPV6);
    Traffic.ping(LAB.clientHost(), Lab.WORLD_IPV4);
    assertFalse(Traffic.answers(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4));
  }

  @Test
  void jsonIsReadAsAScriptWouldReadIt() {
    Json json = Json.parse("{\"a\":{\"b\":[1,\"x\\n\\u0041\"]},\"c\":null}");
    assertTrue(json.has("a.b"));
    assertFalse(json.has("c"));
    assertTrue(json.at("a.b").list().get(1).toString().equals("x\nA"));
  }
}
