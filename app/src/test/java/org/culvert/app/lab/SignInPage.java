package org.culvert.app.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A small page on this machine where somebody signs in by looking at it. */
final class SignInPage implements AutoCloseable {
  private static final String WANTED = "/sign-in?for=lab";
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nSigned in"
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server;
  private volatile boolean signedIn;

  private SignInPage(ServerSocket server) {
    this.server = server;
  }

  static SignInPage open() throws IOException {
    SignInPage page = new SignInPage(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(page::serve);
    return page;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket visitor = server.accept();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII))) {
        String first = in.readLine();
        for (String line = first; line != null && !line.isEmpty(); line = in.readLine()) {
          // The headers say nothing that matters here.
        }
        visitor.getOutputStream().write(ANSWER);
        signedIn |= first != null && first.startsWith("GET " + WANTED + " ");
      } catch (IOException e) {
        // Closed: the test is over.
      }
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + WANTED;
  }

  /** What a browser does with the address that it is given. */
  static void visit(String address) throws IOException, InterruptedException {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      browser.send(
          HttpRequest.newBuilder(URI.create(address)).build(),
          HttpResponse.BodyHandlers.discarding());
    }
  }

  boolean signedIn() {
    return signedIn;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
