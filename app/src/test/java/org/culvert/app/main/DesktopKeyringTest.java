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
import org.culvert.app.keyring.mac.KeychainKeyring;
import org.culvert.app.keyring.windows.CredentialManagerKeyring;
import org.junit.jupiter.api.Test;

class DesktopKeyringTest {
  @Test
  void eachSystemHasItsOwn() {
    assertInstanceOf(SecretServiceKeyring.class, DesktopKeyring.of("Linux", Map.of()));
    assertInstanceOf(CredentialManagerKeyring.class, DesktopKeyring.of("Windows 11", Map.of()));
    assertInstanceOf(KeychainKeyring.class, DesktopKeyring.of("Mac OS X", Map.of()));
  }

  @Test
  void whereTheSystemIsAnotherThanItSaysThereIsNoKeyring() {
    for (String system : new String[] {"Windows 11", "Mac OS X"}) {
      Keyring keyring = DesktopKeyring.of(system, Map.of());
      // Twice: a library that was not found is refused in another way from then on.
      for (int i = 0; i < 2; i++) {
        KeyringException refusal =
            assertThrows(KeyringException.class, () -> keyring.find(SecretName.login("1")));
        assertEquals(KeyringTrouble.OTHER_SYSTEM, refusal.trouble());
      }
    }
  }
}
