package org.culvert.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A download at a gentle rate that rises and falls, so that there is something to look at and the
 * machine stays quiet. It needs the tunnel, but the tunnel does not need it: when it breaks it
 * begins again.
 */
final class DemoTraffic implements AutoCloseable {
  private static final int PIECE = 64 << 10;
  private static final double MEAN_BYTES_PER_SECOND = 6e6;
  private static final double SWING = 0.7;
  private static final double WAVE_SECONDS = 20;

  /**
   * A download that stands still this long is begun again: its connection may belong to a tunnel
   * that is gone, and TCP would wait for minutes.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final URI download;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Thread thread = Thread.ofVirtual().name("demo-traffic").unstarted(this::run);

  private final Thread watch = Thread.ofVirtual().name("demo-traffic-watch").unstarted(this::watch);
  private volatile Optional<InputStream> open = Optional.empty();
  private volatile long lastPiece;

  DemoTraffic(URI download) {
    this.download = download;
  }

  void start() {
    thread.start();
    watch.start();
  }

  private void watch() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(500);
        Optional<InputStream> body = open;
        if (body.isPresent() && System.nanoTime() - lastPiece > PATIENCE.toNanos()) {
          try {
            body.get().close();
          } catch (IOException e) {
            // It is given up anyway; who reads it begins again.
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (true) {
        try {
          download();
        } catch (IOException e) {
          TimeUnit.SECONDS.sleep(1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void download() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(download).timeout(PATIENCE).build();
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    byte[] piece = new byte[PIECE];
    long started = System.nanoTime();
    long next = started;
    try (InputStream body = response.body()) {
      lastPiece = started;
      open = Optional.of(body);
      for (int count = body.readNBytes(piece, 0, PIECE);
          count > 0;
          count = body.readNBytes(piece, 0, PIECE)) {
        lastPiece = System.nanoTime();
        double seconds = (System.nanoTime() - started) / 1e9;
        next += (long) (count * 1e9 / rate(seconds));
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
        next = Math.max(next, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
      }
    } finally {
      open = Optional.empty();
    }
  }

  /** Two waves that do not meet make it look alive. */
  static double rate(double seconds) {
    double wave =
        0.6 * Math.sin(2 * Math.PI * seconds / WAVE_SECONDS)
            + 0.4 * Math.sin(2 * Math.PI * seconds / (WAVE_SECONDS / 3.7));
    return MEAN_BYTES_PER_SECOND * (1 + SWING * wave);
  }

  @Override
  public void close() {
    thread.interrupt();
    watch.interrupt();
    client.shutdownNow();
  }
}
