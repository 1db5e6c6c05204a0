package org.culvert.core.push;

import java.util.Set;

/** What becomes of pushed options that need no handling of their own; wire reference 7.2. */
final class OptionNames {
  /** What to do with an option. */
  enum Kind {
    /** Goes to the planner. */
    NETWORK,
    /** Legal, but nothing here depends on it. */
    NO_USE,
    /** Would run programs, touch files or turn the connection elsewhere. */
    FORBIDDEN,
    UNKNOWN
  }

  private static final Set<String> NETWORK =
      Set.of(
          "ifconfig",
          "ifconfig-ipv6",
          "topology",
          "route",
          "route-ipv6",
          "route-gateway",
          "route-ipv6-gateway",
          "route-metric",
          "redirect-gateway",
          "redirect-private",
          "dhcp-option",
          "dns",
          "tun-mtu",
          "block-ipv4",
          "block-ipv6",
          "block-outside-dns",
          "redirect-dns");

  private static final Set<String> NO_USE =
      Set.of(
          "route-delay",
          "route-method",
          "register-dns",
          "ip-win32",
          "dhcp-renew",
          "dhcp-release",
          "dhcp-pre-release",
          "tap-sleep",
          "ping-timer-rem",
          "comp-noadapt",
          "shaper",
          "verb",
          "mute",
          "errors-to-stderr",
          "setenv-safe",
          "setenv",
          "persist-tun",
          "persist-key",
          "ifconfig-noexec",
          "ifconfig-nowarn",
          "max-routes",
          "tun-ipv6");

  private static final Set<String> FORBIDDEN =
      Set.of(
          "bind-dev",
          "lladdr",
          "client-nat",
          "up",
          "down",
          "route-up",
          "route-pre-down",
          "ipchange",
          "tls-verify",
          "auth-user-pass-verify",
          "client-connect",
          "client-disconnect",
          "learn-address",
          "plugin",
          "script-security",
          "iproute",
          "config",
          "cd",
          "chroot",
          "user",
          "group",
          "log",
          "log-append",
          "status",
          "writepid",
          "daemon",
          "management",
          "providers",
          "engine",
          "tmp-dir",
          "remote",
          "proto",
          "ca",
          "cert",
          "key",
          "pkcs12",
          "tls-auth",
          "tls-crypt",
          "tls-crypt-v2",
          "auth-user-pass",
          "askpass",
          "http-proxy",
          "socks-proxy");

  /** An error in one of these ends the attempt; a guess would break or weaken the connection. */
  private static final Set<String> VITAL =
      Set.of(
          "ifconfig",
          "ifconfig-ipv6",
          "cipher",
          "peer-id",
          "protocol-flags",
          "key-derivation",
          "compress",
          "comp-lzo");

  private OptionNames() {}

  static Kind kindOf(String name) {
    if (NETWORK.contains(name)) {
      return Kind.NETWORK;
    }
    if (NO_USE.contains(name)) {
      return Kind.NO_USE;
    }
    return FORBIDDEN.contains(name) ? Kind.FORBIDDEN : Kind.UNKNOWN;
  }

  static boolean isVital(String name) {
    return VITAL.contains(name);
  }
}
