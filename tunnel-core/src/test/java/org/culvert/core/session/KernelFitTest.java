package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.RenewalLimits;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataDigest;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.wire.CompressionFraming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KernelFitTest {
  private static DataSettings settings(int peerId, DataFormat format, CompressionFraming framing) {
    return new DataSettings(peerId, format, framing, false, RenewalLimits.NONE);
  }

  private static void obstacle(String part, DataSettings settings) {
    String reason = KernelFit.obstacle(settings).orElseThrow().sentence();
    assertTrue(reason.contains(part), reason);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataCipher.class,
      names = {"AES_128_GCM", "AES_192_GCM", "AES_256_GCM", "CHACHA20_POLY1305"})
  void plainAeadPacketsFit(DataCipher cipher) {
    assertEquals(Optional.empty(), KernelFit.obstacle(DataSettings.of(0, cipher)));
  }

  @Test
  void whatDoesNotFitIsNamed() {
    DataFormat gcm = DataFormat.of(DataCipher.AES_256_GCM);
    obstacle(
        "AES-256-CBC",
        settings(
            1,
            DataFormat.of(DataCipher.AES_256_CBC, DataDigest.named("SHA256").orElseThrow()),
            CompressionFraming.NONE));
    obstacle("peer id", settings(-1, gcm, CompressionFraming.NONE));
    obstacle(
        "epochs", settings(1, DataFormat.epochs(DataCipher.AES_256_GCM), CompressionFraming.NONE));
    obstacle("fragment", DataSettings.of(1, DataCipher.AES_256_GCM).cutTo(1200));
    for (CompressionFraming framing : CompressionFraming.values()) {
      if (framing != CompressionFraming.NONE) {
        obstacle("compression", settings(1, gcm, framing));
      }
    }
  }
}
