package org.culvert.app.diagnostics;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How many words of a directive may be shown. What is not listed here may be anything, even a
 * password that stands on a line of its own, and is not shown at all.
 */
final class KeptWords {
  private static final int ALL = 16;

  /** Without words, or with words that never name a person, a place or a secret. */
  private static final Set<String> WHOLE =
      Set.of(
          "allow-compression",
          "allow-pull-fqdn",
          "allow-recursive-routing",
          "auth",
          "auth-nocache",
          "auth-retry",
          "bind",
          "block-ipv6",
          "block-outside-dns",
          "cipher",
          "client",
          "client-nat",
          "comp-lzo",
          "comp-noadapt",
          "compat-mode",
          "compress",
          "connect-retry",
          "connect-retry-max",
          "connect-timeout",
          "data-ciphers",
          "data-ciphers-fallback",
          "dev",
          "dev-type",
          "disable-dco",
          "disable-occ",
          "explicit-exit-notify",
          "fast-io",
          "float",
          "fragment",
          "group",
          "hand-window",
          "http-proxy-retry",
          "http-proxy-timeout",
          "ifconfig",
          "ifconfig-ipv6",
          "ifconfig-noexec",
          "ifconfig-nowarn",
          "inactive",
          "keepalive",
          "key-direction",
          "key-method",
          "keysize",
          "link-mtu",
          "local",
          "lport",
          "max-packet-size",
          "mlock",
          "mode",
          "mssfix",
          "mtu-disc",
          "mtu-test",
          "multihome",
          "mute",
          "mute-replay-warnings",
          "ncp-ciphers",
          "ncp-disable",
          "nice",
          "no-iv",
          "no-replay",
          "nobind",
          "passtos",
          "peer-fingerprint",
          "persist-key",
          "persist-local-ip",
          "persist-remote-ip",
          "persist-tun",
          "ping",
          "ping-exit",
          "ping-restart",
          "ping-timer-rem",
          "port",
          "prng",
          "proto",
          "proto-force",
          "providers",
          "pull",
          "pull-filter",
          "push-peer-info",
          "rcvbuf",
          "redirect-gateway",
          "redirect-private",
          "remote-cert-eku",
          "remote-cert-ku",
          "remote-cert-tls",
          "remote-random",
          "remote-random-hostname",
          "reneg-bytes",
          "reneg-pkts",
          "reneg-sec",
          "replay-window",
          "resolv-retry",
          "route",
          "route-delay",
          "route-gateway",
          "route-ipv6",
          "route-ipv6-gateway",
          "route-metric",
          "route-method",
          "route-nopull",
          "route-noexec",
          "rport",
          "script-security",
          "server-poll-timeout",
          "show-net-up",
          "sndbuf",
          "socket-flags",
          "socks-proxy-retry",
          "tls-cert-profile",
          "tls-cipher",
          "tls-ciphersuites",
          "tls-client",
          "tls-exit",
          "tls-groups",
          "tls-timeout",
          "tls-version-max",
          "tls-version-min",
          "topology",
          "tran-window",
          "tun-ipv6",
          "tun-mtu",
          "tun-mtu-extra",
          "tun-mtu-max",
          "txqueuelen",
          "user",
          "verb",
          "verify-hash",
          "vpn-gateway");

  /** Only the name: what follows may be a secret, a file's name or somebody's own words. */
  private static final Set<String> BARE =
      Set.of(
          "askpass",
          "auth-token",
          "auth-token-user",
          "auth-user-pass",
          "ca",
          "capath",
          "cd",
          "cert",
          "config",
          "crl-verify",
          "cryptoapicert",
          "daemon",
          "dh",
          "down",
          "echo",
          "engine",
          "extra-certs",
          "http-proxy-option",
          "http-proxy-user-pass",
          "ignore-unknown-option",
          "ipchange",
          "iproute",
          "key",
          "log",
          "log-append",
          "management",
          "management-client",
          "management-hold",
          "management-query-passwords",
          "parameter",
          "pkcs11-id",
          "pkcs11-providers",
          "pkcs12",
          "plugin",
          "route-pre-down",
          "route-up",
          "secret",
          "setenv",
          "setenv-safe",
          "static-challenge",
          "status",
          "tls-auth",
          "tls-crypt",
          "tls-crypt-v2",
          "tls-verify",
          "tmp-dir",
          "up",
          "writepid");

  private static final Map<String, Integer> COUNTS = counts();

  private KeptWords() {}

  private static Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    WHOLE.forEach(name -> counts.put(name, ALL));
    BARE.forEach(name -> counts.put(name, 0));
    counts.put("remote", 3);
    counts.put("http-proxy", 2);
    counts.put("socks-proxy", 2);
    counts.put("dhcp-option", 2);
    counts.put("dns", ALL);
    counts.put("ip-remote-hint", 1);
    counts.put("verify-x509-name", 2);
    return counts;
  }

  /** Empty for what is not known: even its first word is not shown. */
  static OptionalInt of(String directive) {
    Integer count = COUNTS.get(directive);
    return count == null ? OptionalInt.empty() : OptionalInt.of(count);
  }
}
