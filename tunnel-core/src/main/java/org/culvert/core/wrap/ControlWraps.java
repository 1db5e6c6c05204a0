package org.culvert.core.wrap;

import java.util.Arrays;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.ControlWrapping.KeyDirection;
import org.culvert.core.profile.StaticKey;

/** Makes the wraps of a session. */
public final class ControlWraps {
  private static final int FIRST_HMAC = 64;
  private static final int SECOND_HMAC = 192;

  private ControlWraps() {}

  /** Whether tls-auth can be used with a digest of this name. */
  public static boolean supportsDigest(String name) {
    return HmacDigest.named(name).isPresent();
  }

  /**
   * The wrap that a profile configures.
   *
   * @param wrapping as the <em>client's</em> profile says it; for {@link Role#SERVER} the result is
   *     the counterpart of what the client uses, with the key direction turned round
   * @param epochSeconds the time now, which goes into every packet
   * @throws IllegalArgumentException for a tls-auth digest that is not {@linkplain
   *     #supportsDigest(String) supported}
   */
  public static ControlWrap of(ControlWrapping wrapping, Role role, long epochSeconds) {
    return switch (wrapping) {
      case ControlWrapping.None() -> new PlainWrap();
      case ControlWrapping.TlsAuth auth -> tlsAuth(auth, role, epochSeconds);
      case ControlWrapping.TlsCrypt(StaticKey key) -> {
        byte[] bytes = key.bytes().copyBytes();
        try {
          yield new TlsCryptWrap(bytes, role, SendIds.FIRST, epochSeconds);
        } finally {
          Arrays.fill(bytes, (byte) 0);
        }
      }
      case ControlWrapping.TlsCryptV2 v2 -> {
        if (role == Role.SERVER) {
          throw new IllegalArgumentException("a server learns a tls-crypt-v2 key from its client");
        }
        byte[] bytes = v2.key().bytes().copyBytes();
        try {
          yield new TlsCryptV2ClientWrap(bytes, v2.wrappedKey().copyBytes(), epochSeconds);
        } finally {
          Arrays.fill(bytes, (byte) 0);
        }
      }
    };
  }

  private static ControlWrap tlsAuth(ControlWrapping.TlsAuth auth, Role role, long epochSeconds) {
    HmacDigest digest =
        HmacDigest.named(auth.digest())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "tls-auth cannot use the digest " + auth.digest() + "; try SHA256"));
    boolean sendsSecond = auth.direction() == KeyDirection.INVERSE;
    boolean receivesSecond = auth.direction() == KeyDirection.NORMAL;
    int clientSends = sendsSecond ? SECOND_HMAC : FIRST_HMAC;
    int serverSends = receivesSecond ? SECOND_HMAC : FIRST_HMAC;
    byte[] key = auth.key().bytes().copyBytes();
    try {
      return role == Role.CLIENT
          ? new TlsAuthWrap(
              digest.keyed(key, clientSends), digest.keyed(key, serverSends), epochSeconds)
          : new TlsAuthWrap(
              digest.keyed(key, serverSends), digest.keyed(key, clientSends), epochSeconds);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * The wrap of all packets with a key id above 0, when dynamic tls-crypt was negotiated.
   *
   * @param key from {@link #dynamicKey}; not kept, the caller wipes it
   */
  public static ControlWrap dynamic(byte[] key, Role role, long epochSeconds) {
    if (key.length != StaticKey.LENGTH) {
      throw new IllegalArgumentException("a dynamic key has " + StaticKey.LENGTH + " bytes");
    }
    return new TlsCryptWrap(key, role, SendIds.FIRST, epochSeconds);
  }

  /**
   * The key of dynamic tls-crypt: what TLS exported, combined with the static key if there is one
   * (wire reference 3.6).
   *
   * @param exported 256 bytes, not changed
   * @return a fresh array; the caller wipes it
   */
  public static byte[] dynamicKey(byte[] exported, ControlWrapping base) {
    if (exported.length != StaticKey.LENGTH) {
      throw new IllegalArgumentException("an exported key has " + StaticKey.LENGTH + " bytes");
    }
    return switch (base) {
      case ControlWrapping.None() -> exported.clone();
      case ControlWrapping.TlsAuth auth -> combined(exported, auth.key());
      case ControlWrapping.TlsCrypt(StaticKey key) -> combined(exported, key);
      case ControlWrapping.TlsCryptV2 v2 -> combined(exported, v2.key());
    };
  }

  private static byte[] combined(byte[] exported, StaticKey base) {
    byte[] key = base.bytes().copyBytes();
    for (int i = 0; i < key.length; i++) {
      key[i] ^= exported[i];
    }
    return key;
  }
}
