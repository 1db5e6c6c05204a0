package org.culvert.app.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A third host behind the server's, which forwards to it: {@value #ADDRESS} or {@value
 * #ADDRESS_IPV6}. From here the server is {@value #SERVER}, or {@value #SERVER_NAME}, a name that
 * nobody else knows.
 */
final class ProxyHost {
  static final String ADDRESS = "10.6.0.2";
  static final String ADDRESS_IPV6 = "fd06::2";
  static final String SERVER = "10.6.0.1";
  static final String SERVER_NAME = "vpn.lab.test";
  static final int HTTP_PORT = 3128;
  static final int SOCKS_PORT = 1080;
  static final String USER = "jane";
  static final String PASSWORD = "pass word";

  private static final String SERVER_IPV6 = "fd06::1";
  private static final Duration START = Duration.ofSeconds(30);

  private final Lab lab;
  private final String host;

  private ProxyHost(Lab lab) {
    this.lab = lab;
    this.host = lab.thirdHost();
  }

  /** Makes the host, without a proxy yet. */
  static ProxyHost open(Lab lab) {
    ProxyHost proxy = new ProxyHost(lab);
    String host = proxy.host;
    Lab.etc(host, "hosts", "127.0.0.1 localhost\n" + SERVER + " " + SERVER_NAME + "\n");
    Shell.out("ip", "netns", "add", host);
    Shell.out("ip", "-n", host, "link", "set", "lo", "up");
    Shell.out(
        List.of(
                "ip",
                "-n",
                lab.serverHost(),
                "link",
                "add",
                "back0",
                "type",
                "veth",
                "peer",
                "name",
                "wire0",
                "netns",
                host)
            .toArray(String[]::new));
    Shell.out("ip", "-n", lab.serverHost(), "address", "add", SERVER + "/24", "dev", "back0");
    Shell.out("ip", "-n", lab.serverHost(), "link", "set", "back0", "up");
    Shell.out("ip", "-n", host, "address", "add", ADDRESS + "/24", "dev", "wire0");
    Shell.out("ip", "-n", host, "link", "set", "wire0", "up");
    Shell.out("ip", "-n", host, "route", "add", "default", "via", SERVER);
    address6(lab.serverHost(), "back0", SERVER_IPV6);
    address6(host, "wire0", ADDRESS_IPV6);
    Shell.out("ip", "-n", host, "route", "add", "default", "via", SERVER_IPV6);
    Shell.out(
        "ip",
        "netns",
        "exec",
        lab.serverHost(),
        "sh",
        "-c",
        "echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding");
    return proxy;
  }

  private static void address6(String host, String device, String address) {
    Shell.out("ip", "-n", host, "address", "add", address + "/64", "dev", device, "nodad");
  }

  /** Tinyproxy, with the basic login or none. */
  Running tinyproxy(boolean login) {
    Path file =
        lab.write(
            "tinyproxy.conf",
            """
            Port %d
            Timeout 600
            MaxClients 20
            ConnectPort %d
            %s
            """
                .formatted(
                    HTTP_PORT,
                    OpenVpnServer.PORT,
                    login ? "BasicAuth " + USER + " " + PASSWORD.replace(" ", "") : ""));
    return listening(HTTP_PORT, "tinyproxy", "-d", "-c", file.toString());
  }

  /** Squid, with the digest login. */
  Running squid() {
    String secret = md5(USER + ":lab:" + PASSWORD);
    Path users = lab.write("users", USER + ":lab:" + secret + "\n");
    Path logs = lab.newPath("squid");
    Shell.out("install", "-d", "-o", "proxy", logs.toString());
    Path file =
        lab.write(
            "squid.conf",
            """
            http_port %1$d
            auth_param digest program /usr/lib/squid/digest_file_auth -c %2$s
            auth_param digest realm lab
            auth_param digest children 1
            acl known proxy_auth REQUIRED
            http_access allow known
            http_access deny all
            cache deny all
            access_log none
            cache_log %3$s/cache.log
            pid_filename none
            coredump_dir %3$s
            pinger_enable off
            shutdown_lifetime 0 seconds
            visible_hostname lab
            """
                .formatted(HTTP_PORT, users, logs));
    return listening(HTTP_PORT, "squid", "-N", "-f", file.toString());
  }

  /** Dante, for TCP and UDP. */
  Running dante(boolean login) {
    if (login) {
      String hash = Shell.out("openssl", "passwd", "-6", PASSWORD).strip();
      String user = USER + ":x:12345:12345::/nonexistent:/usr/sbin/nologin\n";
      Lab.etc(host, "passwd", Shell.out("cat", "/etc/passwd") + user);
      Lab.etc(host, "shadow", USER + ":" + hash + ":1::::::\n");
    }
    Path file =
        lab.write(
            "danted.conf",
            """
            logoutput: stderr
            internal: %1$s port = %3$d
            internal: %2$s port = %3$d
            external: %1$s
            external: %2$s
            clientmethod: none
            socksmethod: %4$s
            user.privileged: root
            user.unprivileged: nobody
            client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
            client pass { from: ::/0 to: ::/0 }
            socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 command: connect udpassociate }
            socks pass { from: ::/0 to: 0.0.0.0/0 command: connect udpassociate }
            socks pass { from: ::/0 to: ::/0 command: connect udpassociate }
            socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 command: udpreply }
            socks pass { from: 0.0.0.0/0 to: ::/0 command: udpreply }
            """
                .formatted(ADDRESS, ADDRESS_IPV6, SOCKS_PORT, login ? "username" : "none"));
    return listening(
        SOCKS_PORT, "danted", "-f", file.toString(), "-p", lab.newPath("danted.pid").toString());
  }

  /** Microsocks, for TCP only. */
  Running microsocks(boolean login) {
    String port = Integer.toString(SOCKS_PORT);
    return login
        ? listening(SOCKS_PORT, "microsocks", "-i", "::", "-p", port, "-u", USER, "-P", PASSWORD)
        : listening(SOCKS_PORT, "microsocks", "-i", "::", "-p", port);
  }

  /** From now on connections are accepted, by the kernel, and nobody answers. */
  void freeze() {
    for (String pid : Shell.out("ip", "netns", "pids", host).lines().toList()) {
      Shell.out("kill", "-STOP", pid.strip());
    }
  }

  /** Ends every program of the host at once, with all of their children. */
  void stop() {
    for (String pid : Shell.out("ip", "netns", "pids", host).lines().toList()) {
      ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(ProcessHandle::destroyForcibly);
    }
    Await.until(
        "the programs of the proxy's host are gone",
        START,
        () -> Shell.out("ip", "netns", "pids", host).isBlank());
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Running listening(int port, String... command) {
    Running running =
        Running.start(
            command[0], lab.newPath(command[0] + ".log"), Map.of(), Lab.on(host, List.of(command)));
    lab.register(running);
    Await.until(
        command[0] + " listens:\n" + running.log(),
        START,
        () ->
            !running.alive()
                || Shell.out("ip", "netns", "exec", host, "ss", "-Hltn", "sport", "=", ":" + port)
                    .contains(":" + port));
    if (!running.alive()) {
      throw new AssertionError(command[0] + " ended at once:\n" + running.log());
    }
    return running;
  }
}
