package org.culvert.app.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        "-----BEGIN PRIVATE KEY----- sw0rdf1sh",
        "https://sso.example/enroll?token=aaa&code=sw0rdf1sh&state=b",
        "https://jane:pw@sso.example/cb?code=sw0rdf1sh",
        "https://jane:pw/w@sso.example/cb?code=sw0rdf1sh",
        "https://sso.example/known-secret?code=sw0rdf1sh",
        "https://known-secret.example/?code=sw0rdf1sh",
        "https://sso.example/enroll/sw0rdf1sh",
        "https://[2001:db8::1]:8443/sw0rdf1sh",
        "https:\\/\\/sso.example\\/?code=sw0rdf1sh",
        "OPEN_URL:https://sso.example?code=sw0rdf1sh",
        "wss://sso.example/?code=sw0rdf1sh",
        "go to sso.example/login?lang=en&code=sw0rdf1sh",
        "password: sw0rdf1sh",
        "Password : \"two words, sw0rdf1sh\"",
        "{\"user\":\"jane\",\"password\":\"a\\\"sw0rdf1sh\"}",
        "{\\\"password\\\": \\\"sw0rdf1sh\\\"}",
        "password=known-secret-sw0rdf1sh token=sw0rdf1sh",
        "api-key='sw0rdf1sh'",
        "<token>sw0rdf1sh</token>",
        "Authorization:Basic sw0rdf1sh",
        "\"authorization\": \"Bearer sw0rdf1sh\"",
        "the proxy took Basic sw0rdf1sh"
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
  void oneKindNeverHidesTheRestFromAnother() {
    assertEquals(
        "see https://sso.example[removed: 42 bytes] and go on",
        redactor.redact(
            "see https://sso.example/enroll?token=known-secret&code=S3CRET&x=1 and go on"));
    assertEquals(
        "see https://[removed: 8 bytes]sso.example[removed: 15 bytes]",
        redactor.redact("see https://jane:pw@sso.example/cb?code=S3CRET"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session 0123456789abcdef0123456789abcdef expired",
        "session 3fa85f64-5717-4562-b3fc-2c963f66afa6 expired"
      })
  void theIdOfASessionIsTakenOut(String line) {
    assertTrue(
        redactor.redact(line).matches("session \\[removed: 3[26] bytes] expired"),
        redactor.redact(line));
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
          "sign in at https://sso.example",
          "sign in at https://sso.example:8443/, and come back",
          "\"hint\":\"See https://sso.example.\",",
          "the proxy wants Basic or NTLM",
          "the password was refused",
          "cipher TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "/usr/lib/x86_64-linux-gnu/libsomething cannot be read"
        }) {
      assertEquals(line, redactor.redact(line));
    }
  }
}
