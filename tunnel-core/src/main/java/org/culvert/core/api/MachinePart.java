package org.culvert.core.api;

import java.util.Locale;

/**
 * What a {@link Diagnosis} names within its sentence, in English words that can follow a colon. The
 * wire name is stable.
 */
public enum MachinePart {
  TCP_AT_DEVICE("TCP segments at the tunnel's device"),
  UDP_AT_DEVICE("UDP datagrams at the tunnel's device"),
  TO_SERVER("datagrams to the server"),
  FROM_SERVER("datagrams from the server"),

  LEADS_TO_RESOLVED("/etc/resolv.conf leads to systemd-resolved"),
  ASKS_RESOLVED("/etc/resolv.conf asks systemd-resolved"),
  RESOLVCONF_WRITES("resolvconf writes /etc/resolv.conf here"),
  NETWORK_MANAGER_WRITES("/etc/resolv.conf is a file that NetworkManager writes"),
  NOBODY_MINDS("/etc/resolv.conf is a file, and neither systemd-resolved nor resolvconf minds it"),
  NAMESPACE_HAS_ITS_OWN("this network namespace has a resolv.conf of its own"),
  NAMESPACE_SHARES(
      "this helper runs in a network namespace of its own and shares /etc/resolv.conf with the rest"
          + " of the machine");

  private final String words;

  MachinePart(String words) {
    this.words = words;
  }

  /** The English words. */
  public String words() {
    return words;
  }

  /** The stable name on the local socket and in JSON, for example {@code to-server}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
