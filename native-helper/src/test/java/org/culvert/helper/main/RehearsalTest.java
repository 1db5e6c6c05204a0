package org.culvert.helper.main;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void knowsTheDemosServerByTheClientsAddresses() {
    SessionStatus.TunnelInfo tunnel =
        new SessionStatus.TunnelInfo(
            "tun0",
            Optional.of("198.18.52.2/24"),
            Optional.of("fd6e:5a41:9c0d:52:0:0:0:2/64"),
            1500,
            List.of(),
            SessionStatus.DnsInfo.NONE);
    assertEquals(
        List.of(
            InetAddress.ofLiteral("198.18.52.1"), InetAddress.ofLiteral("fd6e:5a41:9c0d:52::1")),
        Rehearsal.servers(tunnel));
  }
}
