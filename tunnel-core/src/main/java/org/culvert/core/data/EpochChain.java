package org.culvert.core.data;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import org.culvert.core.keys.DataCipher;

/**
 * The keys of one direction, epoch after epoch, each secret made from the one before (wire
 * reference 8.5). Only the secret of the next epoch is kept, so that nobody can go back. Used by
 * one thread at a time, except for {@link #destroy()}.
 *
 * <p>The expansion is that of TLS 1.3 (RFC 8446, 7.1) with {@code "ovpn "} in front of the label:
 *
 * <pre>
 * HMAC-SHA256(secret, | length 2 | n 1 | "ovpn " label, n bytes | 0 | 1 |), the first length bytes
 * </pre>
 */
final class EpochChain {
  /** The last epoch that a packet can name. */
  static final int LAST_EPOCH = 0xffff;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET = 32;
  private static final int NONCE = PacketKey.nonceLength();

  private final DataCipher cipher;
  private volatile ErasableKey secret;
  private volatile boolean destroyed;
  private int epoch = 1;

  /** {@code secret} is that of epoch 1, owned from now on. */
  EpochChain(DataCipher cipher, byte[] secret) {
    this.cipher = cipher;
    this.secret = new ErasableKey(ALGORITHM, secret);
  }

  /** Whose key is the next to come; beyond {@link #LAST_EPOCH} when there is none. */
  int epoch() {
    return epoch;
  }

  /**
   * The key of the next epoch.
   *
   * @throws IllegalStateException when the chain was destroyed
   */
  PacketKey next() {
    if (epoch > LAST_EPOCH) {
      throw new IllegalStateException("there is no epoch behind the last");
    }
    PacketKey key =
        new PacketKey(
            cipher,
            expand(secret, "data_key", cipher.keyLength()),
            expand(secret, "data_iv", NONCE));
    ErasableKey following = new ErasableKey(ALGORITHM, expand(secret, "datakey upd", SECRET));
    secret.destroy();
    secret = following;
    epoch++;
    if (destroyed) {
      following.destroy();
    }
    return key;
  }

  /** Bytes derived from a secret; at most as many as the hash has. */
  static byte[] expand(ErasableKey secret, String label, int length) {
    byte[] name = ("ovpn " + label).getBytes(StandardCharsets.US_ASCII);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update((byte) 0);
      mac.update((byte) length);
      mac.update((byte) name.length);
      mac.update(name);
      mac.update((byte) 0);
      mac.update((byte) 1);
      byte[] output = mac.doFinal();
      byte[] cut = Arrays.copyOf(output, length);
      Arrays.fill(output, (byte) 0);
      return cut;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime offers no " + ALGORITHM, e);
    }
  }

  /** Wipes the secret, from any thread. */
  void destroy() {
    destroyed = true;
    secret.destroy();
  }
}
