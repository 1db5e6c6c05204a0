package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** A web server on this machine, whose certificate its clients trust alone. */
public final class ProfileWeb implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final SSLServerSocket server;
  private final SSLContext tls;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();

  private record Answer(int status, String text, Optional<String> location) {}

  /** Listens at once. */
  public ProfileWeb(Path folder) throws Exception {
    Path file = folder.resolve("web.p12");
    if (!Files.exists(file)) {
      makeCertificate(file);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("web", keys.getCertificate("web"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    tls = SSLContext.getInstance("TLS");
    tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    server =
        (SSLServerSocket)
            tls.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("profile-web").start(this::serve);
  }

  private static void makeCertificate(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "web",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + said);
    }
  }

  /** What speaks to it. */
  public Supplier<HttpClient.Builder> clients() {
    return () -> HttpClient.newBuilder().sslContext(tls);
  }

  /** {@code localhost:port}. */
  public String host() {
    return "localhost:" + server.getLocalPort();
  }

  /** Its address with a path. */
  public String at(String path) {
    return "https://" + host() + path;
  }

  /** Answers a path, whatever its query; where a login is wanted, it comes in front of the path. */
  public ProfileWeb answer(String path, int status, String text) {
    answers.put(path, new Answer(status, text, Optional.empty()));
    return this;
  }

  /** Sends the visitors of a path elsewhere. */
  public ProfileWeb redirect(String path, String to) {
    answers.put(path, new Answer(302, "", Optional.of(to)));
    return this;
  }

  /** {@code user:password} of each request that had them. */
  public List<String> logins() {
    return logins;
  }

  /** Path and query of each request. */
  public List<String> paths() {
    return paths;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket visitor = server.accept()) {
        answer(visitor);
      } catch (IOException e) {
        // A visitor who does not trust the certificate hangs up.
      }
    }
  }

  private void answer(Socket visitor) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(visitor.getInputStream(), ISO_8859_1));
    String target = in.readLine().split(" ", -1)[1];
    String login = "";
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.regionMatches(true, 0, "authorization: basic ", 0, 21)) {
        login = new String(Base64.getDecoder().decode(line.substring(21)), UTF_8);
      }
    }
    paths.add(target);
    if (!login.isEmpty()) {
      logins.add(login);
    }
    String path = target.replaceFirst("[?].*", "");
    Answer answer =
        Optional.ofNullable(answers.get(login + path))
            .or(() -> Optional.ofNullable(answers.get(path)))
            .orElse(new Answer(404, "", Optional.empty()));
    byte[] body = answer.text().getBytes(UTF_8);
    String head =
        "HTTP/1.1 %d X\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n"
            .formatted(
                answer.status(),
                body.length,
                answer.location().map(to -> "Location: " + to + "\r\n").orElse(""));
    visitor.getOutputStream().write(head.getBytes(ISO_8859_1));
    visitor.getOutputStream().write(body);
    visitor.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
