package org.culvert.core.tls.bc;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCertificate;
import org.culvert.core.api.Secret;
import org.culvert.core.tls.ExportedKeys;
import org.culvert.core.tls.TlsFailure;
import org.culvert.core.tls.TlsResult;
import org.jspecify.annotations.Nullable;

/**
 * What Bouncy Castle calls back while it works, kept for the channel: the judgement about the peer,
 * the result, the alert that came. One per connection, for client and server alike.
 */
final class HandshakeOutcome {
  private static final String DATA_KEYS = "EXPORTER-OpenVPN-datakeys";
  private static final String DYNAMIC_TLS_CRYPT = "EXPORTER-OpenVPN-dynamic-tls-crypt";
  private static final int EXPORT_LENGTH = 256;

  private final PeerVerifier verifier;
  private final Instant now;
  private @Nullable X509Certificate leaf;
  private @Nullable TlsResult result;
  private @Nullable TlsFailure failure;

  HandshakeOutcome(PeerVerifier verifier, Instant now) {
    this.verifier = verifier;
    this.now = now;
  }

  Optional<TlsResult> result() {
    return Optional.ofNullable(result);
  }

  Optional<TlsFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /** The first reason is the one that is told. */
  void failed(TlsFailure reason) {
    if (failure == null) {
      failure = reason;
    }
  }

  void judge(Certificate certificate) throws IOException {
    List<X509Certificate> shown = new ArrayList<>();
    for (TlsCertificate one : certificate.getCertificateList()) {
      if (!(one instanceof JcaTlsCertificate jca)) {
        throw new TlsFatalAlert(AlertDescription.unsupported_certificate);
      }
      shown.add(jca.getX509Certificate());
    }
    if (shown.isEmpty()) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate, "the peer showed no certificate");
    }
    try {
      verifier.verify(shown, now);
      leaf = shown.getFirst();
    } catch (PeerRejected e) {
      failed(e.failure());
      throw new TlsFatalAlert(e.alert(), e);
    } catch (RuntimeException e) {
      // A certificate made to confuse a parser is the peer's fault, not ours.
      throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
    }
  }

  /** The library exports keys at this moment only; TLS 1.3 counts as extended master secret. */
  void complete(TlsContext context) {
    SecurityParameters parameters = context.getSecurityParametersConnection();
    result =
        new TlsResult(
            version(parameters.getNegotiatedVersion()),
            CipherSuites.name(parameters.getCipherSuite()),
            leaf == null ? "" : SubjectName.of(leaf).text(),
            leaf == null ? new byte[0] : Certificates.hash(leaf),
            parameters.isExtendedMasterSecret()
                ? Optional.of(exported(context))
                : Optional.empty());
  }

  private static ExportedKeys exported(TlsContext context) {
    return new ExportedKeys(
        Secret.owning(context.exportKeyingMaterial(DATA_KEYS, null, EXPORT_LENGTH)),
        Secret.owning(context.exportKeyingMaterial(DYNAMIC_TLS_CRYPT, null, EXPORT_LENGTH)));
  }

  void alertReceived(short level, short description) {
    if (level == AlertLevel.fatal || description == AlertDescription.close_notify) {
      failed(new TlsFailure.PeerAlert(AlertDescription.getName(description)));
    }
  }

  private static String version(ProtocolVersion version) {
    if (version.equals(ProtocolVersion.TLSv13)) {
      return "TLSv1.3";
    }
    if (version.equals(ProtocolVersion.TLSv12)) {
      return "TLSv1.2";
    }
    return version.equals(ProtocolVersion.TLSv11) ? "TLSv1.1" : "TLSv1";
  }
}
