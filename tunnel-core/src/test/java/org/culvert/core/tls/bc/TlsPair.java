package org.culvert.core.tls.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsChannel;
import org.culvert.core.tls.TlsFailure;
import org.culvert.core.tls.TlsSetupException;

/** A client and a server over two byte queues. */
record TlsPair(TlsChannel client, TlsChannel server) {

  static TlsPair of(TlsSettings client, TlsSettings server) {
    long now = TestPki.NOW.toEpochMilli();
    try {
      return new TlsPair(
          BcTlsClientFactory.of(client).open(now), BcTlsServerFactory.of(server).open(now));
    } catch (TlsSetupException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Carries records both ways until nobody has any. */
  TlsPair run() {
    boolean moved;
    do {
      moved = pass(client, server);
      moved |= pass(server, client);
    } while (moved);
    return this;
  }

  static boolean pass(TlsChannel from, TlsChannel to) {
    byte[] records = from.takeCiphertext();
    to.offerCiphertext(records, 0, records.length);
    return records.length > 0;
  }

  void assertConnected() {
    assertEquals(Optional.empty(), client.failure(), "client");
    assertEquals(Optional.empty(), server.failure(), "server");
    assertEquals(true, client.result().isPresent(), "client is not done");
    assertEquals(true, server.result().isPresent(), "server is not done");
  }

  /** The client refused, and the server was told so. */
  void assertRefused(TlsFailure expected, String alert) {
    assertEquals(Optional.of(expected), client.failure());
    assertEquals(Optional.of(new TlsFailure.PeerAlert(alert)), server.failure());
  }
}
