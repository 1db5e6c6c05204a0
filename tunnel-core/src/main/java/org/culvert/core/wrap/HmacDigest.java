package org.culvert.core.wrap;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The digests that tls-auth can use here, by OpenVPN's names. */
enum HmacDigest {
  MD5("HmacMD5", 16),
  SHA1("HmacSHA1", 20),
  SHA224("HmacSHA224", 28),
  SHA256("HmacSHA256", 32),
  SHA384("HmacSHA384", 48),
  SHA512("HmacSHA512", 64);

  private final String algorithm;
  private final int length;

  HmacDigest(String algorithm, int length) {
    this.algorithm = algorithm;
    this.length = length;
  }

  /** By names such as SHA256, sha-256 or RSA-SHA256. */
  static Optional<HmacDigest> named(String name) {
    String plain = name.toUpperCase(Locale.ROOT).replace("RSA-", "").replace("-", "");
    return Arrays.stream(values()).filter(digest -> digest.name().equals(plain)).findFirst();
  }

  /** Length of the code, and of the key that OpenVPN gives it. */
  int length() {
    return length;
  }

  /** An authenticator keyed with the bytes of {@code key} from {@code offset}. */
  Mac keyed(byte[] key, int offset) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, offset, length, algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime offers no " + algorithm, e);
    }
  }
}
