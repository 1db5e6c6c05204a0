package org.culvert.core.tls.bc;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.DefaultTlsCredentialedSigner;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCertificate;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsEd25519Signer;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsEd448Signer;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsSetupException;

/**
 * Our certificate, those we send along, and the key.
 *
 * @param chain ours first, then its issuers as far as we have them
 */
record OwnIdentity(List<X509Certificate> chain, PrivateKey key) {
  private static final int LONGEST_CHAIN = 16;

  OwnIdentity {
    chain = List.copyOf(chain);
  }

  /** Empty when the profile has neither certificate nor key: some servers ask for none. */
  static Optional<OwnIdentity> of(TlsSettings settings, List<X509Certificate> ca)
      throws TlsSetupException {
    if (settings.certificate().isEmpty() && settings.privateKey().isEmpty()) {
      return Optional.empty();
    }
    if (settings.privateKey().isEmpty()) {
      throw Certificates.unusable("cert", "there is no key for it", null);
    }
    if (settings.certificate().isEmpty()) {
      throw Certificates.unusable("key", "there is no cert for it", null);
    }
    List<X509Certificate> chain =
        new ArrayList<>(Certificates.read(settings.certificate().orElseThrow(), "cert"));
    PrivateKey key = PrivateKeys.read(settings.privateKey().orElseThrow());
    if (!PrivateKeys.belongTogether(key, chain.getFirst().getPublicKey())) {
      throw Certificates.unusable("key", "it does not belong to the certificate", null);
    }
    if (settings.extraCertificates().isPresent()) {
      chain.addAll(Certificates.read(settings.extraCertificates().get(), "extra-certs"));
    } else if (chain.size() == 1) {
      addIntermediates(chain, ca);
    }
    return Optional.of(new OwnIdentity(chain, key));
  }

  /** As OpenSSL does: a server may hold only the root, so what is between goes along. */
  static void addIntermediates(List<X509Certificate> chain, List<X509Certificate> ca) {
    while (chain.size() < LONGEST_CHAIN) {
      X509Certificate last = chain.getLast();
      Optional<X509Certificate> issuer =
          ca.stream()
              .filter(candidate -> !chain.contains(candidate))
              .filter(candidate -> Certificates.isIssuedBy(last, candidate))
              .findFirst();
      if (issuer.isEmpty() || Certificates.isSelfSigned(issuer.get())) {
        return;
      }
      chain.add(issuer.get());
    }
  }

  /** Whether it can be used at that time. */
  Optional<Problem> problemAt(java.time.Instant time) {
    X509Certificate own = chain.getFirst();
    if (time.isAfter(Certificates.notAfter(own))) {
      return Optional.of(
          Problem.of(
              ProblemCode.OWN_CERT_EXPIRED,
              SubjectName.of(own).text(),
              Certificates.date(Certificates.notAfter(own))));
    }
    if (time.isBefore(Certificates.notBefore(own))) {
      return Optional.of(
          Problem.of(
              ProblemCode.OWN_CERT_NOT_YET_VALID,
              SubjectName.of(own).text(),
              Certificates.date(Certificates.notBefore(own))));
    }
    return Optional.empty();
  }

  /**
   * What signs our side of a handshake.
   *
   * @param requestContext the certificate request's context in TLS 1.3, empty otherwise
   * @param offered the signatures that the peer takes; empty before TLS 1.2
   */
  TlsCredentialedSigner credentials(
      TlsContext context,
      JdkTlsCrypto crypto,
      byte[] requestContext,
      List<SignatureAndHashAlgorithm> offered)
      throws IOException {
    boolean tls13 = TlsUtils.isTLSv13(context);
    Optional<SignatureAndHashAlgorithm> algorithm =
        SignatureSchemes.choose(chain.getFirst().getPublicKey(), tls13, offered);
    if (algorithm.isEmpty() && TlsUtils.isTLSv12(context)) {
      throw new TlsFatalAlert(
          AlertDescription.handshake_failure,
          "the peer takes no signature that our key can make ("
              + chain.getFirst().getPublicKey().getAlgorithm()
              + ")");
    }
    TlsCryptoParameters parameters = new TlsCryptoParameters(context);
    Certificate certificate = certificate(crypto, tls13, requestContext);
    if (key instanceof EdECKey edwards) {
      // Bouncy Castle asks the key for its algorithm, and the JDK's answer is only "EdDSA".
      return new DefaultTlsCredentialedSigner(
          parameters, signer(crypto, edwards), certificate, algorithm.orElseThrow());
    }
    return new JcaDefaultTlsCredentialedSigner(
        parameters, crypto, key, certificate, algorithm.orElse(null));
  }

  private TlsSigner signer(JdkTlsCrypto crypto, EdECKey edwards) {
    return edwards.getParams().getName().equals("Ed448")
        ? new JcaTlsEd448Signer(crypto, key)
        : new JcaTlsEd25519Signer(crypto, key);
  }

  private Certificate certificate(JdkTlsCrypto crypto, boolean tls13, byte[] requestContext)
      throws IOException {
    TlsCertificate[] certificates = new TlsCertificate[chain.size()];
    for (int i = 0; i < certificates.length; i++) {
      certificates[i] = new JcaTlsCertificate(crypto, chain.get(i));
    }
    if (!tls13) {
      return new Certificate(certificates);
    }
    CertificateEntry[] entries = new CertificateEntry[certificates.length];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = new CertificateEntry(certificates[i], null);
    }
    return new Certificate(requestContext, entries);
  }

  /** Whether our key's kind is the one that a suite of TLS 1.2 or older signs with. */
  boolean canSignFor(int suite) {
    boolean ecdsa = TlsUtils.getKeyExchangeAlgorithm(suite) == KeyExchangeAlgorithm.ECDHE_ECDSA;
    boolean rsa = chain.getFirst().getPublicKey().getAlgorithm().startsWith("RSA");
    return ecdsa != rsa; // EdDSA goes with the ECDSA suites, RFC 8422
  }

  @Override
  public String toString() {
    return SubjectName.of(chain.getFirst()).text(); // never the key
  }
}
