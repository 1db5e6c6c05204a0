package org.culvert.core.tls.bc;

import java.io.IOException;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.DefaultTlsDHGroupVerifier;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.DHGroup;
import org.jspecify.annotations.Nullable;

/** Our side of a handshake as a client: no resumption, no renegotiation, no host name. */
// Vector is what Bouncy Castle's signatures demand.
@SuppressWarnings("JdkObsolete")
final class ClientPeer extends AbstractTlsClient {
  /** A server's own Diffie-Hellman parameters are taken from this size on. */
  private static final int SMALLEST_DH = 2048;

  private static final int LONGEST_CHAIN = 16;

  private final JdkTlsCrypto crypto;
  private final Offer offer;
  private final Optional<OwnIdentity> identity;
  private final HandshakeOutcome outcome;

  ClientPeer(
      JdkTlsCrypto crypto, Offer offer, Optional<OwnIdentity> identity, HandshakeOutcome outcome) {
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
  @SuppressWarnings("rawtypes") // the overridden signature
  protected Vector<Integer> getSupportedGroups(Vector roles) {
    return offer.groupVector();
  }

  @Override
  protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
    return SignatureSchemes.accepted();
  }

  @Override
  protected @Nullable CertificateStatusRequest getCertificateStatusRequest() {
    return null;
  }

  /** Chains are judged by {@link ChainVerifier}, which knows the profile's tls-cert-profile. */
  @Override
  public boolean shouldCheckSigAlgOfPeerCerts() {
    return false;
  }

  @Override
  public int getMaxCertificateChainLength() {
    return LONGEST_CHAIN;
  }

  @Override
  public int getMaxHandshakeMessageSize() {
    return BcTlsChannel.HANDSHAKE_LIMIT;
  }

  @Override
  public TlsDHGroupVerifier getDHGroupVerifier() {
    return new DefaultTlsDHGroupVerifier(SMALLEST_DH) {
      @Override
      protected boolean checkGroup(DHGroup group) {
        return true; // servers of this world bring parameters of their own
      }
    };
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
        outcome.judge(certificate.getCertificate());
      }

      @Override
      public @Nullable TlsCredentials getClientCredentials(CertificateRequest request)
          throws IOException {
        if (identity.isEmpty()) {
          return null; // the server may do without
        }
        byte[] requestContext = request.getCertificateRequestContext();
        return identity
            .get()
            .credentials(
                context,
                crypto,
                requestContext == null ? TlsUtils.EMPTY_BYTES : requestContext,
                SignatureSchemes.listOf(request.getSupportedSignatureAlgorithms()));
      }
    };
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
