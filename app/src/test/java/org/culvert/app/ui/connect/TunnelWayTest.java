package org.culvert.app.ui.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.culvert.app.ui.connect.TunnelWay.Kind;
import org.culvert.app.ui.connect.TunnelWay.Stop;
import org.culvert.app.ui.driver.Samples;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.api.SessionStatus.TunnelInfo;
import org.junit.jupiter.api.Test;

class TunnelWayTest {
  private static Stop networks(String... routes) {
    SessionStatus it = Samples.connected("a", 1);
    TunnelInfo tunnel = it.tunnel().orElseThrow();
    return TunnelWay.of(
            new SessionStatus(
                it.name(),
                it.state(),
                it.since(),
                it.remote(),
                it.dataPath(),
                it.cipher(),
                it.tls(),
                Optional.of(
                    new TunnelInfo(
                        tunnel.device(),
                        tunnel.ipv4(),
                        tunnel.ipv6(),
                        tunnel.mtu(),
                        List.of(routes),
                        tunnel.dns())),
                0,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty()))
        .stops()
        .getLast();
  }

  @Test
  void thereIsNoWayWithoutATunnel() {
    assertEquals(List.of(), TunnelWay.of(Samples.in("a", SessionState.CONNECTING, 1)).stops());
  }

  @Test
  void theWayLeadsFromHereThroughTheProxyToTheServerAndWhatIsBehind() {
    assertEquals(
        List.of(
            new Stop(Kind.HERE, "This computer", "culvert0"),
            new Stop(Kind.PROXY, "Proxy", "proxy:3128"),
            new Stop(Kind.SERVER, "Server", "vpn.example.com"),
            new Stop(Kind.NETWORKS, "All traffic", "")),
        TunnelWay.of(Samples.throughProxy("a", 1, "proxy:3128")).stops());
  }

  @Test
  void whatIsRoutedIsSaidAsItIs() {
    assertEquals("Only the tunnel's own network", networks().name());
    assertEquals(new Stop(Kind.NETWORKS, "One network", "10.20.0.0/16"), networks("10.20.0.0/16"));
    assertEquals(
        new Stop(Kind.NETWORKS, "3 networks", "10.1.0.0/16 and 2 more"),
        networks("10.1.0.0/16", "10.2.0.0/16", "0.0.0.0/1"));
    assertEquals("All IPv4 traffic", networks("0.0.0.0/0", "10.0.0.0/8").name());
    assertEquals("All IPv6 traffic", networks("::/1", "8000::/1").name());
  }
}
