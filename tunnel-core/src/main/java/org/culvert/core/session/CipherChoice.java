package org.culvert.core.session;

import java.util.Optional;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.keys.DataCipher;

/** Which data cipher a connection uses (wire reference 6.4). */
final class CipherChoice {
  private CipherChoice() {}

  /**
   * The pushed one, else the one that the server's options name, else the profile's fallback. The
   * fallback need not be among the profile's data ciphers: it is for servers that do not negotiate,
   * which may name it in their options as well.
   *
   * @param serverOptions the server's options string
   * @throws CipherRefusedException when it is none that the profile allows
   */
  static DataCipher of(SessionSetup setup, Optional<String> pushed, String serverOptions)
      throws CipherRefusedException {
    Optional<String> fallback = setup.profile().fallbackCipher();
    String wanted = pushed.or(() -> named(serverOptions)).or(() -> fallback).orElse("none");
    boolean isFallback = pushed.isEmpty() && fallback.filter(wanted::equalsIgnoreCase).isPresent();
    return DataCipher.named(wanted)
        .filter(cipher -> isFallback || setup.ciphers().contains(cipher))
        .orElseThrow(() -> refused(setup, wanted));
  }

  private static Optional<String> named(String options) {
    for (String option : options.split(",", -1)) {
      if (option.startsWith("cipher ")) {
        return Optional.of(option.substring("cipher ".length()));
      }
    }
    return Optional.empty();
  }

  private static CipherRefusedException refused(SessionSetup setup, String wanted) {
    return new CipherRefusedException(
        Problem.of(
            ProblemCode.CIPHER_MISMATCH,
            setup.server(),
            wanted,
            String.join(":", setup.profile().dataCiphers())));
  }
}
