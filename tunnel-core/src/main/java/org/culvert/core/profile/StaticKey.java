package org.culvert.core.profile;

import org.culvert.core.api.Secret;

/**
 * The 256 bytes of an "OpenVPN Static key V1": two keys of 128 bytes, each 64 bytes for a cipher
 * and 64 for an HMAC.
 */
public record StaticKey(Secret bytes) {
  /** Length of the key material. */
  public static final int LENGTH = 256;

  public StaticKey {
    if (bytes.length() != LENGTH) {
      throw new IllegalArgumentException("a static key has " + LENGTH + " bytes");
    }
  }
}
