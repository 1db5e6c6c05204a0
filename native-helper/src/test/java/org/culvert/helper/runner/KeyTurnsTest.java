package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.WrongPassphraseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class KeyTurnsTest {
  private static final TlsSettings SETTINGS = TlsSample.of(Optional.empty(), Optional.empty());

  @Test
  void neverTwoKeysTakeMemoryAtOnce() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    KeyTurns turns =
        new KeyTurns(
            (settings, _) -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              for (int spin = 0; spin < 10_000; spin++) {
                Thread.onSpinWait();
              }
              now.decrementAndGet();
              return settings;
            });
    List<CompletableFuture<Void>> sessions = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 200; i++) {
        sessions.add(CompletableFuture.runAsync(() -> open(turns), threads));
      }
      sessions.forEach(CompletableFuture::join);
    }
    assertEquals(1, most.get());
  }

  private static void open(KeyTurns turns) {
    try {
      turns.open(SETTINGS, Secret.ofText("x"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aWrongPassphraseEndsTheTurn() {
    KeyTurns turns =
        new KeyTurns(
            (_, _) -> {
              throw new WrongPassphraseException();
            });
    for (int i = 0; i < 3; i++) {
      assertThrows(WrongPassphraseException.class, () -> turns.open(SETTINGS, Secret.ofText("x")));
    }
  }
}
