package org.culvert.app.browser;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * The address of a web page: nothing that would make an opener start a program or show a file, and
 * nothing that shows as something else than it is.
 */
public record WebAddress(String text, String host) {
  /** Only https, and http; empty for anything else. */
  public static Optional<WebAddress> of(String text) {
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text);
      String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
      boolean web = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http");
      return web && uri.getHost() != null && uri.getUserInfo() == null
          ? Optional.of(new WebAddress(text, uri.getHost()))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
