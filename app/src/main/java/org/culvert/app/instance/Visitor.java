package org.culvert.app.instance;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A later start that is led to the window. */
public final class Visitor {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private final Path folder;
  private final Duration patience;

  /**
   * @param folder where the window is
   * @param patience how long it may take to answer: it may have begun to open just now
   */
  public Visitor(Path folder, Duration patience) {
    this.folder = folder;
    this.patience = patience;
  }

  /** Whether there is a window now that could be visited. */
  public boolean findsSomebody() {
    try (SocketChannel door =
        SocketChannel.open(UnixDomainSocketAddress.of(Meeting.socket(folder)))) {
      return Meeting.isOwner(door, folder);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Brings the window, and hands over.
   *
   * @throws IOException when it does not answer in time
   */
  public void visit(Visit visit) throws IOException, InterruptedException {
    CompletableFuture<Optional<IOException>> outcome = new CompletableFuture<>();
    Thread ringing =
        Thread.ofVirtual().name("visit").start(() -> outcome.complete(ringUntilWelcome(visit)));
    if (!ringing.join(patience)) {
      ringing.interrupt();
      throw new IOException("the window does not answer");
    }
    Optional<IOException> failure = outcome.join();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private Optional<IOException> ringUntilWelcome(Visit visit) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        ring(visit);
        return Optional.empty();
      } catch (IOException e) {
        if (System.nanoTime() - end > 0) {
          return Optional.of(e);
        }
      }
      try {
        Thread.sleep(BETWEEN_TRIES);
      } catch (InterruptedException e) {
        return Optional.of(new IOException("given up", e));
      }
    }
  }

  private void ring(Visit visit) throws IOException {
    try (SocketChannel door =
        SocketChannel.open(UnixDomainSocketAddress.of(Meeting.socket(folder)))) {
      if (!Meeting.isOwner(door, folder)) {
        throw new IOException("the window belongs to somebody else");
      }
      ByteBuffer line = ByteBuffer.wrap(visit.toLine());
      while (line.hasRemaining()) {
        door.write(line);
      }
      ByteBuffer answer = ByteBuffer.allocate(1);
      if (door.read(answer) != 1 || answer.get(0) != Meeting.WELCOME) {
        throw new IOException("the window did not understand");
      }
    }
  }
}
