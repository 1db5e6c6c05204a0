package org.culvert.core.keys;

import java.util.Arrays;
import org.culvert.core.api.Secret;
import org.culvert.core.wire.SessionId;

/**
 * The 256 bytes from which the data keys of one negotiation are cut (wire reference 5.5):
 *
 * <pre>
 * 0            64           128          192          256
 * | cipher c→s | hmac c→s   | cipher s→c | hmac s→c   |
 * </pre>
 *
 * A cipher takes the first bytes of its cipher part as key. An AEAD cipher takes the first eight of
 * the hmac part as the fixed end of its nonces, a CBC cipher as many as its digest has as the key
 * of the HMAC.
 */
public final class KeyMaterial implements AutoCloseable {
  /** Length in bytes. */
  public static final int LENGTH = 256;

  private static final int HMAC_PART = 64;
  private static final int SERVER_TO_CLIENT = 128;
  private static final int MASTER_LENGTH = 48;

  private final Secret bytes;

  private KeyMaterial(Secret bytes) {
    this.bytes = bytes;
  }

  /** The old derivation, from what both sides contributed. The sources stay open. */
  public static KeyMaterial fromPrf(
      KeySource client, KeySource server, SessionId clientSession, SessionId serverSession) {
    if (!client.isClient() || server.isClient()) {
      throw new IllegalArgumentException(
          "the client's key source comes first, the server's second");
    }
    byte[] preMaster = client.preMaster();
    byte[] master =
        expand(
            preMaster, "OpenVPN master secret", MASTER_LENGTH, client.random1(), server.random1());
    byte[] expanded =
        expand(
            master,
            "OpenVPN key expansion",
            LENGTH,
            client.random2(),
            server.random2(),
            clientSession.bytes(),
            serverSession.bytes());
    return new KeyMaterial(Secret.owning(expanded));
  }

  /** Derives and wipes what went in. */
  private static byte[] expand(byte[] secret, String label, int length, byte[]... seeds) {
    byte[] output = Prf.derive(secret, label, length, seeds);
    Arrays.fill(secret, (byte) 0);
    for (byte[] seed : seeds) {
      Arrays.fill(seed, (byte) 0);
    }
    return output;
  }

  /**
   * The new derivation, from the exporter of TLS with the label "EXPORTER-OpenVPN-datakeys".
   *
   * @param exported {@value #LENGTH} bytes, owned and wiped by the key material from now on
   */
  public static KeyMaterial fromExporter(Secret exported) {
    if (exported.length() != LENGTH) {
      throw new IllegalArgumentException("key material has " + LENGTH + " bytes");
    }
    return new KeyMaterial(exported);
  }

  /**
   * The keys for one way to protect packets, with a life of their own.
   *
   * @param client whether we are the client, which sends with the first half
   */
  public DataKeys dataKeys(int keyId, DataFormat format, boolean client) {
    byte[] all = bytes.copyBytes();
    try {
      int send = client ? 0 : SERVER_TO_CLIENT;
      int receive = client ? SERVER_TO_CLIENT : 0;
      return new DataKeys(
          keyId,
          format,
          slice(all, send, format.cipherPart()),
          slice(all, send + HMAC_PART, format.hmacPart()),
          slice(all, receive, format.cipherPart()),
          slice(all, receive + HMAC_PART, format.hmacPart()));
    } finally {
      Arrays.fill(all, (byte) 0);
    }
  }

  private static byte[] slice(byte[] bytes, int from, int length) {
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  /** Wipes it; twice is fine. Data keys made from it stay. */
  @Override
  public void close() {
    bytes.close();
  }
}
