package org.culvert.core.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A wire with two ends that treats datagrams as its {@link Noise} says. The same seed and the same
 * sends give the same arrivals; each direction draws for itself, so that a change in what one end
 * sends leaves the other direction's fates alone. One thread.
 */
public final class SimWire {
  /** How much later than otherwise a datagram comes that is reordered, at the least. */
  private static final int MIN_OVERTAKING_MILLIS = 20;

  private static final int MAX_TURNED_BITS = 8;

  private final SimClock clock;
  private final long seed;
  private final End client;
  private final End server;
  private final List<Tap> taps = new ArrayList<>();

  /** Perfect until it is given some noise. */
  public SimWire(SimClock clock, long seed) {
    this.clock = clock;
    this.seed = seed;
    this.client = new End("client", seed * 2);
    this.server = new End("server", seed * 2 + 1);
  }

  /** What became of datagrams. */
  public enum Fate {
    SENT,
    LOST,
    DOUBLED,
    REORDERED,
    CORRUPTED,
    DELIVERED
  }

  /** Sees every datagram as it was sent, before its fate. */
  @FunctionalInterface
  public interface Tap {
    /**
     * One datagram.
     *
     * @param datagram a copy of its own
     */
    void sent(End from, byte[] datagram);
  }

  /** Makes both directions behave so from now on; what is under way stays as it is. */
  public SimWire noise(Noise noise) {
    client.noise = noise;
    server.noise = noise;
    return this;
  }

  /** Adds somebody who listens. */
  public SimWire tap(Tap tap) {
    taps.add(tap);
    return this;
  }

  /** One end. */
  public End client() {
    return client;
  }

  /** The other end. */
  public End server() {
    return server;
  }

  /** For the message of a failed test: everything that is needed to see it again. */
  @Override
  public String toString() {
    return "SimWire[seed " + seed + ", client " + client + ", server " + server + "]";
  }

  private End otherThan(End end) {
    return end == client ? server : client;
  }

  /** Where datagrams go in and come out. */
  public final class End {
    private final String name;
    private final Random random;
    private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);
    private Noise noise = Noise.none();
    private Consumer<byte[]> receiver = datagram -> {};
    private long lastArrival = Long.MIN_VALUE;

    private End(String name, long seed) {
      this.name = name;
      this.random = new Random(seed);
    }

    /** Who takes what comes out here; the array is the receiver's own. */
    public End onReceive(Consumer<byte[]> newReceiver) {
      receiver = newReceiver;
      return this;
    }

    /** Makes what is sent from here behave so from now on. */
    public End sendsThrough(Noise newNoise) {
      noise = newNoise;
      return this;
    }

    /** Sends a copy. */
    public void send(byte[] datagram) {
      send(datagram, 0, datagram.length);
    }

    /** Sends a copy of a part. */
    public void send(byte[] bytes, int offset, int length) {
      byte[] datagram = Arrays.copyOfRange(bytes, offset, offset + length);
      count(Fate.SENT);
      taps.forEach(tap -> tap.sent(this, datagram.clone()));
      // All fates are drawn whether or not they matter: so the fate of the next datagram does not
      // depend on this one's, and a test stays the same when a probability becomes 0.
      boolean lost = draw(noise.loss());
      boolean doubled = draw(noise.doubling());
      transmit(datagram, lost);
      if (doubled && !lost) {
        count(Fate.DOUBLED);
        transmit(datagram, false);
      }
    }

    /** How often a fate met what was sent from here; a delivery counts where it was sent. */
    public long count(Fate... fates) {
      long sum = 0;
      for (Fate fate : fates) {
        sum += counts.getOrDefault(fate, 0L);
      }
      return sum;
    }

    @Override
    public String toString() {
      return name + " " + counts + " through " + noise;
    }

    private void transmit(byte[] datagram, boolean lost) {
      boolean corrupted = draw(noise.corruption());
      boolean reordered = draw(noise.reordering());
      long spread = noise.maxDelay() - noise.minDelay();
      long delay = noise.minDelay() + random.nextLong(spread + 1);
      long overtaking = random.nextLong(Math.max(spread, MIN_OVERTAKING_MILLIS)) + 1;
      Random bits = new Random(random.nextLong());
      if (lost) {
        count(Fate.LOST);
        return;
      }
      byte[] arriving = datagram.clone();
      if (corrupted && arriving.length > 0) {
        count(Fate.CORRUPTED);
        turnBits(arriving, bits);
      }
      long arrival = clock.now() + delay;
      if (reordered) {
        count(Fate.REORDERED);
        arrival = Math.max(arrival, lastArrival) + overtaking;
      } else {
        arrival = Math.max(arrival, lastArrival);
        lastArrival = arrival;
      }
      clock.at(
          arrival,
          () -> {
            count(Fate.DELIVERED);
            otherThan(this).receiver.accept(arriving);
          });
    }

    private boolean draw(double probability) {
      return random.nextDouble() < probability;
    }

    private void count(Fate fate) {
      counts.merge(fate, 1L, Long::sum);
    }

    private static void turnBits(byte[] bytes, Random random) {
      // An odd number of turns: no two of them can undo the whole change.
      int turns = 1 + 2 * random.nextInt(MAX_TURNED_BITS / 2);
      for (int i = 0; i < turns; i++) {
        int bit = random.nextInt(bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      }
    }
  }
}
