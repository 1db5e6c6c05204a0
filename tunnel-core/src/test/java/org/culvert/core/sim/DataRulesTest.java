package org.culvert.core.sim;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.culvert.core.data.DataSettings;
import org.culvert.core.keys.DataCipher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watchers that never complain are worth nothing. */
final class DataRulesTest {
  private static final byte[] FIRST = {0x48, 0, 0, 3, 0, 0, 0, 1, 9};
  private static final byte[] OTHER_KEY = {0x49, 0, 0, 3, 0, 0, 0, 1, 9};

  private final DataRules rules = new DataRules(DataSettings.of(3, DataCipher.AES_256_GCM));

  @BeforeEach
  void oneKeySeals() {
    rules.installed(0);
    rules.activated(0);
  }

  @Test
  void aPacketIdIsUsedOnceForEachKey() {
    rules.sealed(FIRST);

    assertThrows(AssertionError.class, () -> rules.sealed(FIRST));
    rules.installed(0);
    rules.sealed(FIRST);
  }

  @Test
  void onlyTheActiveKeySeals() {
    rules.installed(1);

    assertThrows(AssertionError.class, () -> rules.sealed(OTHER_KEY));
    rules.activated(1);
    rules.sealed(OTHER_KEY);
  }

  @Test
  void aRetiredKeySealsNothing() {
    rules.retired(0);

    assertThrows(AssertionError.class, () -> rules.sealed(FIRST));
  }

  @Test
  void aPacketIsAcceptedOnce() {
    rules.accepted(FIRST);

    assertThrows(AssertionError.class, () -> rules.accepted(FIRST));
  }
}
