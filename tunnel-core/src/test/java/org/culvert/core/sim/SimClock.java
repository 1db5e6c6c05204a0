package org.culvert.core.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Simulated time in milliseconds, and what is to happen at which time. Time stands still while
 * something happens and jumps to the next thing after. One thread.
 *
 * <p>Things of the same time happen in the order in which they were scheduled, parties' deadlines
 * last and in the order in which the parties came, so that a run can be repeated.
 */
public final class SimClock {
  /** A party that is woken so often in one instant has a deadline that does not move. */
  private static final int MAX_TICKS_AT_ONCE = 1_000;

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final List<Party> parties = new ArrayList<>();
  private long now;
  private long scheduled;

  /** Begins at an arbitrary time that is not 0, as real monotonic clocks do. */
  public SimClock() {
    this(1_000_000);
  }

  /** Begins at {@code start}, which may be negative. */
  public SimClock(long start) {
    this.now = start;
  }

  private record Event(long at, long number, Runnable action) {}

  private static final class Party {
    private final String name;
    private final LongSupplier deadline;
    private final Runnable tick;
    private long lastTick = Long.MIN_VALUE;
    private int ticksAtOnce;

    private Party(String name, LongSupplier deadline, Runnable tick) {
      this.name = name;
      this.deadline = deadline;
      this.tick = tick;
    }
  }

  /** The present, in milliseconds. */
  public long now() {
    return now;
  }

  /** Lets something happen so much later. */
  public SimClock after(Duration delay, Runnable action) {
    return at(now + delay.toMillis(), action);
  }

  /** Lets something happen at a time; one in the past is the present. */
  public SimClock at(long time, Runnable action) {
    events.add(new Event(Math.max(time, now), scheduled++, action));
    return this;
  }

  /**
   * Adds a party that wants to be woken.
   *
   * @param deadline asked anew before each step; {@link Long#MAX_VALUE} for never
   * @param tick called when the deadline is reached; it must move the deadline
   */
  public SimClock party(String name, LongSupplier deadline, Runnable tick) {
    parties.add(new Party(name, deadline, tick));
    return this;
  }

  /** Lets everything happen that is due within the time, and ends there. */
  public void run(Duration time) {
    long end = now + time.toMillis();
    while (step(end)) {
      // Each step is the next thing.
    }
    now = end;
  }

  /**
   * Lets things happen until the goal is reached, and stops at that instant.
   *
   * @throws AssertionError when it is not reached within the time
   */
  public void runUntil(String goal, BooleanSupplier reached, Duration limit) {
    long start = now;
    long end = start + limit.toMillis();
    while (!reached.getAsBoolean()) {
      if (!step(end)) {
        throw new AssertionError(
            "not reached within "
                + limit
                + " of simulated time: "
                + goal
                + (idle() ? " (and nothing is left to happen)" : ""));
      }
    }
  }

  /** Whether nothing will ever happen again. */
  public boolean idle() {
    return events.isEmpty()
        && parties.stream().allMatch(party -> party.deadline.getAsLong() == Long.MAX_VALUE);
  }

  /** The next thing, unless it lies after {@code end}. */
  private boolean step(long end) {
    Event event = events.peek();
    long next = event == null ? Long.MAX_VALUE : event.at();
    Party woken = null;
    for (Party party : parties) {
      long deadline = Math.max(party.deadline.getAsLong(), now);
      if (deadline < next) {
        next = deadline;
        woken = party;
      }
    }
    if (next == Long.MAX_VALUE || next > end) {
      return false;
    }
    now = next;
    if (woken != null) {
      wake(woken);
    } else {
      events.remove().action().run();
    }
    return true;
  }

  private void wake(Party party) {
    party.ticksAtOnce = party.lastTick == now ? party.ticksAtOnce + 1 : 0;
    party.lastTick = now;
    if (party.ticksAtOnce > MAX_TICKS_AT_ONCE) {
      throw new AssertionError(party.name + " does not move its deadline of " + now + " ms");
    }
    party.tick.run();
  }
}
