package org.culvert.core.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.culvert.core.sim.SimWire.Fate;
import org.junit.jupiter.api.Test;

class SimWireTest {
  private static final int MANY = 10_000;

  private final SimClock clock = new SimClock();
  private final List<Integer> arrived = new ArrayList<>();

  @Test
  void aPerfectWireDeliversAllInOrderAMillisecondLater() {
    SimWire wire = wire(1, Noise.none());
    send(wire, 3);
    assertEquals(List.of(), arrived);
    clock.run(Duration.ofMillis(1));
    assertEquals(List.of(0, 1, 2), arrived);
  }

  @Test
  void bothEndsReceive() {
    SimWire wire = new SimWire(clock, 1);
    List<String> seen = new ArrayList<>();
    wire.client().onReceive(bytes -> seen.add("client " + bytes.length));
    wire.server()
        .onReceive(
            bytes -> {
              seen.add("server " + bytes.length);
              wire.server().send(new byte[2]);
            });
    wire.client().send(new byte[10], 3, 5);
    clock.run(Duration.ofMillis(10));
    assertEquals(List.of("server 5", "client 2"), seen);
  }

  @Test
  void theSenderMayReuseItsArray() {
    SimWire wire = new SimWire(clock, 1);
    List<byte[]> seen = new ArrayList<>();
    wire.server().onReceive(seen::add);
    byte[] buffer = {1, 2, 3};
    wire.client().send(buffer);
    buffer[0] = 9;
    clock.run(Duration.ofMillis(10));
    assertArrayEquals(new byte[] {1, 2, 3}, seen.getFirst());
  }

  @Test
  void losesAboutAsManyAsTold() {
    SimWire wire = wire(2, Noise.none().losing(0.3));
    send(wire, MANY);
    clock.run(Duration.ofSeconds(1));
    assertEquals(7_000, arrived.size(), 300);
    assertEquals(MANY, arrived.size() + wire.client().count(Fate.LOST));
    assertEquals(arrived.stream().sorted().toList(), arrived);
  }

  @Test
  void doublesAboutAsManyAsTold() {
    SimWire wire = wire(3, Noise.none().doubling(0.1));
    send(wire, MANY);
    clock.run(Duration.ofSeconds(1));
    assertEquals(11_000, arrived.size(), 300);
    assertEquals(MANY, arrived.stream().distinct().count());
  }

  @Test
  void reordersOnlyWhenTold() {
    SimWire wire = wire(4, Noise.none().delaying(0, 500));
    send(wire, MANY);
    clock.run(Duration.ofSeconds(2));
    assertEquals(IntStream.range(0, MANY).boxed().toList(), arrived);

    arrived.clear();
    wire.noise(Noise.none().reordering(0.2));
    for (int i = 0; i < 100; i++) {
      wire.client().send(number(i));
      clock.run(Duration.ofMillis(5));
    }
    clock.run(Duration.ofSeconds(2));
    assertEquals(100, arrived.size());
    assertNotEquals(arrived.stream().sorted().toList(), arrived);
  }

  @Test
  void delaysWithinTheBounds() {
    SimWire wire = new SimWire(clock, 5).noise(Noise.none().delaying(200, 300));
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      long sent = clock.now();
      wire.server().onReceive(bytes -> delays.add(clock.now() - sent));
      wire.client().send(number(i));
      clock.run(Duration.ofSeconds(1));
    }
    assertTrue(delays.stream().allMatch(delay -> delay >= 200 && delay <= 300));
    assertTrue(delays.stream().distinct().count() > 30);
  }

  @Test
  void corruptsAboutAsManyAsToldAndNeverTheSendersArray() {
    SimWire wire = new SimWire(clock, 6).noise(Noise.none().corrupting(0.25));
    byte[] datagram = new byte[40];
    List<Boolean> changed = new ArrayList<>();
    wire.server().onReceive(bytes -> changed.add(!HexFormat.of().formatHex(bytes).matches("0*")));
    for (int i = 0; i < MANY; i++) {
      wire.client().send(datagram);
    }
    clock.run(Duration.ofSeconds(1));
    long corrupted = changed.stream().filter(change -> change).count();
    assertTrue(corrupted > 2_300 && corrupted < 2_700);
    assertEquals(corrupted, wire.client().count(Fate.CORRUPTED));
    assertArrayEquals(new byte[40], datagram);
  }

  @Test
  void theSameSeedGivesTheSameArrivalsAndAnotherOthers() {
    assertEquals(storm(7), storm(7));
    assertNotEquals(storm(7), storm(8));
  }

  @Test
  void whatOneEndSendsDoesNotChangeTheOtherDirection() {
    SimWire wire = wire(7, Noise.storm());
    wire.server().send(new byte[3]);
    send(wire, 100);
    clock.run(Duration.ofMinutes(1));
    assertEquals(storm(7).size(), arrived.size());
  }

  @Test
  void canBeCutAndMendedAndDifferByDirection() {
    SimWire wire = wire(9, Noise.cut());
    send(wire, 3);
    wire.noise(Noise.none());
    wire.server().sendsThrough(Noise.cut()).send(number(0));
    wire.client().send(number(5));
    clock.run(Duration.ofSeconds(1));
    assertEquals(List.of(5), arrived);
    assertEquals(1, wire.server().count(Fate.LOST));
  }

  @Test
  void aTapSeesWhatWasSentEvenIfItIsLost() {
    List<String> tapped = new ArrayList<>();
    SimWire wire = wire(10, Noise.cut());
    wire.tap((from, bytes) -> tapped.add((from == wire.client()) + " " + bytes.length));
    wire.client().send(new byte[7]);
    assertEquals(List.of("true 7"), tapped);
  }

  @Test
  void aProbabilityIsOne() {
    assertThrows(IllegalArgumentException.class, () -> Noise.none().losing(1.1));
    assertThrows(IllegalArgumentException.class, () -> Noise.none().doubling(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Noise.none().delaying(5, 4));
  }

  @Test
  void aSimpleProtocolGetsThroughAStorm() {
    SimWire wire = new SimWire(clock, 11).noise(Noise.storm().corrupting(0));
    int[] state = {0, 0};
    long[] resend = {clock.now()};
    wire.server()
        .onReceive(
            bytes -> {
              state[1] = Math.max(state[1], ByteBuffer.wrap(bytes).getInt() + 1);
              wire.server().send(number(state[1]));
            });
    wire.client()
        .onReceive(bytes -> state[0] = Math.max(state[0], ByteBuffer.wrap(bytes).getInt()));
    clock.party(
        "client",
        () -> resend[0],
        () -> {
          wire.client().send(number(state[0]));
          resend[0] = clock.now() + 1_000;
        });
    clock.runUntil("50 numbers acknowledged", () -> state[0] == 50, Duration.ofMinutes(30));
  }

  @Test
  void mutationsAreRepeatableAndNeverTheRealThing() {
    byte[] real = number(0x38010203);
    Mutator one = new Mutator(12).learn(real).learn(new byte[0]);
    Mutator two = new Mutator(12).learn(real).learn(new byte[0]);
    for (int i = 0; i < MANY; i++) {
      byte[] mutation = one.next();
      assertArrayEquals(mutation, two.next());
      assertTrue(mutation.length > 0);
      assertNotEquals(HexFormat.of().formatHex(real), HexFormat.of().formatHex(mutation));
    }
  }

  private List<String> storm(long seed) {
    SimClock own = new SimClock();
    SimWire wire = new SimWire(own, seed).noise(Noise.storm());
    List<String> seen = new ArrayList<>();
    wire.server().onReceive(bytes -> seen.add(own.now() + HexFormat.of().formatHex(bytes)));
    send(wire, 100);
    own.run(Duration.ofMinutes(1));
    return seen;
  }

  private SimWire wire(long seed, Noise noise) {
    SimWire wire = new SimWire(clock, seed).noise(noise);
    wire.server().onReceive(bytes -> arrived.add(ByteBuffer.wrap(bytes).getInt()));
    return wire;
  }

  private static void send(SimWire wire, int count) {
    for (int i = 0; i < count; i++) {
      wire.client().send(number(i));
    }
  }

  private static byte[] number(int value) {
    return new byte[] {
      (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
    };
  }
}
