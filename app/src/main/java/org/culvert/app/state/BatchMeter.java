package org.culvert.app.state;

import java.util.ArrayDeque;
import org.culvert.core.api.Batches;

/**
 * How much a system call moves now: the average over the last seconds, and what it was before while
 * nothing moves. Not safe for several threads.
 */
final class BatchMeter {
  /** An average is over this time, in milliseconds. */
  private static final long WINDOW = 5_000;

  private final ArrayDeque<Sample> samples = new ArrayDeque<>();
  private double in;
  private double out;

  private record Sample(long time, Batches all) {}

  /** Takes new counters in; those that went backwards belong to a new connection. */
  void add(long time, Batches all) {
    if (!samples.isEmpty() && !follows(samples.getLast(), time, all)) {
      samples.clear();
    }
    if (samples.isEmpty()) {
      in = all.in().perCall();
      out = all.out().perCall();
    }
    samples.addLast(new Sample(time, all));
    while (samples.size() > 2 && samples.getFirst().time() < time - WINDOW) {
      samples.removeFirst();
    }
    Batches base = samples.getFirst().all();
    in = perCall(base.in(), all.in(), in);
    out = perCall(base.out(), all.out(), out);
  }

  private static boolean follows(Sample last, long time, Batches all) {
    return time >= last.time()
        && all.in().calls() >= last.all().in().calls()
        && all.out().calls() >= last.all().out().calls();
  }

  private static double perCall(Batches.Direction from, Batches.Direction to, double before) {
    long calls = to.calls() - from.calls();
    return calls == 0 ? before : (double) (to.packets() - from.packets()) / calls;
  }

  /** The averages, with what is in these counters. */
  Batching now(Batches all) {
    return new Batching(in, out, all.in().largest(), all.out().largest());
  }
}
