package org.culvert.app.lab;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An OpenVPN server on the lab's server host, and profiles that fit to it. */
final class OpenVpnServer {
  static final String TUNNEL_IPV4 = "10.8.0.1";
  static final String TUNNEL_IPV6 = "fd08::1";
  static final int PORT = 1194;

  private static final Duration START = Duration.ofSeconds(20);

  private final Lab lab;
  private final Options options;
  private final Path configuration;
  private final Path log;
  private Running running;

  private OpenVpnServer(Lab lab, Options options, Path configuration, Path log, Running running) {
    this.lab = lab;
    this.options = options;
    this.configuration = configuration;
    this.log = log;
    this.running = running;
  }

  /** How control packets are wrapped. */
  enum Wrap {
    PLAIN,
    TLS_AUTH,
    TLS_CRYPT
  }

  /** What a server is started with; see {@link #options}. */
  static final class Options {
    private final Pki pki;
    private Pki.Identity server;
    private Pki.Identity client;
    private final Path staticKey;
    private boolean clientCertificate = true;
    private boolean pointToPoint;
    private ServerVersion version = ServerVersion.OPENVPN_2_6;
    private String protocol = "udp4";
    private Wrap wrap = Wrap.PLAIN;
    private final List<String> serverLines = new ArrayList<>();
    private final List<String> profileLines = new ArrayList<>();

    private Options(Lab lab) {
      pki = lab.pki();
      server = pki.issue("lab-server", Pki.Purpose.SERVER);
      client = pki.issue("lab-client", Pki.Purpose.CLIENT);
      staticKey = Pki.staticKey(lab.newPath("static.key"));
    }

    /** Which OpenVPN serves; 2.6 unless said. */
    Options version(ServerVersion value) {
      version = value;
      return this;
    }

    /** Two equal ends: nobody pushes, both sides have their addresses in their own files. */
    Options pointToPoint() {
      pointToPoint = true;
      return this;
    }

    /** {@code udp4}, {@code udp6}, {@code tcp4} or {@code tcp6}: what both sides speak. */
    Options protocol(String value) {
      protocol = value;
      return this;
    }

    Options wrap(Wrap value) {
      wrap = value;
      return this;
    }

    /** Shows this certificate instead of the usual one. */
    Options serverIdentity(Pki.Identity value) {
      server = value;
      return this;
    }

    /** Keys of these kinds, as {@code openssl req -newkey} names them. */
    Options keys(String serverKind, String clientKind) {
      server = pki.withKeys(serverKind).issue("lab-server", Pki.Purpose.SERVER);
      client = pki.withKeys(clientKind).issue("lab-client", Pki.Purpose.CLIENT);
      return this;
    }

    /** The number of the server's certificate. */
    BigInteger serverSerial() {
      String hex =
          Shell.out("openssl", "x509", "-noout", "-serial", "-in", server.certificate().toString())
              .strip()
              .replaceFirst(".*=", "");
      return new BigInteger(hex, 16);
    }

    /** The authority that signed both certificates. */
    Pki pki() {
      return pki;
    }

    /** A shared key for this digest; the directions are 0, 1, or empty for both. */
    Options tlsAuth(String digest, String server, String client) {
      line("auth " + digest).line("tls-auth " + staticKey + " " + server);
      profileLine("auth " + digest).profileBlock("tls-auth", staticKey);
      return client.isEmpty() ? this : profileLine("key-direction " + client);
    }

    /** A key of the client's own; {@code words} are the server's further ones. */
    Options tlsCryptV2(Lab lab, String words) {
      Pki.TlsCryptV2 keys = Pki.TlsCryptV2.create(lab);
      return line("tls-crypt-v2 " + keys.server() + " " + words)
          .profileBlock("tls-crypt-v2", keys.client());
    }

    /** A file inside the profile. */
    Options profileBlock(String name, Path file) {
      StringBuilder text = new StringBuilder();
      block(text, name, file);
      return profileLine(text.toString().strip());
    }

    /** Only this TLS version, for example 1.2. */
    Options tls(String version) {
      return line("tls-version-min " + version).line("tls-version-max " + version);
    }

    /** Only this data cipher. */
    Options cipher(String name) {
      profileLines.add("data-ciphers " + name);
      return line("data-ciphers " + name);
    }

    /** New keys each so many seconds. */
    Options renegotiate(int seconds) {
      return line("reneg-sec " + seconds);
    }

    /** Pushed ping and ping-restart; the server uses twice the second for itself. */
    Options keepalive(int ping, int restart) {
      return line("keepalive " + ping + " " + restart);
    }

    /** Any further line of the server's configuration. */
    Options line(String text) {
      serverLines.add(text);
      return this;
    }

    /** Any further line of the profile. */
    Options profileLine(String text) {
      profileLines.add(text);
      return this;
    }

    /** The server asks for no certificate, and the profile has none. */
    Options withoutClientCertificate() {
      clientCertificate = false;
      return line("verify-client-cert none");
    }

    /** Lets in only this user with this password. */
    Options login(Lab lab, String user, String password) {
      Path script =
          lab.write(
              "login.sh",
              """
              #!/bin/sh
              { read -r user; read -r password; } <"$1"
              [ "$user" = '%s' ] && [ "$password" = '%s' ]
              """
                  .formatted(user, password));
      Shell.out("chmod", "755", script.toString());
      profileLines.add("auth-user-pass");
      return line("script-security 2").line("auth-user-pass-verify " + script + " via-file");
    }
  }

  /** Options with certificates of the lab's authority: udp4, plain TLS, OpenVPN's defaults. */
  static Options options(Lab lab) {
    return new Options(lab);
  }

  /** Starts a server, and waits until it is ready. Stopped after the test. */
  static OpenVpnServer start(Lab lab, Options options) {
    Path configuration = lab.write("server.conf", configuration(options));
    Path log = lab.newPath("server.log");
    return new OpenVpnServer(
        lab, options, configuration, log, launch(lab, options, configuration, log));
  }

  private static Running launch(Lab lab, Options options, Path configuration, Path log) {
    Running running =
        Running.start(
            "openvpn server",
            log,
            Map.of(),
            Lab.on(
                lab.serverHost(),
                options.version.command(lab, "--config", configuration.toString())));
    lab.register(running);
    return running;
  }

  /** Starts it again after {@link #kill()} or {@link #stop()}. */
  void startAgain() {
    int before = running.count("Initialization Sequence Completed");
    running = launch(lab, options, configuration, log);
    Await.until(
        "the server is up again",
        START,
        () -> running.count("Initialization Sequence Completed") > before);
  }

  OpenVpnServer awaitReady() {
    running.awaitOutput("Initialization Sequence Completed", START);
    return this;
  }

  /** SIGKILL: no farewell to the client. */
  void kill() {
    running.kill();
  }

  /** SIGTERM. */
  void stop() {
    running.close();
  }

  ServerVersion version() {
    return options.version;
  }

  /** Process, log, counters. */
  Running process() {
    return running;
  }

  /** A server's configuration; its files are those of the options. */
  static String configuration(Options options) {
    StringBuilder text = new StringBuilder("dev tun\ndh none\ndisable-dco\nverb 3\n");
    text.append(
        options.pointToPoint
            ? """
              tls-server
              ifconfig 10.8.0.1 10.8.0.2
              """
            : """
              topology subnet
              server 10.8.0.0 255.255.255.0
              server-ipv6 fd08::/64
              """);
    text.append("proto ").append(options.protocol);
    text.append(options.protocol.startsWith("tcp") ? "-server\n" : "\n");
    text.append("port ").append(PORT).append('\n');
    text.append("ca ").append(options.pki.ca()).append('\n');
    text.append("cert ").append(options.server.certificate()).append('\n');
    text.append("key ").append(options.server.key()).append('\n');
    switch (options.wrap) {
      case PLAIN -> {}
      case TLS_AUTH -> text.append("tls-auth ").append(options.staticKey).append(" 0\n");
      case TLS_CRYPT -> text.append("tls-crypt ").append(options.staticKey).append('\n');
    }
    if (options.serverLines.stream().noneMatch(line -> line.startsWith("keepalive "))) {
      text.append("keepalive 5 30\n");
    }
    options.serverLines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** A profile for this server, with every file inline. */
  String profile() {
    return profile(options);
  }

  /** The profile for a server of these options, started or not. */
  static String profile(Options options) {
    StringBuilder text = new StringBuilder("dev tun\nnobind\nremote-cert-tls server\n");
    text.append(options.pointToPoint ? "tls-client\nifconfig 10.8.0.2 10.8.0.1\n" : "client\n");
    String address = options.protocol.endsWith("6") ? Lab.SERVER_IPV6 : Lab.SERVER_IPV4;
    text.append("remote ").append(address).append(' ').append(PORT).append(' ');
    text.append(options.protocol).append('\n');
    options.profileLines.forEach(line -> text.append(line).append('\n'));
    block(text, "ca", options.pki.ca());
    if (options.clientCertificate) {
      block(text, "cert", options.client.certificate());
      block(text, "key", options.client.key());
    }
    switch (options.wrap) {
      case PLAIN -> {}
      case TLS_AUTH -> {
        text.append("key-direction 1\n");
        block(text, "tls-auth", options.staticKey);
      }
      case TLS_CRYPT -> block(text, "tls-crypt", options.staticKey);
    }
    return text.toString();
  }

  private static void block(StringBuilder text, String name, Path file) {
    text.append('<').append(name).append(">\n");
    text.append(Shell.out("cat", file.toString()).strip());
    text.append("\n</").append(name).append(">\n");
  }
}
