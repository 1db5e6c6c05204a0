package org.culvert.app.main;

import java.util.Locale;
import java.util.Map;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.dbus.SecretServiceKeyring;
import org.culvert.app.keyring.mac.KeychainKeyring;
import org.culvert.app.keyring.windows.CredentialManagerKeyring;

/** Picks the keyring of this machine, once. */
final class DesktopKeyring {
  private DesktopKeyring() {}

  static Keyring of(String system, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return new CredentialManagerKeyring();
    }
    return name.startsWith("mac") ? new KeychainKeyring() : new SecretServiceKeyring(environment);
  }
}
