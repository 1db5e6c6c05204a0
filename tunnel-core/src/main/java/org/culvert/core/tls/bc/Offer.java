package org.culvert.core.tls.bc;

import java.util.ArrayList;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.ProtocolVersion;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.profile.TlsSettings.TlsVersion;
import org.culvert.core.tls.TlsSetupException;

/**
 * What we are willing to speak.
 *
 * @param versions highest first
 * @param groups key exchange groups, most wanted first
 */
record Offer(List<ProtocolVersion> versions, List<Integer> suites, List<Integer> groups) {
  Offer {
    versions = List.copyOf(versions);
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
  }

  static Offer of(TlsSettings settings) throws TlsSetupException {
    ProtocolVersion lowest = version(settings.minVersion());
    ProtocolVersion highest = version(settings.maxVersion());
    if (lowest.isLaterVersionOf(highest)) {
      throw nothingLeft("tls-version-min above tls-version-max");
    }
    boolean tls13 = highest.equals(ProtocolVersion.TLSv13);
    boolean older = !lowest.equals(ProtocolVersion.TLSv13);
    List<Integer> suites13 = tls13 ? CipherSuites.tls13(settings.tls13Ciphers()) : List.of();
    List<Integer> suites12 = older ? CipherSuites.tls12(settings.tls12Ciphers()) : List.of();
    if (suites13.isEmpty() && suites12.isEmpty()) {
      throw nothingLeft("only TLS ciphers (tls-cipher, tls-ciphersuites)");
    }
    // A version without a cipher must not be offered.
    ProtocolVersion from = suites12.isEmpty() ? ProtocolVersion.TLSv13 : lowest;
    ProtocolVersion to = suites13.isEmpty() && tls13 ? ProtocolVersion.TLSv12 : highest;
    List<Integer> groups = KeyGroups.choose(settings.groups());
    if (groups.isEmpty()) {
      throw nothingLeft("only TLS key exchange groups (tls-groups)");
    }
    List<Integer> suites = new ArrayList<>(suites13);
    suites.addAll(suites12);
    return new Offer(List.of(to.downTo(from)), suites, groups);
  }

  private static TlsSetupException nothingLeft(String what) {
    return new TlsSetupException(
        Problem.of(
            ProblemCode.UNSUPPORTED,
            what,
            "Take the line out of the profile to use Culvert's defaults."));
  }

  private static ProtocolVersion version(TlsVersion version) {
    return switch (version) {
      case TLS_1_0 -> ProtocolVersion.TLSv10;
      case TLS_1_1 -> ProtocolVersion.TLSv11;
      case TLS_1_2 -> ProtocolVersion.TLSv12;
      case TLS_1_3 -> ProtocolVersion.TLSv13;
    };
  }

  ProtocolVersion[] versionArray() {
    return versions.toArray(ProtocolVersion[]::new);
  }

  int[] suiteArray() {
    return suites.stream().mapToInt(Integer::intValue).toArray();
  }

  int[] groupArray() {
    return groups.stream().mapToInt(Integer::intValue).toArray();
  }

  // Vector is what Bouncy Castle's signatures demand.
  @SuppressWarnings("JdkObsolete")
  Vector<Integer> groupVector() {
    return new Vector<>(groups);
  }
}
