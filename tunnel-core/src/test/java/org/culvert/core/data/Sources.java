package org.culvert.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

/** The two sources of ciphers that there are. */
enum Sources {
  JDK,
  NATIVE;

  private static final CipherSource FASTEST = CipherSource.fastest();

  /** Fails where the native one does not work: a test of it would be one of the JDK's. */
  CipherSource get() {
    if (this == JDK) {
      return CipherSource.jdk();
    }
    assertEquals(Optional.empty(), FASTEST.obstacle());
    return FASTEST;
  }
}
