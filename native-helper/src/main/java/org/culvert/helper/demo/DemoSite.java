package org.culvert.helper.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What the demo server serves through the tunnel: a page, an endless download, and a place to
 * upload to. Must be opened on a thread inside the namespace; connections then stay in it by
 * themselves.
 */
final class DemoSite implements AutoCloseable {
  private static final int PORT = 80;
  private static final int CHUNK = 64 * 1024;

  private static final String PAGE =
      """
      <!doctype html>
      <meta charset="utf-8">
      <title>Culvert demo</title>
      <style>
        body { font: 18px/1.5 system-ui, sans-serif; max-width: 36em; margin: 12vh auto; }
      </style>
      <h1>You are inside the tunnel</h1>
      <p>This page is served from a network namespace on your own machine. Each byte of it was
      encrypted, sent as OpenVPN packets over loopback, and decrypted again.</p>
      <p><a href="/download">An endless download</a> gives the window something to draw.</p>
      """;

  private final HttpServer server;
  // Platform threads: virtual ones would run on shared carriers, which would be born in here.
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("demo-site-", 0).daemon().factory());
  private final InetAddress address;

  private DemoSite(InetAddress address) throws IOException {
    this.address = address;
    this.server = HttpServer.create(new InetSocketAddress(address, PORT), 16);
    server.setExecutor(threads);
    server.createContext("/", DemoSite::page);
    server.createContext("/download", DemoSite::download);
    server.createContext("/upload", DemoSite::upload);
    server.start();
  }

  static DemoSite open(InetAddress address) throws IOException {
    return new DemoSite(address);
  }

  String url(String path) {
    return "http://" + address.getHostAddress() + path;
  }

  private static void page(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  private static void download(HttpExchange exchange) throws IOException {
    byte[] noise = new byte[CHUNK];
    new Random(1).nextBytes(noise);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream body = exchange.getResponseBody();
      while (!Thread.currentThread().isInterrupted()) {
        body.write(noise);
      }
    }
  }

  private static void upload(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      exchange.sendResponseHeaders(204, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
