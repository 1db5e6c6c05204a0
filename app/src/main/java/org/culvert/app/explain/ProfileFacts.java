package org.culvert.app.explain;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.ProfileParser;
import org.culvert.core.profile.Remote;

/**
 * What an explanation needs of a profile; nothing in it is secret.
 *
 * @param byTcp the first server that is reached by TCP
 * @param wrapped whether it has a tls-auth or tls-crypt key
 * @param newest when its newest certificate became valid
 */
public record ProfileFacts(Optional<String> byTcp, boolean wrapped, Optional<Instant> newest) {
  /** What makes a profile leave its other servers alone; holds from the end of it, too. */
  private static final String ONLY_TCP = "\nproto-force tcp\n";

  /**
   * Reads them from the profile's text.
   *
   * @return nothing for a profile that is not valid
   */
  public static Optional<ProfileFacts> of(String text, Instant now) {
    return new ProfileParser(now)
        .parse("profile", text, IncludedFiles.NONE)
        .profile()
        .map(ProfileFacts::of);
  }

  private static ProfileFacts of(Profile profile) {
    return new ProfileFacts(
        profile.remotes().stream()
            .filter(remote -> remote.transport() == Remote.Transport.TCP)
            .findFirst()
            .map(ProfileFacts::address),
        profile.remotes().stream()
            .anyMatch(remote -> !(remote.wrapping() instanceof ControlWrapping.None)),
        Stream.of(profile.tls().ca(), profile.tls().certificate())
            .flatMap(Optional::stream)
            .flatMap(pem -> certificates(pem).stream())
            .map(certificate -> certificate.getNotBefore().toInstant())
            .max(Comparator.naturalOrder()));
  }

  /** The same profile, which connects by TCP only. */
  public static String onlyByTcp(String text) {
    return text + ONLY_TCP;
  }

  private static String address(Remote remote) {
    String host = remote.host();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + remote.port();
  }

  /** None, where there is one that this machine cannot read. */
  private static List<X509Certificate> certificates(String pem) {
    try {
      Collection<? extends Certificate> read =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      return read.stream().map(X509Certificate.class::cast).toList();
    } catch (CertificateException e) {
      return List.of();
    }
  }
}
