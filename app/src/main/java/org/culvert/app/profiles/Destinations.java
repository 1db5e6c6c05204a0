package org.culvert.app.profiles;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.ProfileParser;
import org.culvert.core.profile.Remote;
import org.culvert.core.profile.TlsSettings;

/**
 * Where a profile may send its user's login: the hosts of its servers and proxies, and whom it
 * takes for them.
 *
 * @param hosts in small letters; none for a text that is no profile
 * @param trust nothing for a text that is no profile
 */
record Destinations(Set<String> hosts, Optional<Trust> trust) {
  Destinations {
    hosts = Set.copyOf(hosts);
  }

  /**
   * How a server is known: who controls a name on the way there could otherwise stand in for it.
   *
   * @param authorities PEM text, or the fingerprint of the PKCS#12 file that has them
   */
  record Trust(
      Optional<String> authorities,
      List<String> fingerprints,
      Optional<TlsSettings.ServerName> name) {}

  static Destinations of(String text) {
    return new ProfileParser(Instant.EPOCH)
        .parse("profile", text, IncludedFiles.NONE)
        .profile()
        .map(Destinations::of)
        .orElse(new Destinations(Set.of(), Optional.empty()));
  }

  private static Destinations of(Profile profile) {
    Set<String> hosts = new HashSet<>();
    profile.remotes().forEach(remote -> add(remote, hosts));
    TlsSettings tls = profile.tls();
    Optional<String> authorities = tls.ca().or(() -> tls.pkcs12().map(Destinations::print));
    Trust trust = new Trust(authorities, tls.peerFingerprints(), tls.serverName());
    tls.wipe();
    return new Destinations(hosts, Optional.of(trust));
  }

  private static String print(Secret file) {
    byte[] content = file.copyBytes();
    try {
      return ProfileStore.fingerprint(content);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static void add(Remote remote, Set<String> hosts) {
    hosts.add(remote.host().toLowerCase(Locale.ROOT));
    remote.proxy().ifPresent(proxy -> hosts.add(proxy.host().toLowerCase(Locale.ROOT)));
  }

  /** Whether the others lead nowhere else. */
  boolean include(Destinations others) {
    return hosts.containsAll(others.hosts) && trust.equals(others.trust);
  }
}
