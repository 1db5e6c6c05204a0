package org.culvert.core.tls.bc;

import java.io.IOException;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;

/** The server's side of a handshake: always asks for the client's certificate. */
class ServerPeer extends AbstractTlsServer {
  private final JdkTlsCrypto crypto;
  private final Offer offer;
  private final OwnIdentity identity;
  private final HandshakeOutcome outcome;

  ServerPeer(JdkTlsCrypto crypto, Offer offer, OwnIdentity identity, HandshakeOutcome outcome) {
    super(crypto);
    this.crypto = crypto;
    this.offer = offer;
    this.identity = identity;
    this.outcome = outcome;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return offer.versionArray();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return offer.suiteArray();
  }

  @Override
  public int[] getSupportedGroups() {
    return offer.groupArray();
  }

  /** In TLS 1.2 the suite names the kind of key that signs. */
  @Override
  protected boolean selectCipherSuite(int suite) throws IOException {
    return (TlsUtils.isTLSv13(context) || identity.canSignFor(suite))
        && super.selectCipherSuite(suite);
  }

  @Override
  protected boolean allowCertificateStatus() {
    return false;
  }

  @Override
  public boolean shouldCheckSigAlgOfPeerCerts() {
    return false;
  }

  @Override
  public boolean requiresExtendedMasterSecret() {
    return true;
  }

  @Override
  public int getMaxHandshakeMessageSize() {
    return BcTlsChannel.HANDSHAKE_LIMIT;
  }

  @Override
  public TlsCredentials getCredentials() throws IOException {
    return identity.credentials(
        context,
        crypto,
        TlsUtils.EMPTY_BYTES,
        SignatureSchemes.listOf(context.getSecurityParametersHandshake().getClientSigAlgs()));
  }

  // Vector is what Bouncy Castle's signatures demand; null is its "any".
  @Override
  @SuppressWarnings({"JdkObsolete", "NullAway"})
  public CertificateRequest getCertificateRequest() throws IOException {
    Vector<?> accepted = SignatureSchemes.accepted();
    if (TlsUtils.isTLSv13(context)) {
      return new CertificateRequest(TlsUtils.EMPTY_BYTES, accepted, null, null);
    }
    short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
    return new CertificateRequest(types, accepted, null);
  }

  @Override
  public void notifyClientCertificate(Certificate certificate) throws IOException {
    if (certificate == null || certificate.isEmpty()) {
      throw new TlsFatalAlert(
          TlsUtils.isTLSv13(context)
              ? AlertDescription.certificate_required
              : AlertDescription.handshake_failure,
          "the client showed no certificate");
    }
    outcome.judge(certificate);
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    outcome.complete(context);
  }

  @Override
  public void notifyAlertReceived(short level, short description) {
    outcome.alertReceived(level, description);
  }
}
