package org.culvert.helper.linux.net;

import static org.culvert.helper.linux.net.Machine.apply;
import static org.culvert.helper.linux.net.Plans.plan;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As many routes as a plan may have. */
@Tag("net")
@Timeout(60)
final class ManyRoutesTest {
  private static final String SERVER = "198.51.100.7";

  @TempDir Path state;
  private Machine machine;
  private RouteJournal journal;
  private LinuxHostNetwork host;

  @BeforeEach
  void start() throws IOException {
    machine = new Machine();
    journal = new RouteJournal(state);
    host = machine.host(journal);
    machine.tun(host, "tun0");
  }

  @AfterEach
  void stop() {
    host.close();
    machine.close();
  }

  private static Plans half(Plans plan, int from) {
    for (int net = from; net < from + 5000; net++) {
      String destination = "10." + (100 + net / 256) + "." + net % 256 + ".0/24";
      if (net % 2 == 0) {
        plan.around(destination);
      } else {
        plan.route(destination);
      }
    }
    return plan;
  }

  @Test
  void areWrittenToTheJournalAtOnceAndStruckAtOnce() throws IOException {
    apply(host, "tun0", half(half(plan("10.8.0.2/24"), 0), 5000).build(), SERVER);
    assertEquals(10_000, machine.ourRoutes().size());
    assertEquals(1, journal.writes());
    host.release("tun0");
    assertEquals(List.of(), machine.ourRoutes());
    assertEquals(2, journal.writes());
  }

  @Test
  void areExchangedForOthersWithTwoMoreWrites() throws IOException {
    apply(host, "tun0", half(plan("10.8.0.2/24"), 0).build(), SERVER);
    apply(host, "tun0", half(plan("10.8.0.2/24"), 5000).build(), SERVER);
    assertEquals(5000, machine.ourRoutes().size());
    assertEquals(3, journal.writes());
  }
}
