package org.culvert.app.profiles;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.ProfileParser;
import org.culvert.core.profile.Remote;

/**
 * Where a profile may send its user's login: the hosts of its servers and proxies.
 *
 * @param hosts in small letters; none for a text that is no profile
 */
record Destinations(Set<String> hosts) {
  Destinations {
    hosts = Set.copyOf(hosts);
  }

  static Destinations of(String text) {
    Set<String> hosts = new HashSet<>();
    new ProfileParser(Instant.EPOCH)
        .parse("profile", text, IncludedFiles.NONE)
        .profile()
        .ifPresent(profile -> profile.remotes().forEach(remote -> add(remote, hosts)));
    return new Destinations(hosts);
  }

  private static void add(Remote remote, Set<String> hosts) {
    hosts.add(remote.host().toLowerCase(Locale.ROOT));
    remote.proxy().ifPresent(proxy -> hosts.add(proxy.host().toLowerCase(Locale.ROOT)));
  }

  /** Whether the others lead nowhere else. */
  boolean include(Destinations others) {
    return hosts.containsAll(others.hosts);
  }
}
