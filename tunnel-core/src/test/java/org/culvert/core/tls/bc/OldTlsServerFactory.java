package org.culvert.core.tls.bc;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bouncycastle.tls.TlsServerProtocol;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsChannel;
import org.culvert.core.tls.TlsChannelFactory;
import org.culvert.core.tls.TlsSetupException;

/** A TLS server that knows the extended master secret only when it is told to. */
public final class OldTlsServerFactory implements TlsChannelFactory {
  private final SecureRandom random = new SecureRandom();
  private final Offer offer;
  private final OwnIdentity identity;
  private final PeerVerifier verifier;
  private final BooleanSupplier extendedMasterSecret;

  public OldTlsServerFactory(TlsSettings settings, BooleanSupplier extendedMasterSecret)
      throws TlsSetupException {
    List<X509Certificate> ca = Certificates.read(settings.ca().orElseThrow(), "ca");
    this.offer = Offer.of(settings);
    this.identity = OwnIdentity.of(settings, ca).orElseThrow();
    this.verifier = PeerVerifier.of(settings, ca, LeafPurpose.Peer.CLIENT);
    this.extendedMasterSecret = extendedMasterSecret;
  }

  @Override
  public TlsChannel open(long epochMillis) {
    HandshakeOutcome outcome = new HandshakeOutcome(verifier, Instant.ofEpochMilli(epochMillis));
    TlsServerProtocol protocol = new TlsServerProtocol();
    boolean known = extendedMasterSecret.getAsBoolean();
    ServerPeer server =
        new ServerPeer(new JdkTlsCrypto(random), offer, identity, outcome) {
          @Override
          public boolean requiresExtendedMasterSecret() {
            return known;
          }

          @Override
          public boolean shouldUseExtendedMasterSecret() {
            return known;
          }
        };
    return BcTlsChannel.open(protocol, outcome, () -> protocol.accept(server));
  }
}
