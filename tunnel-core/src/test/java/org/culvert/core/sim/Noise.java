package org.culvert.core.sim;

/**
 * What a wire does to datagrams. Each fate is drawn for each datagram on its own.
 *
 * @param loss probability that it vanishes
 * @param doubling probability that it arrives twice
 * @param reordering probability that it is overtaken by later ones; without it the order stays
 * @param corruption probability that a few bits are turned
 * @param minDelay shortest way in milliseconds
 * @param maxDelay longest way in milliseconds, but for what is reordered
 */
public record Noise(
    double loss,
    double doubling,
    double reordering,
    double corruption,
    long minDelay,
    long maxDelay) {
  public Noise {
    requireProbability(loss);
    requireProbability(doubling);
    requireProbability(reordering);
    requireProbability(corruption);
    if (minDelay < 0 || maxDelay < minDelay) {
      throw new IllegalArgumentException("a delay of " + minDelay + " to " + maxDelay + " ms");
    }
  }

  /** A perfect wire that takes a millisecond. */
  public static Noise none() {
    return new Noise(0, 0, 0, 0, 1, 1);
  }

  /** A wire that is cut. */
  public static Noise cut() {
    return none().losing(1);
  }

  /** A wire as bad as a protocol has to bear. */
  public static Noise storm() {
    return none().losing(0.3).doubling(0.1).reordering(0.2).corrupting(0.05).delaying(0, 2_000);
  }

  /** The same with another probability of loss. */
  public Noise losing(double probability) {
    return new Noise(probability, doubling, reordering, corruption, minDelay, maxDelay);
  }

  /** The same with another probability of doubling. */
  public Noise doubling(double probability) {
    return new Noise(loss, probability, reordering, corruption, minDelay, maxDelay);
  }

  /** The same with another probability of reordering. */
  public Noise reordering(double probability) {
    return new Noise(loss, doubling, probability, corruption, minDelay, maxDelay);
  }

  /** The same with another probability of corruption. */
  public Noise corrupting(double probability) {
    return new Noise(loss, doubling, reordering, probability, minDelay, maxDelay);
  }

  /** The same with another delay, evenly spread between two bounds in milliseconds. */
  public Noise delaying(long min, long max) {
    return new Noise(loss, doubling, reordering, corruption, min, max);
  }

  private static void requireProbability(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("a probability of " + p);
    }
  }
}
