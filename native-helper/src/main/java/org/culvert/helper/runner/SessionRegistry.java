package org.culvert.helper.runner;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.culvert.core.api.Event;
import org.culvert.core.api.Request;
import org.culvert.helper.policy.ByteBudget;
import org.culvert.helper.policy.ConnectPolicy;
import org.culvert.helper.policy.Owner;
import org.culvert.helper.policy.SessionRoom;

/**
 * Every session of the helper, by owner and name. Called from any thread; nothing here blocks. What
 * belongs to another owner cannot be reached: the owner is the way in.
 */
public final class SessionRegistry {
  private static final long LOG_BYTES_EACH = 1 << 20;
  private static final long LOG_BYTES_TOGETHER = 4 << 20;

  private final SessionFactory factory;
  private final LongSupplier clock;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final SessionRoom room = new SessionRoom();
  private final ByteBudget logs = new ByteBudget(LOG_BYTES_EACH, LOG_BYTES_TOGETHER);
  private final Map<Owner, OwnerSessions> owners = new ConcurrentHashMap<>();

  /**
   * An empty registry.
   *
   * @param clock milliseconds since the epoch
   */
  public SessionRegistry(SessionFactory factory, LongSupplier clock) {
    this.factory = factory;
    this.clock = clock;
  }

  /**
   * Tells the subscriber of each session of the owner, and of all events that follow.
   *
   * @param subscriber must never block; called under a lock, so that it misses nothing
   */
  public void subscribe(Owner owner, Consumer<Event> subscriber) {
    of(owner).subscribe(subscriber);
  }

  /** Ends what {@link #subscribe} began; twice is fine. */
  public void unsubscribe(Owner owner, Consumer<Event> subscriber) {
    of(owner).unsubscribe(subscriber);
  }

  /**
   * Ends every session of everybody, and lets none begin from now on; completes when nothing is
   * left on the machine.
   */
  public CompletableFuture<Void> stopAll() {
    stopping.set(true);
    return CompletableFuture.allOf(
        owners.values().stream()
            .map(OwnerSessions::disconnectAll)
            .toArray(CompletableFuture[]::new));
  }

  OwnerSessions of(Owner owner) {
    return owners.computeIfAbsent(
        owner, key -> new OwnerSessions(key, factory, clock, stopping::get, logs));
  }

  /**
   * Room for the session that is asked for, to be taken before its profile waits for anything: what
   * waits takes memory, too.
   */
  SessionRoom.Entry enter(Owner owner, Request.Connect request) {
    return ConnectPolicy.objection(request)
        .<SessionRoom.Entry>map(SessionRoom.Full::new)
        .orElseGet(() -> room.enter(owner, request));
  }
}
