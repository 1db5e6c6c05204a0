package org.culvert.core.tls.bc;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.CertificateHash;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.profile.TlsSettings.PeerPurpose;
import org.culvert.core.profile.TlsSettings.ServerName;
import org.culvert.core.profile.TlsSettings.TlsVersion;

/** Builds {@link TlsSettings} piece by piece. */
final class Settings {
  private Optional<String> ca = Optional.empty();
  private Optional<String> certificate = Optional.empty();
  private Optional<Secret> key = Optional.empty();
  private Optional<String> extra = Optional.empty();
  private Optional<String> crl = Optional.empty();
  private PeerPurpose purpose = PeerPurpose.ANY;
  private Optional<ServerName> name = Optional.empty();
  private List<String> fingerprints = List.of();
  private TlsVersion min = TlsVersion.TLS_1_2;
  private TlsVersion max = TlsVersion.TLS_1_3;
  private List<String> tls12 = List.of();
  private List<String> tls13 = List.of();
  private List<String> groups = List.of();
  private List<Integer> usages = List.of();
  private Optional<String> extended = Optional.empty();
  private OptionalInt level = OptionalInt.empty();
  private Optional<Secret> pkcs12 = Optional.empty();
  private List<CertificateHash> issuerHashes = List.of();
  private Set<BigInteger> revokedSerials = Set.of();

  Settings ca(String pem) {
    ca = Optional.of(pem);
    return this;
  }

  Settings identity(TestPki.Issued issued) {
    return certificate(issued.pem()).key(issued.keyPem());
  }

  Settings certificate(String pem) {
    certificate = Optional.of(pem);
    return this;
  }

  Settings key(String pem) {
    key = Optional.of(Secret.ofText(pem));
    return this;
  }

  Settings extra(String pem) {
    extra = Optional.of(pem);
    return this;
  }

  Settings crl(String pem) {
    crl = Optional.of(pem);
    return this;
  }

  Settings purpose(PeerPurpose value) {
    purpose = value;
    return this;
  }

  Settings name(String text, ServerName.Match match) {
    name = Optional.of(new ServerName(text, match));
    return this;
  }

  Settings fingerprints(String... values) {
    fingerprints = List.of(values);
    return this;
  }

  Settings versions(TlsVersion lowest, TlsVersion highest) {
    min = lowest;
    max = highest;
    return this;
  }

  Settings tls12(String... names) {
    tls12 = List.of(names);
    return this;
  }

  Settings tls13(String... names) {
    tls13 = List.of(names);
    return this;
  }

  Settings groups(String... names) {
    groups = List.of(names);
    return this;
  }

  Settings keyUsages(Integer... masks) {
    usages = List.of(masks);
    return this;
  }

  Settings extendedKeyUsage(String value) {
    extended = Optional.of(value);
    return this;
  }

  Settings level(int value) {
    level = OptionalInt.of(value);
    return this;
  }

  Settings pkcs12(byte[] file) {
    pkcs12 = Optional.of(Secret.owning(file));
    return this;
  }

  Settings issuerHash(String algorithm, String hex) {
    issuerHashes = List.of(new CertificateHash(algorithm, hex));
    return this;
  }

  Settings revokedSerials(BigInteger... serials) {
    revokedSerials = Set.of(serials);
    return this;
  }

  TlsSettings build() {
    return new TlsSettings(
        ca,
        certificate,
        key,
        extra,
        crl,
        purpose,
        name,
        fingerprints,
        min,
        max,
        tls12,
        tls13,
        groups,
        usages,
        extended,
        level,
        pkcs12,
        Optional.empty(),
        issuerHashes,
        revokedSerials);
  }
}
