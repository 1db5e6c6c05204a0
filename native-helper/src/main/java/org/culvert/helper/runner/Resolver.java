package org.culvert.helper.runner;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.culvert.core.profile.Remote;
import org.culvert.helper.host.GiveUp;

/**
 * Names to addresses, without making the session deaf: the lookup runs on a thread of its own. The
 * last good answer is kept, because while a tunnel is down its own routes may hide the resolver:
 * for a kept tunnel it is used at once, and a lookup beside it brings the next one. One for each
 * session; the lookups are the only other threads here.
 */
final class Resolver {
  /** Turns a name into all its addresses; may take long. */
  interface Lookup {
    InetAddress[] all(String host) throws UnknownHostException;
  }

  /** What the profile asks for of one name. */
  private record Wanted(String host, Remote.Family family) {}

  private static final long LOOK_EVERY_MILLIS = 50;

  private static final int MOST_KNOWN = 64;

  private final Lookup lookup;
  private final Map<Wanted, List<InetAddress>> known = new ConcurrentHashMap<>();

  /** So that names that are never answered pile up no threads. */
  private final Set<Wanted> refreshing = ConcurrentHashMap.newKeySet();

  Resolver() {
    this(InetAddress::getAllByName);
  }

  Resolver(Lookup lookup) {
    this.lookup = lookup;
  }

  /**
   * All addresses that the remote allows, never an empty list; empty when told to give up.
   *
   * @param tunnelIsKept whether an answer from before is to be preferred to waiting
   */
  Optional<List<InetAddress>> resolve(Remote remote, boolean tunnelIsKept, GiveUp giveUp)
      throws IOException, InterruptedException {
    var literal = literal(remote.host());
    if (literal.isPresent()) {
      return Optional.of(List.of(literal.get()));
    }
    Wanted wanted = new Wanted(remote.host(), remote.family());
    List<InetAddress> before = known.get(wanted);
    if (tunnelIsKept && before != null) {
      refresh(wanted);
      return Optional.of(before);
    }
    FutureTask<List<InetAddress>> answer = new FutureTask<>(() -> look(wanted));
    Thread.ofVirtual().name("resolve").start(answer);
    while (true) {
      try {
        return Optional.of(answer.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        if (giveUp.now()) {
          return Optional.empty();
        }
      } catch (ExecutionException e) {
        if (before != null) {
          return Optional.of(before);
        }
        throw new IOException(e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
      }
    }
  }

  private void refresh(Wanted wanted) {
    if (refreshing.add(wanted)) {
      Thread.ofVirtual()
          .name("resolve")
          .start(
              () -> {
                try {
                  look(wanted);
                } catch (UnknownHostException e) {
                  // Most likely behind the tunnel that is down; what is known stays.
                } finally {
                  refreshing.remove(wanted);
                }
              });
    }
  }

  private List<InetAddress> look(Wanted wanted) throws UnknownHostException {
    List<InetAddress> allowed = allowed(List.of(lookup.all(wanted.host())), wanted.family());
    if (allowed.isEmpty()) {
      throw new UnknownHostException("it has no " + wanted.family() + " address");
    }
    if (known.size() < MOST_KNOWN || known.containsKey(wanted)) {
      known.put(wanted, allowed);
    }
    return allowed;
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<InetAddress> allowed(List<InetAddress> found, Remote.Family family) {
    return found.stream()
        .filter(
            address ->
                switch (family) {
                  case ANY -> true;
                  case IPV4 -> address instanceof Inet4Address;
                  case IPV6 -> address instanceof Inet6Address;
                })
        .toList();
  }
}
