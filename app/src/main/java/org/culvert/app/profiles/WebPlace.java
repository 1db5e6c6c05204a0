package org.culvert.app.profiles;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.culvert.core.api.Secret;

/**
 * Where a profile is in the web, and who asks for it.
 *
 * @param uri without user name and password
 */
public record WebPlace(URI uri, Optional<WebLogin> login) {
  private static final String LINK = "openvpn://import-profile/";
  private static final int LAST_PORT = 65_535;
  private static final Pattern HOST =
      Pattern.compile("(https?://(?:[^/?#]*@)?)([^/?#@:\\[\\]]+)(.*)", Pattern.CASE_INSENSITIVE);

  /** Whether a text is an address to read a profile from, good or not. */
  public static boolean isMeant(String text) {
    String line = text.strip().toLowerCase(Locale.ROOT);
    return (line.startsWith("https://") || line.startsWith("http://") || line.startsWith(LINK))
        && line.lines().count() == 1;
  }

  /** The address in an {@code openvpn://import-profile/} link; any other as it is. */
  public static String unwrapped(String text) {
    String address = text.strip();
    return address.regionMatches(true, 0, LINK, 0, LINK.length())
        ? address.substring(LINK.length())
        : address;
  }

  /**
   * Understands an address, a link to import from, and {@code https://user:password@host}.
   *
   * @param given goes before what the address says
   */
  static WebPlace of(String text, Optional<WebLogin> given) throws ProfileException {
    try {
      URI uri = new URI(ascii(unwrapped(text)));
      if ("https".equalsIgnoreCase(uri.getScheme())) {
        if (uri.getHost() == null || uri.getPort() > LAST_PORT) {
          throw ProfileException.because("not-well-formed");
        }
        Optional<WebLogin> login = given.or(() -> loginOf(uri));
        URI bare = bare(uri);
        return new WebPlace(
            login.isPresent() ? AccessServer.profile(bare, login.get().autologin()) : bare, login);
      }
    } catch (URISyntaxException e) {
      throw ProfileException.because("not-well-formed");
    }
    throw ProfileException.because("not-https");
  }

  /** A host's name in the letters that the web has for it (RFC 5890, "A-label"). */
  private static String ascii(String address) throws ProfileException {
    Matcher parts = HOST.matcher(address);
    if (!parts.matches()) {
      return address;
    }
    try {
      return parts.group(1) + IDN.toASCII(parts.group(2)) + parts.group(3);
    } catch (IllegalArgumentException e) {
      throw ProfileException.because("not-well-formed");
    }
  }

  private static Optional<WebLogin> loginOf(URI uri) {
    return Optional.ofNullable(uri.getRawUserInfo())
        .map(info -> info.split(":", 2))
        .filter(parts -> parts.length == 2)
        .map(parts -> new WebLogin(decoded(parts[0]), Secret.ofText(decoded(parts[1])), false));
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static URI bare(URI uri) throws URISyntaxException {
    String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    String path = Optional.ofNullable(uri.getRawPath()).orElse("");
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new URI("https://" + host + path + query);
  }

  /** How it is named in messages, and its profile: a query may hold a token. */
  public static String named(String text) {
    String address = unwrapped(text).replaceFirst("[?#].*", "").replaceFirst("//[^/@]*@", "//");
    return address.replaceFirst("/rest/[^/]*$", "").replaceFirst("/$", "");
  }

  /** The server that an address leads to, with its port where the address has one. */
  public static String server(String text) {
    return named(text).replaceFirst("^[^/]*//", "").replaceFirst("/.*", "");
  }

  /** Leaves the query out. */
  @Override
  public String toString() {
    return "WebPlace[" + uri.getHost() + "]";
  }
}
