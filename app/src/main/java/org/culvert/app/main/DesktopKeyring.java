package org.culvert.app.main;

import java.util.Locale;
import java.util.Map;
import org.culvert.app.keyring.AbsentKeyring;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.dbus.SecretServiceKeyring;

/** Picks the keyring of this machine, once. */
final class DesktopKeyring {
  private DesktopKeyring() {}

  static Keyring of(String system, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    return name.startsWith("windows") || name.startsWith("mac")
        ? new AbsentKeyring(KeyringTrouble.OTHER_SYSTEM)
        : new SecretServiceKeyring(environment);
  }
}
