package org.culvert.app.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRedactorTest {
  private static final String SECRET = "sw0rdf1sh";
  private final TextRedactor redactor = new TextRedactor(Set.of("known-secret", "known-secret-2"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the server pushed route 10.0.0.0 255.0.0.0,auth-token sw0rdf1sh,ping 10",
        "auth-token-user sw0rdf1sh",
        "Proxy-Authorization: Basic sw0rdf1sh",
        "Set-Cookie: a=sw0rdf1sh",
        "password=sw0rdf1sh",
        "https://sso.example/login?session=sw0rdf1sh",
        "https://jane:sw0rdf1sh@sso.example/",
        "SCRV1:c3=:sw0rdf1sh",
        "CRV1:R,E:sw0rdf1sh:amFuZQ==:PIN",
        "SESS_ID_sw0rdf1sh",
        "-----BEGIN PRIVATE KEY----- sw0rdf1sh"
      })
  void whatLooksLikeASecretIsTakenOut(String line) {
    assertFalse(redactor.redact(line).contains(SECRET), redactor.redact(line));
  }

  @Test
  void whatIsKnownToBeASecretIsTakenOutWherever() {
    assertEquals(
        "it said [removed: 14 bytes] and [removed: 12 bytes]",
        redactor.redact("it said known-secret-2 and known-secret"));
  }

  @Test
  void longRunsOfLettersAreKeysAndHashes() {
    assertEquals("key [removed: 44 bytes]", redactor.redact("key " + "Zm9v".repeat(11)));
  }

  @Test
  void usualLinesStayAsTheyAre() {
    for (String line :
        new String[] {
          "vpn.example:1194 refused the user name or password: locked",
          "TLS 1.3 with TLS_AES_256_GCM_SHA384; server certificate CN=vpn.example, O=Example Ltd",
          "tunnel culvert0: 10.8.0.6/24, fd00:10:8::1004/64, MTU 1500",
          "sign in at https://sso.example"
        }) {
      assertEquals(line, redactor.redact(line));
    }
  }
}
