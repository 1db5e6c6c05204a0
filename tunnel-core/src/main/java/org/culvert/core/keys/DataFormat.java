package org.culvert.core.keys;

import java.util.Optional;

/**
 * How the packets of a connection are protected.
 *
 * @param digest of CBC ciphers, and only of them
 * @param epoch whether keys are changed by epochs (wire reference 8.5); AEAD ciphers only
 */
public record DataFormat(DataCipher cipher, Optional<DataDigest> digest, boolean epoch) {
  /** Bytes of the fixed end of each nonce of an AEAD cipher. */
  public static final int NONCE_TAIL = 8;

  /** Bytes of the secret from which an epoch's key is made, whatever the cipher. */
  public static final int EPOCH_SECRET = 32;

  public DataFormat {
    if (cipher.isAead() == digest.isPresent()) {
      throw new IllegalArgumentException("a digest belongs to CBC ciphers and to no other");
    }
    if (epoch && !cipher.isAead()) {
      throw new IllegalArgumentException("epochs are for AEAD ciphers");
    }
  }

  /** An AEAD cipher in the classic layout. */
  public static DataFormat of(DataCipher aead) {
    return new DataFormat(aead, Optional.empty(), false);
  }

  /** A CBC cipher with its digest. */
  public static DataFormat of(DataCipher cbc, DataDigest digest) {
    return new DataFormat(cbc, Optional.of(digest), false);
  }

  /** An AEAD cipher with epochs. */
  public static DataFormat epochs(DataCipher aead) {
    return new DataFormat(aead, Optional.empty(), true);
  }

  /** What is taken from the cipher part of the key material. */
  public int cipherPart() {
    return epoch ? EPOCH_SECRET : cipher.keyLength();
  }

  /** What is taken from its hmac part: the key of the HMAC or the fixed end of the nonces. */
  public int hmacPart() {
    return epoch ? 0 : digest.map(DataDigest::length).orElse(NONCE_TAIL);
  }

  /** As users know it, for example {@code AES-256-CBC/SHA256} or {@code AES-256-GCM by epochs}. */
  public String shown() {
    return cipher.openVpnName()
        + digest.map(d -> "/" + d.name()).orElse("")
        + (epoch ? " by epochs" : "");
  }
}
