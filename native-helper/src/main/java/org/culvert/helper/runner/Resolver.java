package org.culvert.helper.runner;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.culvert.core.profile.Remote;

/**
 * Names to addresses, without making the session deaf: the lookup runs on a thread of its own. The
 * last good answer is kept, because while a tunnel is down its own routes may hide the resolver.
 */
final class Resolver {
  /** Whether to give up waiting. */
  interface GiveUp {
    boolean now() throws InterruptedException;
  }

  private static final long LOOK_EVERY_MILLIS = 50;

  private final Map<String, List<InetAddress>> known = new ConcurrentHashMap<>();

  /** All addresses that the remote allows, never an empty list; empty when told to give up. */
  Optional<List<InetAddress>> resolve(Remote remote, GiveUp giveUp)
      throws IOException, InterruptedException {
    var literal = literal(remote.host());
    if (literal.isPresent()) {
      return Optional.of(List.of(literal.get()));
    }
    FutureTask<InetAddress[]> lookup =
        new FutureTask<>(() -> InetAddress.getAllByName(remote.host()));
    Thread.ofVirtual().name("resolve").start(lookup);
    while (true) {
      try {
        InetAddress[] found = lookup.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        List<InetAddress> allowed = allowed(List.of(found), remote.family());
        if (allowed.isEmpty()) {
          throw new UnknownHostException("it has no " + remote.family() + " address");
        }
        known.put(remote.host(), allowed);
        return Optional.of(allowed);
      } catch (TimeoutException e) {
        if (giveUp.now()) {
          return Optional.empty();
        }
      } catch (ExecutionException e) {
        List<InetAddress> before = known.get(remote.host());
        if (before != null) {
          return Optional.of(before);
        }
        throw new IOException(e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
      }
    }
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
