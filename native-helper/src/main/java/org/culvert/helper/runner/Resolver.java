package org.culvert.helper.runner;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.culvert.core.profile.Remote;
import org.culvert.core.profile.RemoteChoice;
import org.culvert.helper.host.GiveUp;

/**
 * Names to addresses, without making the session deaf: the lookup runs on a thread of its own. The
 * last good answer is kept, because while a tunnel is down its own routes may hide the resolver:
 * for a kept tunnel it is used at once, and a lookup beside it brings the next one. One for each
 * session.
 */
final class Resolver {
  /** Turns a name into all its addresses; may take long. */
  interface Lookup {
    InetAddress[] all(String host) throws UnknownHostException;
  }

  /** What the profile asks for of one name. */
  private record Wanted(String host, Remote.Family family, boolean server) {}

  private static final long LOOK_EVERY_MILLIS = 50;

  /** Between two look-ups of a name that is not known, where the profile wants more than one. */
  private static final long PAUSE_MILLIS = 5_000;

  private static final int PREFIX_BYTES = 6;

  private static final int MOST_KNOWN = 64;

  private final Lookup lookup;
  private final Executor lookups;
  private final long retryMillis;
  private final boolean early;
  private final Optional<InetAddress> hint;
  private final Optional<RandomGenerator> prefix;
  private final Map<Wanted, List<InetAddress>> known = new ConcurrentHashMap<>();

  /** So that names that are never answered pile up no threads. */
  private final Set<Wanted> refreshing = ConcurrentHashMap.newKeySet();

  /** {@code lookups} is where they run and may wait for long. */
  Resolver(RemoteChoice choice, RandomGenerator random, Executor lookups) {
    this(choice, random, lookups, InetAddress::getAllByName);
  }

  Resolver(RemoteChoice choice, RandomGenerator random, Executor lookups, Lookup lookup) {
    this.lookup = lookup;
    this.lookups = lookups;
    this.retryMillis = choice.resolveRetry().orElse(0) * 1000L;
    this.early = choice.preresolve();
    this.hint = choice.addressHint();
    this.prefix = choice.randomHostname() ? Optional.of(random) : Optional.empty();
  }

  /**
   * The name under which a server is really asked for: where the profile wants it, with something
   * random in front, so that no cache on the way knows an answer already.
   */
  String asked(String server) {
    if (prefix.isEmpty() || literal(server).isPresent()) {
      return server;
    }
    byte[] bytes = new byte[PREFIX_BYTES];
    prefix.get().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes) + "." + server;
  }

  /** Where the profile wants it, looks all servers' names up now, so that they are known later. */
  void prepare(List<Remote> remotes) {
    if (early) {
      remotes.stream()
          .filter(remote -> literal(remote.host()).isEmpty())
          .map(remote -> new Wanted(remote.host(), remote.family(), true))
          .distinct()
          .limit(MOST_KNOWN)
          .forEach(this::refresh);
    }
  }

  /** As {@link #resolve}, for a server. */
  Optional<List<InetAddress>> resolveServer(
      String host, Remote.Family family, boolean tunnelIsKept, GiveUp giveUp)
      throws NameUnknownException, InterruptedException {
    return resolve(new Wanted(host, family, true), tunnelIsKept, giveUp);
  }

  /**
   * All addresses of the family, never an empty list; empty when told to give up.
   *
   * @param tunnelIsKept whether an answer from before is to be preferred to waiting
   * @throws NameUnknownException when there is none
   */
  Optional<List<InetAddress>> resolve(
      String host, Remote.Family family, boolean tunnelIsKept, GiveUp giveUp)
      throws NameUnknownException, InterruptedException {
    return resolve(new Wanted(host, family, false), tunnelIsKept, giveUp);
  }

  private Optional<List<InetAddress>> resolve(Wanted wanted, boolean tunnelIsKept, GiveUp giveUp)
      throws NameUnknownException, InterruptedException {
    var literal = literal(wanted.host());
    if (literal.isPresent()) {
      return Optional.of(List.of(literal.get()));
    }
    List<InetAddress> before = known.get(wanted);
    if ((tunnelIsKept || early) && before != null) {
      refresh(wanted);
      return Optional.of(before);
    }
    long retryUntil = Attempt.now() + retryMillis;
    while (true) {
      try {
        return await(wanted, giveUp);
      } catch (UnknownHostException e) {
        if (before != null) {
          return Optional.of(before);
        }
        if (Attempt.now() + PAUSE_MILLIS > retryUntil) {
          if (wanted.server() && hint.isPresent()) {
            return Optional.of(List.of(hint.get()));
          }
          throw new NameUnknownException(wanted.host(), e);
        }
      }
      if (!pause(giveUp)) {
        return Optional.empty();
      }
    }
  }

  private static boolean pause(GiveUp giveUp) throws InterruptedException {
    long until = Attempt.now() + PAUSE_MILLIS;
    while (Attempt.now() < until) {
      if (giveUp.now()) {
        return false;
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    return true;
  }

  private Optional<List<InetAddress>> await(Wanted wanted, GiveUp giveUp)
      throws UnknownHostException, InterruptedException {
    FutureTask<List<InetAddress>> answer = new FutureTask<>(() -> look(wanted));
    lookups.execute(answer);
    while (true) {
      try {
        return Optional.of(answer.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        if (giveUp.now()) {
          answer.cancel(false); // one that waits for its turn need not begin
          return Optional.empty();
        }
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        UnknownHostException unknown = new UnknownHostException(cause.getMessage());
        unknown.initCause(e);
        throw unknown;
      }
    }
  }

  private void refresh(Wanted wanted) {
    if (refreshing.add(wanted)) {
      lookups.execute(
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
    String name = wanted.server() ? asked(wanted.host()) : wanted.host();
    List<InetAddress> allowed = interleaved(allowed(List.of(lookup.all(name)), wanted.family()));
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

  /** RFC 8305, section 4: the families take turns, so that a dead one holds up nobody for long. */
  private static List<InetAddress> interleaved(List<InetAddress> found) {
    if (found.isEmpty()) {
      return found;
    }
    var first = found.getFirst().getClass();
    List<InetAddress> ours = found.stream().filter(first::isInstance).toList();
    List<InetAddress> others = found.stream().filter(a -> !first.isInstance(a)).toList();
    List<InetAddress> order = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      ours.stream().skip(i).findFirst().ifPresent(order::add);
      others.stream().skip(i).findFirst().ifPresent(order::add);
    }
    return List.copyOf(order);
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
