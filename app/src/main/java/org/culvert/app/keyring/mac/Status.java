package org.culvert.app.keyring.mac;

import java.io.IOException;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.KeyringTrouble;

/**
 * What the functions of Security answer: an OSStatus.
 *
 * @see <a
 *     href="https://developer.apple.com/documentation/security/security-framework-result-codes">the
 *     numbers</a>
 */
final class Status {
  // errSecSuccess
  static final int DONE = 0;
  // errSecDuplicateItem
  static final int DUPLICATE = -25299;
  // errSecItemNotFound
  static final int NOT_FOUND = -25300;

  // errSecUserCanceled
  private static final int CANCELED = -128;
  // errSecAuthFailed: the wrong password, or no right to this secret
  private static final int REFUSED = -25293;
  // errSecInteractionNotAllowed
  private static final int NOBODY_MAY_BE_ASKED = -25308;
  // errSecInteractionRequired
  private static final int SOMEBODY_MUST_BE_ASKED = -25315;
  // errSecInDarkWake: awake with its lid closed
  private static final int NO_SCREEN = -25320;

  // errSecNotAvailable, errSecNoSuchKeychain, errSecNoDefaultKeychain
  private static final int NOT_AVAILABLE = -25291;
  private static final int NO_SUCH_KEYCHAIN = -25294;
  private static final int NO_DEFAULT_KEYCHAIN = -25307;

  // errSecDataTooLarge
  private static final int TOO_LARGE = -25302;

  private Status() {}

  /** Whether there was something to do it with. */
  static boolean worked(String function, int status) throws KeyringException {
    return switch (status) {
      case DONE -> true;
      case NOT_FOUND -> false;
      default -> throw failure(function, status);
    };
  }

  static KeyringException failure(String function, int status) {
    return new KeyringException(trouble(status), new IOException(function + ": status " + status));
  }

  private static KeyringTrouble trouble(int status) {
    return switch (status) {
      case CANCELED, REFUSED, NOBODY_MAY_BE_ASKED, SOMEBODY_MUST_BE_ASKED, NO_SCREEN ->
          KeyringTrouble.LOCKED;
      case NOT_AVAILABLE, NO_SUCH_KEYCHAIN, NO_DEFAULT_KEYCHAIN -> KeyringTrouble.NO_KEYRING;
      case TOO_LARGE -> KeyringTrouble.TOO_LONG;
      default -> KeyringTrouble.FAILED;
    };
  }
}
