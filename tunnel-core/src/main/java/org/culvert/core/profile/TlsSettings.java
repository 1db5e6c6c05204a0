package org.culvert.core.profile;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.culvert.core.api.Secret;

/**
 * How we show ourselves to the server over TLS, and how we know it.
 *
 * @param ca PEM text of the trust anchors; empty only with peer fingerprints
 * @param certificate PEM text of our certificate (and what follows it in the file)
 * @param privateKey PEM text of our key
 * @param extraCertificates PEM text of certificates that we send along
 * @param crl PEM text of revocation lists; when given, a list that cannot be read refuses all
 * @param serverName what {@code verify-x509-name} demands
 * @param peerFingerprints SHA-256 of acceptable leaf certificates, 64 lower-case hex digits each
 * @param minVersion lowest TLS version allowed
 * @param maxVersion highest TLS version allowed
 * @param tls12Ciphers {@code tls-cipher} in IANA spelling with dashes; empty for our defaults
 * @param tls13Ciphers {@code tls-ciphersuites} in IANA spelling; empty for our defaults
 * @param groups {@code tls-groups} in small letters; empty for our defaults
 * @param keyUsages {@code remote-cert-ku}: masks of the first eight bits as in DER
 *     (digitalSignature is 0x80), all bits of one of which must be set; 0 asks for any key usage
 * @param extendedKeyUsage {@code remote-cert-eku} as a dotted object identifier
 * @param pkcs12 DER of a file with certificate and key, in their place until it is opened
 * @param passphrase of the private key, from {@code askpass}
 * @param issuerHashes {@code verify-hash}: the certificate that issued the server's has one of them
 * @param revokedSerials {@code crl-verify} with a folder: certificates with these numbers are
 *     refused, whoever issued them
 * @param certificateProfileLevel {@code tls-cert-profile}: 1 legacy, 2 preferred, 3 suiteb
 */
public record TlsSettings(
    Optional<String> ca,
    Optional<String> certificate,
    Optional<Secret> privateKey,
    Optional<String> extraCertificates,
    Optional<String> crl,
    PeerPurpose purpose,
    Optional<ServerName> serverName,
    List<String> peerFingerprints,
    TlsVersion minVersion,
    TlsVersion maxVersion,
    List<String> tls12Ciphers,
    List<String> tls13Ciphers,
    List<String> groups,
    List<Integer> keyUsages,
    Optional<String> extendedKeyUsage,
    OptionalInt certificateProfileLevel,
    Optional<Secret> pkcs12,
    Optional<Secret> passphrase,
    List<CertificateHash> issuerHashes,
    Set<BigInteger> revokedSerials) {

  public TlsSettings {
    peerFingerprints = List.copyOf(peerFingerprints);
    tls12Ciphers = List.copyOf(tls12Ciphers);
    tls13Ciphers = List.copyOf(tls13Ciphers);
    groups = List.copyOf(groups);
    keyUsages = List.copyOf(keyUsages);
    issuerHashes = List.copyOf(issuerHashes);
    revokedSerials = Set.copyOf(revokedSerials);
  }

  /** The same with another private key. */
  public TlsSettings withPrivateKey(Secret opened) {
    return with(ca, certificate, opened);
  }

  /** The same with what a PKCS#12 file held. */
  public TlsSettings withIdentity(Optional<String> authorities, String own, Secret opened) {
    return with(authorities, Optional.of(own), opened);
  }

  private TlsSettings with(Optional<String> authorities, Optional<String> own, Secret opened) {
    return new TlsSettings(
        authorities,
        own,
        Optional.of(opened),
        extraCertificates,
        crl,
        purpose,
        serverName,
        peerFingerprints,
        minVersion,
        maxVersion,
        tls12Ciphers,
        tls13Ciphers,
        groups,
        keyUsages,
        extendedKeyUsage,
        certificateProfileLevel,
        Optional.empty(),
        Optional.empty(),
        issuerHashes,
        revokedSerials);
  }

  /** Wipes the key and what opens it; the rest stays. Twice is fine. */
  public void wipe() {
    privateKey.ifPresent(Secret::wipe);
    pkcs12.ifPresent(Secret::wipe);
    passphrase.ifPresent(Secret::wipe);
  }

  /** TLS versions that can be named in a profile. */
  public enum TlsVersion {
    TLS_1_0("1.0"),
    TLS_1_1("1.1"),
    TLS_1_2("1.2"),
    TLS_1_3("1.3");

    private final String text;

    TlsVersion(String text) {
      this.text = text;
    }

    /** The spelling in a profile. */
    public String text() {
      return text;
    }
  }

  /** {@code remote-cert-tls}: what the peer's certificate must have been issued for. */
  public enum PeerPurpose {
    ANY,
    SERVER,
    CLIENT
  }

  /** {@code verify-x509-name}. */
  public record ServerName(String text, Match match) {
    /** Which part of the subject is compared, and how. */
    public enum Match {
      SUBJECT,
      NAME,
      NAME_PREFIX
    }
  }
}
