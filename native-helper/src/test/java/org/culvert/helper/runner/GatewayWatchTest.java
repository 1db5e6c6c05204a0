package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Gateway;
import org.culvert.helper.demo.FakeMachine;
import org.culvert.helper.host.EchoPort;
import org.culvert.helper.path.PathTraffic;
import org.junit.jupiter.api.Test;

class GatewayWatchTest {
  private static final Optional<InetAddress> ADDRESS =
      Optional.of(InetAddress.ofLiteral("10.8.0.1"));
  private static final int PACKET = 36;

  private final Machine machine = new Machine();
  private final GatewayWatch watch = new GatewayWatch(machine);
  private long now = 50_000;
  private long carried;
  private boolean watched = true;

  /** A machine whose gateway answers, or does not, at once. */
  private final class Machine extends FakeMachine {
    final List<String> opened = new ArrayList<>();
    final List<Long> asked = new ArrayList<>();
    boolean answers = true;
    Optional<String> refusal = Optional.empty();
    int open;

    @Override
    public EchoPort openEcho(String device, InetAddress remote) throws IOException {
      if (refusal.isPresent()) {
        throw new IOException(refusal.get());
      }
      opened.add(device);
      open++;
      return new Port();
    }

    private final class Port implements EchoPort {
      private final ArrayDeque<Answer> coming = new ArrayDeque<>();

      @Override
      public int packetBytes() {
        return PACKET;
      }

      @Override
      public long ask(int number) {
        asked.add(now);
        if (answers) {
          coming.add(new Answer(number, 2_000_000));
        }
        return 1_000_000;
      }

      @Override
      public Optional<Answer> answer() {
        return Optional.ofNullable(coming.poll());
      }

      @Override
      public void close() {
        open--;
      }
    }
  }

  private void pass(long millis) {
    for (long until = now + millis; now < until; now += 250) {
      watch.look(now, carried, () -> watched);
    }
  }

  private Gateway gateway() {
    return watch.gateway(now).orElseThrow();
  }

  @Test
  void asksEveryFiveSecondsWhileSomebodyLooks() {
    assertEquals(Optional.empty(), watch.gateway(now));
    watch.isAt("tun0", ADDRESS);
    pass(60_000);
    assertEquals(12, machine.asked.size());
    assertEquals(List.of("tun0"), machine.opened);
    Gateway.Answers answers = assertInstanceOf(Gateway.Answers.class, gateway());
    assertEquals(Optional.of(new Gateway.RoundTrip(1_000, 1_000)), answers.trip());
    assertEquals(0, answers.lost());
  }

  @Test
  void anIdleTunnelThatNobodyLooksAtIsLeftAlone() {
    watch.isAt("tun0", ADDRESS);
    pass(10_000);
    watched = false;
    int before = machine.asked.size();
    pass(600_000);
    assertEquals(before, machine.asked.size());
    assertEquals(0, machine.open, "nor does the kernel have to stamp what it receives");
    assertEquals(new Gateway.Unasked("10.8.0.1"), gateway());
    watched = true;
    pass(5_500);
    assertEquals(before + 2, machine.asked.size());
  }

  @Test
  void whatIsCarriedAnywayIsReasonEnough() {
    watched = false;
    watch.isAt("tun0", ADDRESS);
    pass(5_000);
    assertEquals(0, machine.asked.size());
    carried++;
    pass(5_000);
    assertEquals(1, machine.asked.size());
    pass(60_000);
    assertEquals(1, machine.asked.size());
  }

  @Test
  void oneThatNeverAnswersIsSoonAskedOnlyBesideOtherPackets() {
    machine.answers = false;
    watch.isAt("tun0", ADDRESS);
    pass(600_000);
    assertEquals(6, machine.asked.size());
    assertEquals(new Gateway.Silent("10.8.0.1"), gateway());
    for (int minute = 0; minute < 10; minute++) {
      carried++;
      pass(60_000);
    }
    assertTrue(machine.asked.size() <= 6 + 11, machine.asked.toString());
    machine.answers = true;
    carried++;
    pass(61_000);
    assertInstanceOf(Gateway.Answers.class, gateway());
  }

  @Test
  void oneThatStopsAnsweringIsAskedOnEachMinute() {
    watch.isAt("tun0", ADDRESS);
    pass(20_000);
    machine.answers = false;
    pass(90_000);
    int before = machine.asked.size();
    pass(300_000);
    assertEquals(before + 5, machine.asked.size());
    machine.answers = true;
    pass(61_000);
    assertTrue(assertInstanceOf(Gateway.Answers.class, gateway()).trip().isPresent());
  }

  @Test
  void withoutAnAddressThatIsSaid() {
    watch.isAt("tun0", Optional.empty());
    pass(10_000);
    assertEquals(new Gateway.Unknown(), gateway());
    assertEquals(List.of(), machine.opened);
  }

  @Test
  void whatStandsInTheWayIsSaidAndTriedAgain() {
    machine.refusal = Optional.of("not allowed");
    watch.isAt("tun0", ADDRESS);
    pass(1_000);
    assertEquals(new Gateway.Unaskable("10.8.0.1", "not allowed"), gateway());
    machine.refusal = Optional.empty();
    pass(6_000);
    assertInstanceOf(Gateway.Answers.class, gateway());
  }

  @Test
  void anotherDeviceIsAskedThroughAnotherPort() {
    watch.isAt("tun0", ADDRESS);
    pass(10_000);
    watch.isAt("tun1", ADDRESS);
    pass(1_000);
    watch.isAt("tun1", ADDRESS);
    pass(1_000);
    assertEquals(List.of("tun0", "tun1"), machine.opened);
    assertEquals(1, machine.open);
    assertInstanceOf(Gateway.Answers.class, gateway());
    watch.close();
    assertEquals(0, machine.open);
  }

  @Test
  void whatWeSentAndGotIsNobodysTraffic() {
    watch.isAt("tun0", ADDRESS);
    pass(5_000);
    assertEquals(1, machine.asked.size());
    assertEquals(traffic(100, 200, 3, 4), watch.takenOut(traffic(136, 236, 4, 5)));
    // The path counts later than we do.
    pass(500);
    assertEquals(traffic(100, 200, 3, 4), watch.takenOut(traffic(136, 236, 4, 5)));
    // Or before we have read the answer.
    assertEquals(traffic(100, 200, 3, 4), watch.takenOut(traffic(172, 272, 5, 6)));
    pass(250);
    assertEquals(traffic(101, 201, 4, 5), watch.takenOut(traffic(173, 273, 6, 7)));
  }

  @Test
  void answersThatNeverCameTakeNothingAway() {
    machine.answers = false;
    watch.isAt("tun0", ADDRESS);
    pass(500);
    assertEquals(
        traffic(1_000 - PACKET, 0, 9, 0),
        watch.takenOut(traffic(1_000, PACKET, 10, 1)),
        "one may come yet");
    pass(60_000);
    assertEquals(6, machine.asked.size());
    assertEquals(traffic(1_000, 0, 10, 0), watch.takenOut(traffic(1_000, 6 * PACKET, 10, 6)));
  }

  private static PathTraffic traffic(long in, long out, long packetsIn, long packetsOut) {
    return PathTraffic.NONE.withPayload(in, out, packetsIn, packetsOut);
  }
}
