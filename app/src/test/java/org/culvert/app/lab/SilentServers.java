package org.culvert.app.lab;

/** Servers by UDP that never answer: a client comes to those after them only after a while. */
final class SilentServers {
  /** Addresses behind the server's host, which drops what is meant for them. */
  private static final String NET = "192.0.2.96/28";

  private static final int FIRST = 97;
  private static final int COUNT = 10;

  private SilentServers() {}

  /** Puts them before the servers of a profile. */
  static String before(String profile, Lab lab) {
    Shell.out("ip", "-n", lab.serverHost(), "route", "replace", "blackhole", NET);
    StringBuilder lines = new StringBuilder("server-poll-timeout 4\n");
    for (int host = FIRST; host < FIRST + COUNT; host++) {
      lines.append("remote 192.0.2.%d %d udp4\n".formatted(host, OpenVpnServer.PORT));
    }
    return lines + profile;
  }
}
