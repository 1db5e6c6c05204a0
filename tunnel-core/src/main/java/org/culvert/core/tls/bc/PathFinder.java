package org.culvert.core.tls.bc;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a chain of signatures from the peer's certificate to a self-signed one of the {@code ca}.
 * Certificates of the {@code ca} that are not self-signed may stand in between but end nothing, as
 * with OpenSSL by default. What the peer sent may be out of order, incomplete, or hold too much.
 */
final class PathFinder {
  /** The longest chain, wire reference 4.3. */
  private static final int MAX_DEPTH = 16;

  /** Signatures looked at for one peer: certificates that all sign each other cost no more. */
  private static final int MAX_SIGNATURES = 64;

  private final List<X509Certificate> anchors;
  private final List<X509Certificate> intermediates;

  PathFinder(List<X509Certificate> ca) {
    this.anchors = ca.stream().filter(Certificates::isSelfSigned).toList();
    this.intermediates = ca.stream().filter(one -> !anchors.contains(one)).toList();
  }

  /** The path with the leaf first and the anchor last; just the leaf when it is an anchor. */
  Optional<List<X509Certificate>> find(List<X509Certificate> shown, Instant now) {
    return new Search(shown, now).run();
  }

  private final class Search {
    private final List<X509Certificate> issuers;
    private final List<X509Certificate> path = new ArrayList<>();
    private int signatures;

    Search(List<X509Certificate> shown, Instant now) {
      path.add(shown.getFirst());
      // Trusted ones first; among equals those valid now, for a ca that was renewed with its key.
      Comparator<X509Certificate> validFirst =
          Comparator.comparing(one -> !Certificates.isValidAt(one, now));
      issuers =
          Stream.of(
                  anchors.stream().sorted(validFirst),
                  intermediates.stream().sorted(validFirst),
                  shown.stream().skip(1).limit(MAX_DEPTH).sorted(validFirst))
              .flatMap(part -> part)
              .distinct()
              .toList();
    }

    Optional<List<X509Certificate>> run() {
      return extend() ? Optional.of(List.copyOf(path)) : Optional.empty();
    }

    private boolean extend() {
      X509Certificate last = path.getLast();
      if (anchors.contains(last)) {
        return true;
      }
      if (path.size() > MAX_DEPTH) {
        return false;
      }
      for (X509Certificate issuer : issuers) {
        if (path.contains(issuer)
            || !last.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
            || ++signatures > MAX_SIGNATURES
            || !Certificates.isIssuedBy(last, issuer)) {
          continue;
        }
        path.add(issuer);
        if (extend()) {
          return true;
        }
        path.removeLast();
      }
      return false;
    }
  }
}
