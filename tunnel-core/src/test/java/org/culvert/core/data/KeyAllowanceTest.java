package org.culvert.core.data;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.wire.CompressionFraming;
import org.junit.jupiter.api.Test;

final class KeyAllowanceTest {
  private static KeyAllowance of(DataCipher cipher, RenewalLimits limits) {
    return new KeyAllowance(
        new DataSettings(1, DataFormat.of(cipher), CompressionFraming.NONE, false, limits));
  }

  @Test
  void packetIdsRunOutForEveryCipher() {
    KeyAllowance chacha = of(DataCipher.CHACHA20_POLY1305, RenewalLimits.NONE);
    assertFalse(chacha.isSpent(0, 1L << 45, 0, (3L << 30) - 1));
    assertTrue(chacha.isSpent(0, 0, 0, 3L << 30));
    assertFalse(chacha.isSpent(1L << 50, 0, 3L << 30, 0), "the peer's ids are the peer's");
  }

  @Test
  void gcmBearsSoManyBlocksInEitherDirection() {
    KeyAllowance gcm = of(DataCipher.AES_256_GCM, RenewalLimits.NONE);
    long warning = KeyUsage.GCM_WARNING * 16;
    assertFalse(gcm.isSpent(warning / 2, warning / 2, 1, 1), "each direction has its own key");
    assertTrue(gcm.isSpent(warning, 0, 1, 0));
    assertTrue(gcm.isSpent(0, warning, 0, 1));
  }

  @Test
  void theProfilesLimitsCountBothDirections() {
    KeyAllowance bytes = of(DataCipher.AES_256_GCM, new RenewalLimits(1000, 0));
    assertFalse(bytes.isSpent(500, 499, 1, 1));
    assertTrue(bytes.isSpent(500, 500, 1, 1));
    KeyAllowance packets = of(DataCipher.AES_256_GCM, new RenewalLimits(0, 10));
    assertFalse(packets.isSpent(1, 1, 5, 4));
    assertTrue(packets.isSpent(1, 1, 5, 5));
  }
}
