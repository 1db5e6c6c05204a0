package org.culvert.core.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.culvert.core.api.PrintableText;

/** Collects what was pushed and is not followed, in bounded space, without secrets. */
final class IgnoredOptions {
  private static final int LIMIT = 200;

  /** Options whose arguments are harmless in a log and help there. */
  private static final Set<String> QUOTED =
      Set.of(
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
          "topology",
          "ifconfig",
          "ifconfig-ipv6",
          "ping",
          "ping-restart",
          "ping-exit",
          "keepalive",
          "inactive",
          "session-timeout",
          "explicit-exit-notify",
          "sndbuf",
          "rcvbuf",
          "socket-flags",
          "auth",
          "echo");

  private final List<String> sentences = new ArrayList<>();
  private int more;

  void add(List<String> words, String why) {
    String shown =
        QUOTED.contains(words.getFirst())
            ? PrintableText.of(String.join(" ", words))
            : OptionWords.shortName(words.getFirst());
    add("Pushed option \"" + shown + "\" " + why + ".");
  }

  void add(String sentence) {
    if (sentences.size() < LIMIT) {
      sentences.add(sentence);
    } else {
      more++;
    }
  }

  List<String> sentences() {
    List<String> all = new ArrayList<>(sentences);
    if (more > 0) {
      all.add("Further pushed options are not followed: " + more + ".");
    }
    return all;
  }
}
