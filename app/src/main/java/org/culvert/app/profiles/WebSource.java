package org.culvert.app.profiles;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A profile from an address: a private key comes with it, so nothing but HTTPS will do. */
final class WebSource {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For all of it: a server may send a byte now and then for ever. */
  private static final Duration WHOLE = Duration.ofSeconds(60);

  private WebSource() {}

  static boolean isAddress(String source) {
    return source.matches("(?i)[a-z][a-z0-9+.-]*://.*");
  }

  static byte[] read(String address) throws IOException, ProfileException {
    URI uri = uri(address);
    return within(WHOLE, uri.getHost(), () -> download(uri));
  }

  /** What is read, all at once. */
  @FunctionalInterface
  interface Download {
    byte[] get() throws IOException, ProfileException;
  }

  /** Reads on a thread that is interrupted when the time is over. */
  static byte[] within(Duration limit, String host, Download download)
      throws IOException, ProfileException {
    FutureTask<byte[]> reading = new FutureTask<>(download::get);
    Thread.ofVirtual().name("import").start(reading);
    try {
      return reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw ProfileException.invalid(
          host + " did not send the profile within " + limit.toSeconds() + " s",
          "Try again later, or download it with a browser and import the file.");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case ProfileException refused -> throw refused;
        case null, default -> throw new IllegalStateException("reading from " + host, e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      reading.cancel(true);
    }
  }

  private static byte[] download(URI uri) throws IOException, ProfileException {
    // NORMAL follows redirects, except from https to http.
    try (HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw ProfileException.invalid(
              uri.getHost() + " answered with status " + response.statusCode(),
              "Open the address in a browser, and import the file that you get.");
        }
        return body.readNBytes(SourceLimits.ARCHIVE + 1);
      } finally {
        client.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static URI uri(String address) throws ProfileException {
    try {
      URI uri = URI.create(address);
      if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw ProfileException.invalid("The address is not well formed", "Check its spelling.");
    }
    throw ProfileException.invalid(
        "Only https addresses are read: a profile holds a private key",
        "Ask for an https address, or for the file.");
  }
}
