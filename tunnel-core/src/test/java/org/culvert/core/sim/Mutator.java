package org.culvert.core.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes hostile datagrams out of real ones: bits turned, cut, lengthened, spliced, with another
 * first byte, or made of nothing. The same seed and corpus give the same datagrams.
 */
public final class Mutator {
  private static final int MAX_RANDOM_LENGTH = 1_600;
  private static final int MAX_CORPUS = 1_000;

  private final Random random;
  private final List<byte[]> corpus = new ArrayList<>();

  /** With an empty corpus, which gives random bytes only. */
  public Mutator(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Adds a real datagram, for example from a {@link SimWire.Tap}; of more than 1000 the first are
   * kept.
   */
  public Mutator learn(byte[] datagram) {
    if (corpus.size() < MAX_CORPUS) {
      corpus.add(datagram.clone());
    }
    return this;
  }

  /** The next hostile datagram; it differs from every one of the corpus. */
  public byte[] next() {
    while (true) {
      byte[] datagram = mutation();
      if (corpus.stream().noneMatch(known -> Arrays.equals(known, datagram))) {
        return datagram;
      }
    }
  }

  private byte[] mutation() {
    if (corpus.isEmpty()) {
      return noise(random.nextInt(MAX_RANDOM_LENGTH));
    }
    byte[] original = pick();
    return switch (random.nextInt(10)) {
      case 0 -> noise(random.nextInt(MAX_RANDOM_LENGTH));
      case 1 -> Arrays.copyOf(original, random.nextInt(original.length + 1));
      case 2 -> joined(original, noise(1 + random.nextInt(64)));
      case 3 -> spliced(original, pick());
      case 4 -> withFirstByte(original, (byte) random.nextInt(256));
      case 6 -> new byte[0];
      case 7 -> new byte[] {original.length == 0 ? 0 : original[0]};
      case 5 -> withNoiseFrom(original, random.nextInt(original.length + 1));
      default -> withBitsTurned(original, 1 + random.nextInt(16));
    };
  }

  private byte[] pick() {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] spliced(byte[] head, byte[] tail) {
    int cut = random.nextInt(Math.min(head.length, tail.length) + 1);
    return joined(Arrays.copyOf(head, cut), Arrays.copyOfRange(tail, cut, tail.length));
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    byte[] bytes = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, bytes, head.length, tail.length);
    return bytes;
  }

  private static byte[] withFirstByte(byte[] original, byte first) {
    byte[] bytes = original.clone();
    if (bytes.length > 0) {
      bytes[0] = first;
    }
    return bytes;
  }

  private byte[] withNoiseFrom(byte[] original, int from) {
    return joined(Arrays.copyOf(original, from), noise(original.length - from));
  }

  private byte[] withBitsTurned(byte[] original, int turns) {
    byte[] bytes = original.clone();
    for (int i = 0; i < turns && bytes.length > 0; i++) {
      int bit = random.nextInt(bytes.length * 8);
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    }
    return bytes;
  }
}
