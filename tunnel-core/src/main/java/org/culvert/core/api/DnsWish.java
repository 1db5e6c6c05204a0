package org.culvert.core.api;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.DnsWishException.Why;

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
    /** Throws a {@link DnsWishException} as {@link #parse} does. */
    public These {
      addresses = addresses.stream().distinct().toList();
      addresses.forEach(DnsWish::check);
      if (addresses.size() > MOST) {
        throw new DnsWishException(
            Why.TOO_MANY,
            Integer.toString(addresses.size()),
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
   * @throws DnsWishException with a sentence for whoever typed it
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
      throw new DnsWishException(
          Why.EMPTY, word, "Type the address of a DNS server, for example 9.9.9.9 or 2620:fe::fe.");
    }
    InetAddress address =
        literal(word)
            .orElseThrow(
                () ->
                    new DnsWishException(
                        Why.NO_ADDRESS,
                        word,
                        word
                            + " is not the address of a DNS server, such as 9.9.9.9 or"
                            + " 2620:fe::fe."));
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()) {
      throw new DnsWishException(
          Why.TOO_NEAR,
          word,
          word
              + " cannot be asked through a tunnel: it is an address of this computer or its link.");
    }
  }

  /** A short form such as 9.9 means something else to each program that reads it. */
  private static Optional<InetAddress> literal(String word) {
    boolean whole = word.indexOf(':') >= 0 || word.chars().filter(c -> c == '.').count() == 3;
    if (!whole || word.indexOf('%') >= 0 || word.indexOf('[') >= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(word));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
