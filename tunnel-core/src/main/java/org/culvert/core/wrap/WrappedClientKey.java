package org.culvert.core.wrap;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.StaticKey;

/**
 * The form in which a tls-crypt-v2 client carries its key, readable only for the server (wire
 * reference 3.5). What stands behind the key, the metadata, is not looked at here.
 *
 * <pre>
 *  0        32                                        n−2   n
 * +--------+-----------------------------------------+-----+
 * | tag 32 | AES-256-CTR( client key 256 | metadata ) |  n  |
 * +--------+-----------------------------------------+-----+
 * tag = HMAC-SHA256( n | client key | metadata ), its first half is the initial counter
 * </pre>
 */
public final class WrappedClientKey {
  /** Bytes of a server's key. */
  public static final int SERVER_KEY = 128;

  /** The longest form. */
  public static final int MAX_LENGTH = 1024;

  private static final int TAG = 32;
  private static final int IV = 16;
  private static final int MAC_AT = 64;
  private static final int FRAME = TAG + Short.BYTES;

  private WrappedClientKey() {}

  /** As a server's administrator does it. */
  public static byte[] seal(Secret serverKey, StaticKey clientKey, byte[] metadata) {
    int length = FRAME + StaticKey.LENGTH + metadata.length;
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException("the metadata is too long");
    }
    byte[] server = serverKey.copyBytes();
    byte[] client = clientKey.bytes().copyBytes();
    byte[] plain =
        ByteBuffer.allocate(client.length + metadata.length).put(client).put(metadata).array();
    try {
      byte[] tag = tag(server, length, plain);
      byte[] hidden = crypt(server, tag, plain, 0, plain.length);
      return ByteBuffer.allocate(length).put(tag).put(hidden).putShort((short) length).array();
    } finally {
      Arrays.fill(server, (byte) 0);
      Arrays.fill(client, (byte) 0);
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** The length of the form that ends a datagram; empty when none can be there. */
  static Optional<Integer> lengthAtEnd(byte[] datagram, int offset, int length) {
    if (length < FRAME + StaticKey.LENGTH) {
      return Optional.empty();
    }
    int said = ByteBuffer.wrap(datagram).getShort(offset + length - Short.BYTES) & 0xffff;
    return said >= FRAME + StaticKey.LENGTH && said <= Math.min(length, MAX_LENGTH)
        ? Optional.of(said)
        : Optional.empty();
  }

  /** The client's key; empty when the form was not made with this server's key. */
  static Optional<StaticKey> open(Secret serverKey, byte[] bytes, int offset, int length) {
    byte[] server = serverKey.copyBytes();
    byte[] tag = Arrays.copyOfRange(bytes, offset, offset + TAG);
    byte[] plain = crypt(server, tag, bytes, offset + TAG, length - FRAME);
    try {
      return MessageDigest.isEqual(tag(server, length, plain), tag)
          ? Optional.of(new StaticKey(Secret.owning(Arrays.copyOf(plain, StaticKey.LENGTH))))
          : Optional.empty();
    } finally {
      Arrays.fill(server, (byte) 0);
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] tag(byte[] serverKey, int length, byte[] plain) {
    Mac mac = HmacDigest.SHA256.keyed(serverKey, MAC_AT);
    mac.update((byte) (length >>> 8));
    mac.update((byte) length);
    return mac.doFinal(plain);
  }

  private static byte[] crypt(byte[] serverKey, byte[] tag, byte[] bytes, int offset, int length) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      // Counter mode: the same in both directions.
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(serverKey, 0, 32, "AES"),
          new IvParameterSpec(tag, 0, IV));
      return cipher.doFinal(bytes, offset, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CTR refused a client key", e);
    }
  }
}
