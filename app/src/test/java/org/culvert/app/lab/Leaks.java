package org.culvert.app.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts on the server's host what comes over the cable and is neither the tunnel's transport nor
 * neighbour discovery. The client cannot reach these counters, whatever its own rules say.
 */
final class Leaks {
  private static final Pattern COUNT = Pattern.compile("packets (\\d+)");

  private final String host;

  private Leaks(String host) {
    this.host = host;
  }

  /** Begins to count. */
  static Leaks watch(Lab lab) {
    Leaks leaks = new Leaks(lab.serverHost());
    leaks.nft(
        """
        table inet leaks
        delete table inet leaks
        table inet leaks {
          counter seen { }
          chain arrivals {
            type filter hook prerouting priority -300;
            iifname != "wire0" return
            udp dport %d return
            tcp dport %d return
            icmpv6 type { nd-router-solicit, nd-neighbor-solicit, nd-neighbor-advert } return
            counter name seen
          }
        }
        """
            .formatted(OpenVpnServer.PORT, OpenVpnServer.PORT));
    return leaks;
  }

  private void nft(String commands) {
    Shell.run(Duration.ofSeconds(10), Map.of(), commands, Lab.on(host, List.of("nft", "-f", "-")))
        .orFail();
  }

  /** How many packets came since the last call. */
  int count() {
    String told =
        Shell.out("ip", "netns", "exec", host, "nft", "reset", "counter", "inet", "leaks", "seen");
    Matcher matcher = COUNT.matcher(told);
    if (!matcher.find()) {
      throw new AssertionError("no counter: " + told);
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Counts no more. */
  void stop() {
    nft("table inet leaks\ndelete table inet leaks\n");
  }
}
