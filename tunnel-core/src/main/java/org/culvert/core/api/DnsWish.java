package org.culvert.core.api;

import java.net.InetAddress;
import java.util.List;

/** Who is to be asked for names while a tunnel stands. As a text it is what a user types. */
public sealed interface DnsWish {
  /** So many resolvers can be named. */
  int MOST = 8;

  /** Whom the server and the profile name. */
  record Server() implements DnsWish {
    @Override
    public String text() {
      return "server";
    }
  }

  /** Whomever the machine asks already: nothing is changed. */
  record None() implements DnsWish {
    @Override
    public String text() {
      return "none";
    }
  }

  /**
   * These and no others, through the tunnel.
   *
   * @param addresses of either family, as they were typed; the preferred one first, never empty
   */
  record These(List<String> addresses) implements DnsWish {
    /** Throws an {@link IllegalArgumentException} as {@link #parse} does. */
    public These {
      addresses = addresses.stream().distinct().toList();
      addresses.forEach(DnsWish::check);
      if (addresses.size() > MOST) {
        throw new IllegalArgumentException(
            "These are " + addresses.size() + " DNS servers; at most " + MOST + " can be asked.");
      }
    }

    @Override
    public String text() {
      return String.join(",", addresses);
    }
  }

  /** What {@link #parse} reads. */
  String text();

  /**
   * Reads {@code server}, {@code none}, or addresses with commas or spaces between them.
   *
   * @throws IllegalArgumentException with a sentence for whoever typed it
   */
  static DnsWish parse(String text) {
    String typed = text.strip();
    return switch (typed) {
      case "server" -> new Server();
      case "none" -> new None();
      default -> new These(words(typed));
    };
  }

  /** What stands between commas and spaces. */
  static List<String> words(String typed) {
    return List.of(typed.strip().split("[,\\s]+", -1));
  }

  private static void check(String word) {
    if (word.isEmpty()) {
      throw new IllegalArgumentException(
          "Type the address of a DNS server, for example 9.9.9.9 or 2620:fe::fe.");
    }
    InetAddress address;
    try {
      // A short form such as 9.9 means something else to each program that reads it.
      boolean whole = word.indexOf(':') >= 0 || word.chars().filter(c -> c == '.').count() == 3;
      if (!whole || word.indexOf('%') >= 0 || word.indexOf('[') >= 0) {
        throw new IllegalArgumentException("not an address");
      }
      address = InetAddress.ofLiteral(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          word + " is not the address of a DNS server, such as 9.9.9.9 or 2620:fe::fe.", e);
    }
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()) {
      throw new IllegalArgumentException(
          word
              + " cannot be asked through a tunnel: it is an address of this computer or its link.");
    }
  }
}
