package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is measured of a tunnel beside its bytes. Whoever asks for the status looks. */
@Tag("interop")
class LiveFiguresIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  private static final Duration LIMIT = Duration.ofSeconds(40);

  private static Cli connect(OpenVpnServer.Options options) {
    OpenVpnServer server = OpenVpnServer.start(LAB, options).awaitReady();
    Cli cli = Cli.here(LAB, HelperProcess.start(LAB));
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "20");
    return cli;
  }

  private static Json await(Cli cli, String state) {
    Await.until(
        "the gateway is " + state,
        LIMIT,
        () -> {
          Json status = cli.status("lab");
          return status.has("gateway") && status.text("gateway.echo").equals(state);
        });
    return cli.status("lab").at("gateway");
  }

  @ParameterizedTest
  @ValueSource(strings = {"topology subnet", "topology net30"})
  void theServersOwnAddressAnswersInBothTopologies(String topology) {
    Cli cli = connect(OpenVpnServer.options(LAB).line(topology));
    Json gateway = await(cli, "answers");
    assertEquals(OpenVpnServer.TUNNEL_IPV4, gateway.text("address"));
    assertEquals(0, gateway.number("lossPercent"));
    assertTrue(gateway.number("lastMicros") > 0, gateway.toString());
    String words = cli.ok("status", "lab").out();
    assertTrue(words.contains(" ms to 10.8.0.1, median "), words);
  }

  @Test
  void whatIsAskedIsNobodysTraffic() {
    Cli cli = connect(OpenVpnServer.options(LAB).protocol("tcp4"));
    await(cli, "answers");
    // The server's own machine may say something by itself in the first seconds.
    AtomicReference<Json> since = new AtomicReference<>(cli.status("lab"));
    Await.until(
        "two requests that nobody counts",
        LIMIT,
        () -> {
          Json now = cli.status("lab");
          if (now.number("bytesIn") != since.get().number("bytesIn")) {
            since.set(now);
          }
          return now.number("gateway.asked") >= since.get().number("gateway.asked") + 2;
        });
    long before = since.get().number("bytesIn");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    Await.until("others count", LIMIT, () -> cli.status("lab").number("bytesIn") > before);
  }

  @Test
  void oneThatAnswersNobodyIsSilentAndHasLostNothing() {
    ignoreEchoes(1);
    try {
      Json gateway = await(connect(OpenVpnServer.options(LAB)), "silent");
      assertEquals(OpenVpnServer.TUNNEL_IPV4, gateway.text("address"));
      assertFalse(gateway.has("lossPercent"), gateway.toString());
    } finally {
      ignoreEchoes(0);
    }
  }

  @Test
  void oneThatStopsAnsweringLosesSome() {
    Cli cli = connect(OpenVpnServer.options(LAB));
    await(cli, "answers");
    ignoreEchoes(1);
    try {
      Await.until("a loss", LIMIT, () -> cli.status("lab").number("gateway.lost") > 0);
    } finally {
      ignoreEchoes(0);
    }
  }

  private static void ignoreEchoes(int value) {
    Shell.out(
        Lab.on(LAB.serverHost(), List.of("sysctl", "-qw", "net.ipv4.icmp_echo_ignore_all=" + value))
            .toArray(String[]::new));
  }

  @Test
  void anIdleTunnelThatIsLookedAtEndsAllTheSame() {
    Cli cli = connect(OpenVpnServer.options(LAB).line("push \"inactive 8\""));
    await(cli, "answers");
    Await.until("it has ended", LIMIT, () -> cli.status("lab").text("state").equals("failed"));
    assertEquals("inactive", cli.status("lab").text("lastError.code"));
    assertFalse(cli.status("lab").has("gateway"));
  }

  @Test
  void theUserspacePathCountsWhatItsCallsMove() {
    Cli cli = connect(OpenVpnServer.options(LAB));
    Traffic traffic = LAB.traffic();
    traffic.upload(5);
    traffic.download(5);
    Await.until(
        "both are counted",
        LIMIT,
        () -> {
          Json status = cli.status("lab");
          return status.has("batches") && status.number("batches.in.largest") > 2_000;
        });
    Json batches = cli.status("lab").at("batches");
    for (String direction : List.of("in", "out")) {
      assertTrue(
          batches.number(direction + ".packets") > batches.number(direction + ".calls"),
          batches.toString());
      assertTrue(batches.number(direction + ".largest") < 65_536, batches.toString());
    }
    assertTrue(batches.number("out.largest") > 2_000, batches.toString());
    String words = cli.ok("status", "lab").out();
    assertTrue(words.contains(" packets per system call in, "), words);
  }
}
