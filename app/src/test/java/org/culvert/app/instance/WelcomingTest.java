package org.culvert.app.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WelcomingTest {
  private final ArrayDeque<Optional<String>> rings = new ArrayDeque<>();
  private final List<String> came = new ArrayList<>();

  private String next() throws IOException {
    if (rings.isEmpty()) {
      throw new AsynchronousCloseException();
    }
    return rings.remove().orElseThrow(() -> new IOException("Too many open files"));
  }

  @Test
  void whoRingsAfterOneWhoCouldNotBeLetInIsWelcome() {
    rings.add(Optional.of("a"));
    rings.add(Optional.empty());
    rings.add(Optional.empty());
    rings.add(Optional.of("b"));
    rings.add(Optional.empty());
    rings.add(Optional.of("c"));
    new Welcoming<>(this::next, came::add, Duration.ofMillis(1)).run();

    assertEquals(List.of("a", "b", "c"), came);
  }

  @Test
  void whoIsToEndWaitsForNobody() {
    rings.add(Optional.empty());
    Thread.currentThread().interrupt();
    new Welcoming<>(this::next, came::add, Duration.ofDays(1)).run();

    assertEquals(true, Thread.interrupted());
  }
}
