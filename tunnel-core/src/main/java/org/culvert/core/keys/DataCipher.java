package org.culvert.core.keys;

import java.util.Arrays;
import java.util.Optional;

/** The ciphers of the data channel. All are AEAD ciphers with a tag of 16 bytes. */
public enum DataCipher {
  AES_256_GCM("AES-256-GCM", 32),
  AES_192_GCM("AES-192-GCM", 24),
  AES_128_GCM("AES-128-GCM", 16),
  CHACHA20_POLY1305("CHACHA20-POLY1305", 32);

  private final String openVpnName;
  private final int keyLength;

  DataCipher(String openVpnName, int keyLength) {
    this.openVpnName = openVpnName;
    this.keyLength = keyLength;
  }

  /** By OpenVPN's name in any case; empty for a cipher that is not offered here. */
  public static Optional<DataCipher> named(String name) {
    return Arrays.stream(values())
        .filter(cipher -> cipher.openVpnName.equalsIgnoreCase(name))
        .findFirst();
  }

  /** As in profiles and pushed options. */
  public String openVpnName() {
    return openVpnName;
  }

  /** Length of the key in bytes. */
  public int keyLength() {
    return keyLength;
  }

  /** Whether the amount of data for one key is limited, as it is for GCM. */
  public boolean isGcm() {
    return this != CHACHA20_POLY1305;
  }
}
