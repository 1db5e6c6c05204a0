package org.culvert.app.profiles;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A profile from an address: a private key comes with it, so nothing but HTTPS will do.
 *
 * @param clients makes the client that asks
 */
record WebSource(Supplier<HttpClient.Builder> clients) {
  private static final Logger LOG = LoggerFactory.getLogger(WebSource.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For all of it: a server may send a byte now and then for ever. */
  private static final Duration WHOLE = Duration.ofSeconds(60);

  static boolean isAddress(String source) {
    return source.matches("(?i)[a-z][a-z0-9+.-]*://.*");
  }

  /** What the address, and who may be named in it, leads to; wipes the login. */
  byte[] read(String address, Optional<WebLogin> login) throws IOException, ProfileException {
    try {
      WebPlace place = WebPlace.of(address, login);
      try {
        return within(WHOLE, place.uri().getHost(), () -> download(place));
      } finally {
        place.login().ifPresent(it -> it.password().wipe());
      }
    } finally {
      login.ifPresent(it -> it.password().wipe());
    }
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
      throw ProfileException.because("too-slow", host, limit.toSeconds());
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

  private byte[] download(WebPlace place) throws IOException, ProfileException {
    boolean signedIn = place.login().isPresent();
    // NORMAL follows redirects, except from https to http; a password goes nowhere else.
    try (HttpClient client =
        clients
            .get()
            .followRedirects(signedIn ? HttpClient.Redirect.NEVER : HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(place.uri()).timeout(PATIENCE);
      place.login().ifPresent(login -> request.setHeader("Authorization", basic(login)));
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] content = body.readNBytes(SourceLimits.ARCHIVE + 1);
        if (response.statusCode() / 100 == 3) {
          throw moved(place, response.headers().firstValue("Location").orElse(""));
        }
        if (response.statusCode() != 200 || AccessServer.message(content).isPresent()) {
          throw AccessServer.refused(
              place.uri().getHost(), response.statusCode(), content, signedIn);
        }
        return content;
      } finally {
        client.shutdownNow();
      }
    } catch (IOException | IllegalArgumentException e) {
      if (isOdd(e)) {
        LOG.debug("an answer that is none", e);
        throw ProfileException.because("odd-answer", place.uri().getHost());
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /**
   * The client follows what may be followed: what is left for somebody without a login goes round
   * in a circle or away from https.
   */
  private static ProfileException moved(WebPlace place, String to) {
    String host = place.uri().getHost();
    try {
      URI target = place.uri().resolve(to);
      if (place.login().isPresent() && "https".equalsIgnoreCase(target.getScheme())) {
        return ProfileException.because("moved", host, target);
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("a redirect to nowhere", e);
    }
    return ProfileException.because("moved-nowhere", host);
  }

  /** Whether the server's answer is at fault, which the client says in words for programmers. */
  private static boolean isOdd(Exception e) {
    if (e instanceof ConnectException || e instanceof SSLException) {
      return false;
    }
    return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
        .anyMatch(it -> it instanceof ProtocolException || it instanceof RuntimeException);
  }

  /** RFC 7617. The client keeps the header in a String, so this one cannot be wiped. */
  private static String basic(WebLogin login) {
    byte[] name = (login.username() + ":").getBytes(StandardCharsets.UTF_8);
    byte[] password = login.password().copyBytes();
    byte[] both = Arrays.copyOf(name, name.length + password.length);
    System.arraycopy(password, 0, both, name.length, password.length);
    try {
      return "Basic " + Base64.getEncoder().encodeToString(both);
    } finally {
      Arrays.fill(password, (byte) 0);
      Arrays.fill(both, (byte) 0);
    }
  }
}
