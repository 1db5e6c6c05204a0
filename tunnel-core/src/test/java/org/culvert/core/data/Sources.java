package org.culvert.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.culvert.core.keys.DataCipher;

/** The two sources of ciphers that there are. */
enum Sources {
  JDK,
  NATIVE;

  private static final CipherSource FASTEST = CipherSource.corretto();

  /** Fails where the native one does not work: a test of it would be one of the JDK's. */
  CipherSource get() {
    if (this == JDK) {
      return CipherSource.jdk();
    }
    assertEquals(Optional.empty(), FASTEST.obstacle());
    return FASTEST;
  }

  /** As {@link DataChannel#DataChannel(int)}. */
  DataChannel channel(int peerId) {
    return new DataChannel(DataSettings.of(peerId, DataCipher.AES_256_GCM), get());
  }
}
