package org.culvert.core.tls.bc;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.TlsClientProtocol;
import org.culvert.core.api.Problem;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsChannel;
import org.culvert.core.tls.TlsChannelFactory;
import org.culvert.core.tls.TlsSetupException;

/** The TLS client of a session. May be used by several threads; each channel by one. */
public final class BcTlsClientFactory implements TlsChannelFactory {
  private final SecureRandom random = new SecureRandom();
  private final Offer offer;
  private final Optional<OwnIdentity> identity;
  private final PeerVerifier verifier;

  private BcTlsClientFactory(Offer offer, Optional<OwnIdentity> identity, PeerVerifier verifier) {
    this.offer = offer;
    this.identity = identity;
    this.verifier = verifier;
  }

  /** Reads everything that the profile holds for TLS, and says at once what cannot be used. */
  public static BcTlsClientFactory of(TlsSettings settings) throws TlsSetupException {
    List<X509Certificate> ca =
        settings.ca().isPresent() ? Certificates.read(settings.ca().get(), "ca") : List.of();
    return new BcTlsClientFactory(
        Offer.of(settings),
        OwnIdentity.of(settings, ca),
        PeerVerifier.of(settings, ca, LeafPurpose.Peer.SERVER));
  }

  /**
   * Whether our own certificate can be used at that time. A server would only fall silent, so this
   * is worth asking before the first packet.
   */
  public Optional<Problem> ownCertificateProblem(long epochMillis) {
    return identity.flatMap(own -> own.problemAt(Instant.ofEpochMilli(epochMillis)));
  }

  @Override
  public TlsChannel open(long epochMillis) {
    HandshakeOutcome outcome = new HandshakeOutcome(verifier, Instant.ofEpochMilli(epochMillis));
    TlsClientProtocol protocol = new TlsClientProtocol();
    ClientPeer client = new ClientPeer(new JdkTlsCrypto(random), offer, identity, outcome);
    return BcTlsChannel.open(protocol, outcome, () -> protocol.connect(client));
  }
}
