package org.culvert.core.tls.bc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.profile.TlsSettings.PeerPurpose;
import org.culvert.core.profile.TlsSettings.TlsVersion;
import org.culvert.core.tls.TlsChannel;
import org.culvert.core.tls.TlsSetupException;

/**
 * One whole handshake in memory, so that the first real one finds its classes loaded. Meant for a
 * background thread at the helper's start.
 */
public final class TlsWarmUp {
  private TlsWarmUp() {}

  /** Runs it; true when the handshake was complete on both sides. */
  public static boolean run(Instant now) {
    DemoPki pki =
        new DemoPki("warm-up", now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)));
    try {
      BcTlsServerFactory servers =
          BcTlsServerFactory.of(settings(pki, pki.server("server"), PeerPurpose.CLIENT));
      BcTlsClientFactory clients =
          BcTlsClientFactory.of(settings(pki, pki.client("client"), PeerPurpose.SERVER));
      long millis = now.toEpochMilli();
      try (TlsChannel server = servers.open(millis);
          TlsChannel client = clients.open(millis)) {
        return handshake(client, server) && talk(client, server);
      }
    } catch (TlsSetupException e) {
      throw new IllegalStateException("certificates that were just made cannot be used", e);
    }
  }

  private static boolean handshake(TlsChannel client, TlsChannel server) {
    boolean moved;
    do {
      moved = pass(client, server);
      moved |= pass(server, client);
    } while (moved);
    return client.result().isPresent() && server.result().isPresent();
  }

  private static boolean talk(TlsChannel client, TlsChannel server) {
    client.writePlaintext(new byte[] {1});
    pass(client, server);
    server.writePlaintext(server.takePlaintext());
    pass(server, client);
    return client.takePlaintext().length == 1;
  }

  private static boolean pass(TlsChannel from, TlsChannel to) {
    byte[] records = from.takeCiphertext();
    to.offerCiphertext(records, 0, records.length);
    return records.length > 0;
  }

  private static TlsSettings settings(DemoPki pki, DemoPki.Identity identity, PeerPurpose purpose) {
    try (Secret key = identity.key()) {
      return new TlsSettings(
          Optional.of(pki.ca()),
          Optional.of(identity.certificate()),
          Optional.of(key.copy()),
          Optional.empty(),
          Optional.empty(),
          purpose,
          Optional.empty(),
          List.of(),
          TlsVersion.TLS_1_2,
          TlsVersion.TLS_1_3,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Set.of());
    }
  }
}
