package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.culvert.core.push.Announced;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EqualEndsTest {
  private static final Announced OURS =
      new Announced(
          Set.of("cc-exit", "tls-ekm", "dyn-tls-crypt", "aead-epoch"),
          List.of("AES-256-GCM", "CHACHA20-POLY1305", "AES-256-CBC"),
          false);

  @ParameterizedTest
  @CsvSource({
    // what a 2.7 peer says of itself: everything that equals can do
    "1706, AES-128-GCM:CHACHA20-POLY1305:AES-256-GCM, "
        + "',cipher CHACHA20-POLY1305,peer-id 7762030,"
        + "protocol-flags tls-ekm cc-exit dyn-tls-crypt aead-epoch'",
    // 2.6
    "682, AES-256-GCM, "
        + "',cipher AES-256-GCM,peer-id 7762030,protocol-flags tls-ekm cc-exit dyn-tls-crypt'",
    // epochs only with an AEAD cipher
    "1706, AES-256-CBC, "
        + "',cipher AES-256-CBC,peer-id 7762030,protocol-flags tls-ekm cc-exit dyn-tls-crypt'",
    // dynamic tls-crypt only with the exporter
    "546, AES-256-GCM, ',cipher AES-256-GCM,peer-id 7762030'",
    // from before the negotiation with equals
    "2, AES-256-GCM, ',cipher AES-256-GCM'",
    "34, AES-192-GCM, ',peer-id 7762030'",
    "x, '', ''",
  })
  void whatBothCanDoIsUsed(String proto, String ciphers, String expected) {
    assertEquals(
        "PUSH_REPLY" + expected,
        EqualEnds.agreement(
            "IV_VER=x\nIV_PROTO=" + proto + "\nIV_CIPHERS=" + ciphers + "\n", OURS));
  }
}
