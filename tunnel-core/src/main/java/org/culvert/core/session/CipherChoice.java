package org.culvert.core.session;

import java.util.Optional;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataDigest;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.push.PushedOptions;

/** How the data packets of a connection are protected (wire reference 6.4). */
final class CipherChoice {
  private CipherChoice() {}

  /**
   * The pushed cipher, else the one that the server's options name, else the profile's fallback.
   * The fallback need not be among the profile's data ciphers: it is for servers that do not
   * negotiate, which may name it in their options as well, or push it because our options string
   * names it.
   *
   * @param serverOptions the server's options string
   * @throws CipherRefusedException when it is none that the profile allows
   */
  static DataFormat of(SessionSetup setup, PushedOptions pushed, String serverOptions)
      throws CipherRefusedException {
    Optional<String> fallback = setup.profile().fallbackCipher();
    String wanted =
        pushed.cipher().or(() -> named(serverOptions)).or(() -> fallback).orElse("none");
    boolean isFallback = fallback.filter(wanted::equalsIgnoreCase).isPresent();
    DataCipher cipher =
        DataCipher.named(wanted)
            .filter(known -> isFallback || setup.ciphers().contains(known))
            .orElseThrow(() -> refused(setup, wanted));
    if (pushed.epochs()) {
      if (!cipher.isAead()) {
        throw refused(setup, wanted + " with epochs");
      }
      return DataFormat.epochs(cipher);
    }
    if (cipher.isAead()) {
      return DataFormat.of(cipher);
    }
    return DataFormat.of(
        cipher,
        DataDigest.named(setup.profile().authDigest())
            .orElseThrow(() -> refused(setup, wanted))); // the profile's reader would not have it
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
