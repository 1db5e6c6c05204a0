package org.culvert.app.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.keyring.dbus.SecretServiceKeyring;
import org.junit.jupiter.api.Test;

class DesktopKeyringTest {
  @Test
  void linuxHasItsKeyringOnTheBus() {
    assertInstanceOf(SecretServiceKeyring.class, DesktopKeyring.of("Linux", Map.of()));
  }

  @Test
  void theOthersSayThatTheirsIsNotKnownYet() {
    for (String system : new String[] {"Windows 11", "Mac OS X"}) {
      Keyring keyring = DesktopKeyring.of(system, Map.of());
      KeyringException refusal =
          assertThrows(KeyringException.class, () -> keyring.find(SecretName.login("1")));
      assertEquals(KeyringTrouble.OTHER_SYSTEM, refusal.trouble());
    }
  }
}
