package org.culvert.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.wire.CompressionFraming;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the ciphers allocate per packet is all that is allocated: the JDK's up to 1132 bytes for
 * AES-GCM, 2264 for ChaCha20-Poly1305 and 48 for CBC, less once the compiler saves some of it;
 * Corretto's less than 400 for AES-GCM.
 */
class DataChannelAllocationTest {
  private static final int ROUNDS = 2000;
  private static final int LENGTH = 1400;
  private static final int AT = 64;

  @ParameterizedTest
  @CsvSource({
    "AES_256_GCM, JDK, false, 1200",
    "AES_256_GCM, NATIVE, false, 400",
    "CHACHA20_POLY1305, NATIVE, false, 2400",
    "AES_256_CBC, JDK, false, 64",
    "BF_CBC, JDK, false, 64",
    "AES_256_GCM, JDK, true, 1200",
    "AES_256_GCM, NATIVE, true, 400",
    "CHACHA20_POLY1305, JDK, true, 2400"
  })
  void aPacketCostsNoMoreThanTheCipherAllocates(
      DataCipher cipher, Sources source, boolean epochs, int limit) {
    DataFormat format = epochs ? DataFormat.epochs(cipher) : DataChannelTest.format(cipher);
    DataSettings settings =
        new DataSettings(7, format, CompressionFraming.NONE, false, RenewalLimits.NONE);
    DataChannel sender = new DataChannel(settings, source.get());
    sender.install(DataChannelTest.keys(0, format, true));
    sender.activate(0);
    DataChannel receiver = new DataChannel(settings, source.get());
    receiver.install(DataChannelTest.keys(0, format, false));
    byte[] memory = new byte[LENGTH + 200];
    byte[] target = new byte[LENGTH + 200];
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long sealing = 0;
    long opening = 0;
    for (int i = 0; i < 2 * ROUNDS; i++) {
      if (i == ROUNDS) {
        sealing = 0;
        opening = 0;
      }
      long start = threads.getCurrentThreadAllocatedBytes();
      int sealed = sender.seal(memory, AT, LENGTH, memory, AT - sender.settings().inFront());
      long between = threads.getCurrentThreadAllocatedBytes();
      int opened = receiver.open(memory, AT - sender.settings().inFront(), sealed, target, AT);
      opening += threads.getCurrentThreadAllocatedBytes() - between;
      sealing += between - start;
      assertEquals(LENGTH, opened);
    }
    long sealed = sealing / ROUNDS;
    long opened = opening / ROUNDS;
    assertTrue(sealed < limit, () -> sealed + " bytes to seal a packet");
    assertTrue(opened < limit, () -> opened + " bytes to open a packet");
  }
}
