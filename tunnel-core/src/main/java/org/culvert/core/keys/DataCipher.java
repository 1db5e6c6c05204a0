package org.culvert.core.keys;

import java.util.Arrays;
import java.util.Optional;

/**
 * The ciphers of the data channel. The AEAD ciphers, with a tag of 16 bytes, are what is offered;
 * the CBC ciphers are for old servers and profiles that name them.
 */
public enum DataCipher {
  AES_256_GCM("AES-256-GCM", 32, 16),
  AES_192_GCM("AES-192-GCM", 24, 16),
  AES_128_GCM("AES-128-GCM", 16, 16),
  CHACHA20_POLY1305("CHACHA20-POLY1305", 32, 64),
  AES_256_CBC("AES-256-CBC", 32, 16),
  AES_192_CBC("AES-192-CBC", 24, 16),
  AES_128_CBC("AES-128-CBC", 16, 16),
  BF_CBC("BF-CBC", 16, 8);

  private final String openVpnName;
  private final int keyLength;
  private final int blockLength;

  DataCipher(String openVpnName, int keyLength, int blockLength) {
    this.openVpnName = openVpnName;
    this.keyLength = keyLength;
    this.blockLength = blockLength;
  }

  /** By OpenVPN's name in any case; empty for a cipher that is not known here. */
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

  /** Length of a block in bytes. */
  public int blockLength() {
    return blockLength;
  }

  /** Whether it authenticates what it encrypts, without a digest. */
  public boolean isAead() {
    return isGcm() || this == CHACHA20_POLY1305;
  }

  /** Whether the amount of data for one key is limited, as it is for GCM. */
  public boolean isGcm() {
    return this == AES_256_GCM || this == AES_192_GCM || this == AES_128_GCM;
  }

  /** Whether its blocks are so small that much traffic under one key gives secrets away. */
  public boolean hasSmallBlocks() {
    return blockLength < 16;
  }
}
