package org.culvert.core.tls.bc;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.tls.AlertDescription;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.profile.TlsSettings.PeerPurpose;
import org.culvert.core.tls.TlsFailure;

/**
 * {@code remote-cert-tls}, {@code remote-cert-ku} and {@code remote-cert-eku}: what the peer's
 * certificate was issued for.
 *
 * @param mustHaveKeyUsage any value will do
 * @param keyUsages masks of the first eight bits as in DER (digitalSignature is 0x80); all bits of
 *     one of them must be set
 * @param extendedKeyUsages dotted object identifiers, all of which must be there
 */
record LeafPurpose(
    boolean mustHaveKeyUsage, List<Integer> keyUsages, List<String> extendedKeyUsages) {
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String ANY = "2.5.29.37.0";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String NETSCAPE_TYPE = "2.16.840.1.113730.1.1";

  /** Names that OpenSSL knows for what can stand in a profile. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("TLS Web Server Authentication", SERVER_AUTH),
          Map.entry("serverAuth", SERVER_AUTH),
          Map.entry("TLS Web Client Authentication", CLIENT_AUTH),
          Map.entry("clientAuth", CLIENT_AUTH),
          Map.entry("Code Signing", "1.3.6.1.5.5.7.3.3"),
          Map.entry("codeSigning", "1.3.6.1.5.5.7.3.3"),
          Map.entry("E-mail Protection", "1.3.6.1.5.5.7.3.4"),
          Map.entry("emailProtection", "1.3.6.1.5.5.7.3.4"),
          Map.entry("IPSec End System", "1.3.6.1.5.5.7.3.5"),
          Map.entry("ipsecEndSystem", "1.3.6.1.5.5.7.3.5"),
          Map.entry("IPSec Tunnel", "1.3.6.1.5.5.7.3.6"),
          Map.entry("ipsecTunnel", "1.3.6.1.5.5.7.3.6"),
          Map.entry("IPSec User", "1.3.6.1.5.5.7.3.7"),
          Map.entry("ipsecUser", "1.3.6.1.5.5.7.3.7"),
          Map.entry("Time Stamping", "1.3.6.1.5.5.7.3.8"),
          Map.entry("timeStamping", "1.3.6.1.5.5.7.3.8"),
          Map.entry("ipsec Internet Key Exchange", "1.3.6.1.5.5.7.3.17"),
          Map.entry("ipsecIKE", "1.3.6.1.5.5.7.3.17"),
          Map.entry("Any Extended Key Usage", ANY),
          Map.entry("anyExtendedKeyUsage", ANY));

  /** Which side of the connection the certificate stands for. */
  enum Peer {
    SERVER(SERVER_AUTH, 0x40, "TLS servers"),
    CLIENT(CLIENT_AUTH, 0x80, "TLS clients");

    private final String usage;
    private final int netscapeBit;
    private final String words;

    Peer(String usage, int netscapeBit, String words) {
      this.usage = usage;
      this.netscapeBit = netscapeBit;
      this.words = words;
    }
  }

  LeafPurpose {
    keyUsages = List.copyOf(keyUsages);
    extendedKeyUsages = List.copyOf(extendedKeyUsages);
  }

  static LeafPurpose of(TlsSettings settings) {
    Optional<String> byPurpose =
        switch (settings.purpose()) {
          case ANY -> Optional.empty();
          case SERVER -> Optional.of(SERVER_AUTH);
          case CLIENT -> Optional.of(CLIENT_AUTH);
        };
    Optional<String> byName =
        settings.extendedKeyUsage().map(name -> NAMES.getOrDefault(name.strip(), name.strip()));
    return new LeafPurpose(
        settings.purpose() != PeerPurpose.ANY || !settings.keyUsages().isEmpty(),
        settings.keyUsages(),
        java.util.stream.Stream.of(byPurpose, byName)
            .flatMap(Optional::stream)
            .distinct()
            .toList());
  }

  void check(X509Certificate leaf) throws PeerRejected {
    Optional<Integer> actual = keyUsage(leaf);
    if (mustHaveKeyUsage && actual.isEmpty()) {
      throw wrong(leaf, "it has no key usage");
    }
    if (!keyUsages.isEmpty()
        && keyUsages.stream().noneMatch(mask -> (actual.orElse(0) & mask) == mask)) {
      throw wrong(leaf, String.format("its key usage is %02x", actual.orElse(0)));
    }
    List<String> extended = extendedKeyUsage(leaf);
    for (String wanted : extendedKeyUsages) {
      if (!extended.contains(wanted)) {
        throw wrong(
            leaf,
            extended.isEmpty()
                ? "it has no extended key usage"
                : "its extended key usage lacks " + describe(wanted));
      }
    }
  }

  /**
   * What OpenSSL asks of a chain, whatever the profile says: usages that one of its certificates
   * names must not exclude the role.
   *
   * @param path leaf first
   */
  static void checkTlsUse(List<X509Certificate> path, Peer peer) throws PeerRejected {
    for (X509Certificate certificate : path) {
      List<String> extended = extendedKeyUsage(certificate);
      boolean named = extended.contains(peer.usage) || extended.contains(ANY);
      if (!named && certificate.getExtensionValue(EXTENDED_KEY_USAGE) != null) {
        throw wrong(certificate, "its extended key usage does not name " + peer.words);
      }
    }
    byte[] netscape = path.getFirst().getExtensionValue(NETSCAPE_TYPE);
    if (netscape != null && (netscapeType(netscape) & peer.netscapeBit) == 0) {
      throw wrong(path.getFirst(), "its Netscape certificate type does not name " + peer.words);
    }
  }

  /** No bit where it cannot be read. */
  private static int netscapeType(byte[] extension) {
    try {
      byte[] value = ASN1OctetString.getInstance(extension).getOctets();
      return ASN1BitString.getInstance(value).intValue();
    } catch (IllegalArgumentException _) {
      return 0;
    }
  }

  private static String describe(String oid) {
    return switch (oid) {
      case SERVER_AUTH -> "TLS Web Server Authentication";
      case CLIENT_AUTH -> "TLS Web Client Authentication";
      default -> oid;
    };
  }

  /** The first eight bits as in DER; {@code decipherOnly} is beyond what profiles can name. */
  private static Optional<Integer> keyUsage(X509Certificate leaf) {
    boolean[] bits = leaf.getKeyUsage();
    if (bits == null) {
      return Optional.empty();
    }
    int value = 0;
    for (int i = 0; i < Math.min(bits.length, 8); i++) {
      value |= bits[i] ? 0x80 >> i : 0;
    }
    return Optional.of(value);
  }

  private static List<String> extendedKeyUsage(X509Certificate leaf) throws PeerRejected {
    try {
      List<String> usages = leaf.getExtendedKeyUsage();
      if (usages != null) {
        return usages;
      }
    } catch (CertificateParsingException e) {
      throw unreadable(leaf);
    }
    // The JDK passes over an extension that it cannot read, unless it is critical.
    if (leaf.getExtensionValue(EXTENDED_KEY_USAGE) != null) {
      throw unreadable(leaf);
    }
    return List.of();
  }

  private static PeerRejected unreadable(X509Certificate certificate) {
    return wrong(certificate, "its extended key usage cannot be read");
  }

  private static PeerRejected wrong(X509Certificate leaf, String detail) {
    return new PeerRejected(
        new TlsFailure.WrongPurpose(SubjectName.of(leaf).text(), detail),
        AlertDescription.unsupported_certificate);
  }
}
