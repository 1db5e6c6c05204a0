package org.culvert.core.profile;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a profile says and what its user is told, in lines that can be read and compared. */
final class ProfileSummary {
  private ProfileSummary() {}

  static String of(ProfileReport report) {
    return report.profile().map(ProfileSummary::model).orElse("refused\n")
        + actions(report)
        + report.findings().stream()
            .filter(finding -> finding.severity() != Finding.Severity.NOTE)
            .map(finding -> finding.severity() + " " + finding + "\n")
            .collect(Collectors.joining());
  }

  static String model(Profile profile) {
    StringBuilder text = new StringBuilder();
    profile.friendlyName().ifPresent(name -> text.append("name ").append(name).append('\n'));
    profile.remotes().forEach(remote -> text.append("remote ").append(of(remote)).append('\n'));
    if (profile.choice().random()) {
      text.append("in random order\n");
    }
    text.append("sign in with ").append(signIn(profile)).append('\n');
    text.append("server known by ").append(serverChecks(profile.tls())).append('\n');
    text.append("ciphers ").append(String.join(":", profile.dataCiphers()));
    profile.fallbackCipher().ifPresent(cipher -> text.append(", else ").append(cipher));
    text.append(", auth ").append(profile.authDigest()).append('\n');
    if (!profile.compression().equals(CompressionSettings.NONE)) {
      text.append("framing ").append(profile.compression().framing());
      text.append(profile.compression().decompress() ? ", decompresses\n" : "\n");
    }
    text.append(timers(profile.timers(), profile.remotes().getFirst().pace()));
    PacketSizes sizes = profile.remotes().getFirst().sizes();
    sizes.mtu().ifPresent(mtu -> text.append("mtu ").append(mtu).append('\n'));
    sizes.mssFix().ifPresent(fix -> text.append(fix).append('\n'));
    for (List<String> line : profile.tunnel().network()) {
      text.append("network ").append(String.join(" ", line)).append('\n');
    }
    profile.pull().filters().forEach(filter -> text.append(filter).append('\n'));
    profile
        .peerInfo()
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return text.toString();
  }

  private static String of(Remote remote) {
    String wrapping =
        switch (remote.wrapping()) {
          case ControlWrapping.None() -> "";
          case ControlWrapping.TlsAuth auth ->
              " tls-auth " + auth.direction() + " " + auth.digest();
          case ControlWrapping.TlsCrypt _ -> " tls-crypt";
          case ControlWrapping.TlsCryptV2 _ -> " tls-crypt-v2";
        };
    return remote.host()
        + " "
        + remote.port()
        + " "
        + remote.transport()
        + " "
        + remote.family()
        + wrapping
        + remote.explicitExitNotify().stream()
            .mapToObj(times -> " exit-notify " + times)
            .collect(Collectors.joining())
        + remote.proxy().map(proxy -> " by " + of(proxy)).orElse("");
  }

  private static String of(Proxy proxy) {
    String kind =
        switch (proxy) {
          case Proxy.Http http -> "HTTP proxy, login " + http.login();
          case Proxy.Socks5 _ -> "SOCKS proxy";
        };
    return kind + (proxy.credentials().isPresent() ? " known, " : ", ") + proxy.text();
  }

  private static String signIn(Profile profile) {
    Set<String> ways = new TreeSet<>();
    if (profile.tls().certificate().isPresent()) {
      ways.add("certificate");
    }
    if (profile.tls().pkcs12().isPresent()) {
      ways.add("PKCS#12");
    }
    if (profile.userPass()) {
      ways.add(profile.credentials().isPresent() ? "password of the profile" : "password");
    }
    return String.join(" and ", ways);
  }

  private static String serverChecks(TlsSettings tls) {
    Set<String> checks = new TreeSet<>();
    if (tls.ca().isPresent()) {
      checks.add("ca");
    }
    if (tls.purpose() != TlsSettings.PeerPurpose.ANY) {
      checks.add("purpose " + tls.purpose());
    }
    tls.serverName().ifPresent(name -> checks.add(name.match() + " " + name.text()));
    if (!tls.peerFingerprints().isEmpty()) {
      checks.add(tls.peerFingerprints().size() + " fingerprints");
    }
    tls.extendedKeyUsage().ifPresent(usage -> checks.add("extended usage " + usage));
    if (!tls.keyUsages().isEmpty()) {
      checks.add("usages " + tls.keyUsages());
    }
    if (tls.crl().isPresent()) {
      checks.add("revocation list");
    }
    return String.join(", ", checks)
        + ", TLS "
        + tls.minVersion().text()
        + " to "
        + tls.maxVersion().text();
  }

  private static String timers(Timers timers, Pace pace) {
    StringBuilder text = new StringBuilder();
    timers.ping().ifPresent(ping -> text.append("ping ").append(ping).append('\n'));
    timers.pingRestart().ifPresent(s -> text.append("ping-restart ").append(s).append('\n'));
    if (timers.renegotiate() != Timers.DEFAULT.renegotiate()) {
      text.append("reneg ").append(timers.renegotiate()).append('\n');
    }
    if (pace.answer() != Pace.DEFAULT.answer()) {
      text.append("server-poll ").append(pace.answer()).append('\n');
    }
    return text.toString();
  }

  /**
   * The names of the lines by what becomes of them, but for those that are simply followed or not.
   */
  private static String actions(ProfileReport report) {
    Map<Action, Set<String>> names = new EnumMap<>(Action.class);
    for (Explained line : report.explained()) {
      if (line.action() == Action.SUPPORT || line.action() == Action.IGNORE) {
        continue;
      }
      names.computeIfAbsent(line.action(), _ -> new TreeSet<>()).add(line.text().split(" ", 2)[0]);
    }
    return names.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(" ", entry.getValue()) + "\n")
        .collect(Collectors.joining());
  }
}
