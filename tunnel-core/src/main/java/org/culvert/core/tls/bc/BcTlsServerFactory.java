package org.culvert.core.tls.bc;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.tls.TlsServerProtocol;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsChannel;
import org.culvert.core.tls.TlsChannelFactory;
import org.culvert.core.tls.TlsSetupException;

/**
 * The TLS server of the demo peer and of tests. The same settings as for a client, read from the
 * other side: the peer is the client, which must show a certificate of the {@code ca}.
 */
public final class BcTlsServerFactory implements TlsChannelFactory {
  private final SecureRandom random = new SecureRandom();
  private final Offer offer;
  private final OwnIdentity identity;
  private final PeerVerifier verifier;

  private BcTlsServerFactory(Offer offer, OwnIdentity identity, PeerVerifier verifier) {
    this.offer = offer;
    this.identity = identity;
    this.verifier = verifier;
  }

  /** A server needs certificate and key; the rest is as for a client. */
  public static BcTlsServerFactory of(TlsSettings settings) throws TlsSetupException {
    List<X509Certificate> ca =
        settings.ca().isPresent() ? Certificates.read(settings.ca().get(), "ca") : List.of();
    OwnIdentity identity =
        OwnIdentity.of(settings, ca)
            .orElseThrow(
                () -> Certificates.unusable("cert", "a server must have one, with its key", null));
    return new BcTlsServerFactory(
        Offer.of(settings), identity, PeerVerifier.of(settings, ca, LeafPurpose.Peer.CLIENT));
  }

  @Override
  public TlsChannel open(long epochMillis) {
    HandshakeOutcome outcome = new HandshakeOutcome(verifier, Instant.ofEpochMilli(epochMillis));
    TlsServerProtocol protocol = new TlsServerProtocol();
    ServerPeer server = new ServerPeer(new JdkTlsCrypto(random), offer, identity, outcome);
    return BcTlsChannel.open(protocol, outcome, () -> protocol.accept(server));
  }
}
