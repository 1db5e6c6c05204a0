package org.culvert.core.tls.bc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
  private static final List<String> KINDS = List.of("RSA", "RSASSA-PSS", "EC", "Ed25519", "Ed448");

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "RSASSA-PSS", "EC", "Ed25519", "Ed448"})
  void halvesOfOnePairBelongTogetherAndOthersDoNot(String kind) throws GeneralSecurityException {
    KeyPair one = pair(kind);
    KeyPair other = pair(kind);
    assertTrue(PrivateKeys.belongTogether(one.getPrivate(), one.getPublic()));
    assertFalse(PrivateKeys.belongTogether(one.getPrivate(), other.getPublic()));
  }

  @Test
  void keysOfDifferentKindsDoNotBelongTogether() throws GeneralSecurityException {
    List<KeyPair> pairs = new ArrayList<>();
    for (String kind : KINDS) {
      pairs.add(pair(kind));
    }
    for (KeyPair ours : pairs) {
      for (KeyPair theirs : pairs) {
        if (ours != theirs) {
          assertFalse(
              PrivateKeys.belongTogether(ours.getPrivate(), theirs.getPublic()),
              () -> ours.getPrivate().getAlgorithm() + " " + theirs.getPublic().getAlgorithm());
        }
      }
    }
  }

  private static KeyPair pair(String kind) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    if (kind.startsWith("RSA")) {
      generator.initialize(2048);
    }
    return generator.generateKeyPair();
  }
}
