package org.culvert.app.profiles;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What is known of a removal beside the profile itself.
 *
 * @param at when it was
 * @param settings what was different for the profile, in words that are not ours
 * @param loginForgotten whether a login went that was saved for it
 */
record Removal(Instant at, String settings, boolean loginForgotten) {
  String text() throws IOException {
    Properties properties = new Properties();
    properties.setProperty("at", String.valueOf(at.toEpochMilli()));
    properties.setProperty("settings", settings);
    properties.setProperty("login-forgotten", String.valueOf(loginForgotten));
    StringWriter text = new StringWriter();
    properties.store(text, null);
    return text.toString();
  }

  /** Nothing for a text that is not ours. */
  static Optional<Removal> parse(String text) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
      return Optional.ofNullable(properties.getProperty("at"))
          .map(
              at ->
                  new Removal(
                      Instant.ofEpochMilli(Long.parseLong(at)),
                      properties.getProperty("settings", ""),
                      Boolean.parseBoolean(properties.getProperty("login-forgotten"))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
