package org.culvert.helper.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.helper.host.Hold;
import org.culvert.helper.host.HostFirewall;
import org.culvert.helper.policy.ByteBudget;
import org.culvert.helper.policy.ConnectPolicy;
import org.culvert.helper.policy.Owner;
import org.culvert.helper.policy.SessionRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every session of the helper, by owner and name. Called from any thread; nothing here blocks. What
 * belongs to another owner cannot be reached: the owner is the way in.
 */
public final class SessionRegistry {
  private static final long LOG_BYTES_EACH = 1 << 20;
  private static final long LOG_BYTES_TOGETHER = 4 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(SessionRegistry.class);

  private final SessionFactory factory;
  private final Blocks blocks;
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
  public SessionRegistry(SessionFactory factory, HostFirewall firewall, LongSupplier clock) {
    this.factory = factory;
    this.blocks = new Blocks(firewall);
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
        owners.values().stream().map(OwnerSessions::stopAll).toArray(CompletableFuture[]::new));
  }

  /** Blocks that an earlier helper left behind show as sessions that failed. */
  public void remember(List<Hold> left) {
    for (Hold hold : left) {
      Owner.named(hold.owner())
          .ifPresentOrElse(
              owner -> of(owner).blocked(hold.session()),
              () -> LOG.warn("Nobody is named {} any more; root can unblock", hold.owner()));
    }
  }

  /** Lets pass what the caller's kill switches block without a session; those of all, for root. */
  Response unblock(Owner caller) {
    List<String> live = new ArrayList<>();
    boolean others = false;
    for (Hold hold : blocks.all()) {
      boolean own = hold.owner().equals(caller.toString());
      if (!own && !caller.isRoot()) {
        continue;
      }
      Optional<Owner> owner = own ? Optional.of(caller) : known(hold.owner());
      Response answer =
          owner.isPresent()
              ? of(owner.get()).unblock(List.of(hold.session()))
              : blocks
                  .lift(hold)
                  .<Response>map(Response.Refused::new)
                  .orElseGet(Response.Done::new);
      if (answer instanceof Response.Refused) {
        return answer;
      }
      if (blocks.holds(hold)) {
        live.add(own ? hold.session() : hold.session() + " (" + hold.owner() + ")");
        others |= !own;
      }
    }
    return live.isEmpty() ? new Response.Done() : new Response.Refused(wanted(live, others));
  }

  private static Problem wanted(List<String> live, boolean others) {
    return Problem.of(
        ProblemCode.NOT_NOW,
        "the kill switch of " + String.join(", ", live) + " holds as long as it is wanted",
        others
            ? "Only its user can disconnect it. Ending the helper ends it, too, and all tunnels."
            : "Disconnect it; that ends its kill switch.");
  }

  private Optional<Owner> known(String name) {
    return owners.keySet().stream()
        .filter(owner -> owner.toString().equals(name))
        .findFirst()
        .or(() -> Owner.named(name));
  }

  OwnerSessions of(Owner owner) {
    return owners.computeIfAbsent(
        owner, key -> new OwnerSessions(key, factory, blocks, clock, stopping::get, logs));
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
