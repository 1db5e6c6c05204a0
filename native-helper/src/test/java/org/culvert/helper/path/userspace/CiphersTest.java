package org.culvert.helper.path.userspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.atomic.AtomicInteger;
import org.culvert.core.data.CipherSource;
import org.junit.jupiter.api.Test;

class CiphersTest {
  @Test
  void areChosenOnceAndNotBeforeTheyAreAskedFor() {
    AtomicInteger searches = new AtomicInteger();
    Ciphers ciphers =
        new Ciphers(
            () -> {
              searches.incrementAndGet();
              return CipherSource.jdk();
            });
    assertEquals(0, searches.get());
    ciphers.prepare();
    assertSame(ciphers.get(), ciphers.get());
    assertEquals(1, searches.get());
  }
}
