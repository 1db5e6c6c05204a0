package org.culvert.core.keys;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The digests that authenticate packets of CBC ciphers, by OpenVPN's names ({@code auth}). */
public enum DataDigest {
  SHA1("HmacSHA1", 20),
  SHA224("HmacSHA224", 28),
  SHA256("HmacSHA256", 32),
  SHA384("HmacSHA384", 48),
  SHA512("HmacSHA512", 64);

  private final String algorithm;
  private final int length;

  DataDigest(String algorithm, int length) {
    this.algorithm = algorithm;
    this.length = length;
  }

  /** By names such as SHA256, sha-256 or RSA-SHA256; empty for one that is not used here. */
  public static Optional<DataDigest> named(String name) {
    String plain = name.toUpperCase(Locale.ROOT).replace("RSA-", "").replace("-", "");
    return Arrays.stream(values()).filter(digest -> digest.name().equals(plain)).findFirst();
  }

  /** Its HMAC, by Java's name. */
  public String algorithm() {
    return algorithm;
  }

  /** Length of the code, and of the key that OpenVPN gives it. */
  public int length() {
    return length;
  }
}
