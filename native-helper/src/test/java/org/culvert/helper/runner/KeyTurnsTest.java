package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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
      var _ = turns.open(SETTINGS, Secret.ofText("x"), () -> false).orElseThrow();
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
      assertThrows(
          WrongPassphraseException.class,
          () -> turns.open(SETTINGS, Secret.ofText("x"), () -> false));
    }
  }

  @Test
  void whateverGoesWrongReachesTheSessionAndEndsTheTurn() {
    KeyTurns turns =
        new KeyTurns(
            (_, _) -> {
              throw new StackOverflowError("nested");
            });
    for (int i = 0; i < 3; i++) {
      IllegalStateException e =
          assertThrows(
              IllegalStateException.class,
              () -> turns.open(SETTINGS, Secret.ofText("x"), () -> false));
      assertTrue(String.valueOf(e.getCause()).contains("nested"), e::toString);
    }
  }

  /** Opens each key only when the test lets it, and notes the passphrases. */
  private static final class Slow implements KeyTurns.Opening {
    final CountDownLatch began = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);
    final List<Secret> passphrases = new CopyOnWriteArrayList<>();
    final List<TlsSettings> results = new CopyOnWriteArrayList<>();

    @Override
    public TlsSettings open(TlsSettings settings, Secret passphrase) {
      passphrases.add(passphrase);
      began.countDown();
      try {
        mayEnd.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      TlsSettings result = TlsSample.of(Optional.of("a key"), Optional.empty());
      results.add(result);
      return result;
    }
  }

  @Test
  void whoLeavesBeforeTheTurnIsNotWorkedFor() throws Exception {
    Slow slow = new Slow();
    KeyTurns turns = new KeyTurns(slow);
    CompletableFuture<Void> first = CompletableFuture.runAsync(() -> open(turns));
    slow.began.await();
    assertEquals(Optional.empty(), turns.open(SETTINGS, Secret.ofText("second"), () -> true));
    slow.mayEnd.countDown();
    first.join();
    open(turns);
    assertEquals(2, slow.passphrases.size());
  }

  @Test
  void whoLeavesDuringTheWorkIsFreeAtOnceWhileTheTurnLasts() throws Exception {
    Slow slow = new Slow();
    KeyTurns turns = new KeyTurns(slow);
    Secret own = Secret.ofText("mine");
    assertEquals(Optional.empty(), turns.open(SETTINGS, own, () -> slow.began.getCount() == 0));
    assertEquals("mine".length(), own.copyBytes().length); // stays the caller's
    CompletableFuture<Void> next = CompletableFuture.runAsync(() -> open(turns));
    assertEquals(Optional.empty(), turns.open(SETTINGS, Secret.ofText("third"), () -> true));
    assertEquals(1, slow.passphrases.size()); // of three, one is worked for
    slow.mayEnd.countDown();
    next.join();
    Secret abandoned = slow.results.getFirst().privateKey().orElseThrow();
    assertThrows(IllegalStateException.class, abandoned::copyBytes);
    assertThrows(IllegalStateException.class, slow.passphrases.getFirst()::copyBytes);
    assertTrue(slow.results.getLast().privateKey().orElseThrow().copyBytes().length > 0);
  }
}
