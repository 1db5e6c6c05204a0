package org.culvert.app.profiles;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A profile from an address: a private key comes with it, so nothing but HTTPS will do. */
final class WebSource {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private WebSource() {}

  static boolean isAddress(String source) {
    return source.matches("(?i)[a-z][a-z0-9+.-]*://.*");
  }

  static byte[] read(String address) throws IOException, ProfileException {
    URI uri = uri(address);
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
