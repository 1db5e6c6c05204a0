package org.culvert.app.diagnostics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Secret;
import org.culvert.core.api.json.JsonObject;

/** How secrets stand in texts: as they are, in JSON, in an address, in a header. */
final class Spellings {
  private Spellings() {}

  /** Those of all that is known. They are strings from here on, and nobody can wipe them. */
  static Stream<String> of(KnownSecrets known) {
    Stream<String> secrets =
        Stream.of(known.response(), known.passphrase())
            .flatMap(Optional::stream)
            .map(Spellings::text)
            .flatMap(Spellings::of);
    return Stream.concat(
        secrets,
        Stream.of(known.login(), known.proxyLogin())
            .flatMap(Optional::stream)
            .flatMap(Spellings::of));
  }

  private static Stream<String> of(Credentials login) {
    String password = text(login.password());
    return Stream.concat(of(password), Stream.of(basic(login.username(), password)));
  }

  /** Those of one secret. */
  static Stream<String> of(String secret) {
    String inAddress = URLEncoder.encode(secret, UTF_8);
    return Stream.of(
        secret, inJson(secret), inAddress, inAddress.replace("+", "%20"), base64(secret));
  }

  /** What a proxy of the simplest kind is told. */
  static String basic(String user, String password) {
    return base64(user + ":" + password);
  }

  /** What stands between the quotes. */
  static String inJson(String text) {
    String object = new JsonObject().put("", text).toString();
    return object.substring("{\"\":\"".length(), object.length() - "\"}".length());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String text(Secret secret) {
    byte[] bytes = secret.copyBytes();
    try {
      return new String(bytes, UTF_8);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
