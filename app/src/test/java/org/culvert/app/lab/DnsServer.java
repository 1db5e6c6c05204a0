package org.culvert.app.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A DNS server on a lab host that knows a few names. */
final class DnsServer {
  private static final Duration START = Duration.ofSeconds(20);

  private DnsServer() {}

  /**
   * Starts one. Stopped after the test.
   *
   * @param address that it listens at
   * @param answers {@code name/address} each
   */
  static Running start(Lab lab, String host, String address, String... answers) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "dnsmasq",
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--no-resolv",
                "--no-hosts",
                "--user=root",
                "--pid-file=",
                "--bind-interfaces",
                "--except-interface=lo",
                "--listen-address=" + address,
                "--log-queries",
                "--log-facility=-"));
    Stream.of(answers).forEach(answer -> command.add("--address=/" + answer));
    Running running =
        Running.start(
            "DNS server at " + address, lab.newPath("dns.log"), Map.of(), Lab.on(host, command));
    lab.register(running);
    return running.awaitOutput("started", START);
  }

  /** The IPv4 address that a program on a host gets for a name; empty when there is none. */
  static String ask(String host, String name) {
    Shell.Result result =
        Shell.run(
            Duration.ofSeconds(40),
            Map.of(),
            "",
            Lab.on(host, List.of("getent", "ahostsv4", name)));
    return result.out().lines().findFirst().map(line -> line.split(" ", 2)[0]).orElse("");
  }
}
