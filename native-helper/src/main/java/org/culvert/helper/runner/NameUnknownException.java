package org.culvert.helper.runner;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A name has no address. */
final class NameUnknownException extends IOException {
  private static final long serialVersionUID = 1;

  private final String host;
  private final String reason;

  NameUnknownException(String host, IOException cause) {
    super(host + " has no address", cause);
    this.host = host;
    this.reason = reason(host, Optional.ofNullable(cause.getMessage()));
  }

  String host() {
    return host;
  }

  String reason() {
    return reason;
  }

  /** Java puts the name in front of the reason, or says nothing else. */
  private static String reason(String host, Optional<String> message) {
    String reason =
        message.orElse("").replaceFirst("^[0-9a-f.]*" + Pattern.quote(host) + "(: )?", "");
    return reason.isEmpty() ? "it is not known" : reason;
  }
}
