package org.culvert.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
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

  private final URI download;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Thread thread = Thread.ofVirtual().name("demo-traffic").unstarted(this::run);

  DemoTraffic(URI download) {
    this.download = download;
  }

  void start() {
    thread.start();
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
    HttpRequest request = HttpRequest.newBuilder(download).build();
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    byte[] piece = new byte[PIECE];
    long started = System.nanoTime();
    long next = started;
    try (InputStream body = response.body()) {
      for (int count = body.readNBytes(piece, 0, PIECE);
          count > 0;
          count = body.readNBytes(piece, 0, PIECE)) {
        double seconds = (System.nanoTime() - started) / 1e9;
        next += (long) (count * 1e9 / rate(seconds));
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
        next = Math.max(next, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
      }
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
    client.shutdownNow();
  }
}
