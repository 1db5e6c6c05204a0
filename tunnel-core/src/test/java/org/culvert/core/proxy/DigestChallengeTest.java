package org.culvert.core.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.junit.jupiter.api.Test;

final class DigestChallengeTest {
  private static DigestChallenge challenge(String line) {
    return DigestChallenge.best(Challenge.read(line)).orElseThrow();
  }

  private static String answer(DigestChallenge challenge, String user, String password) {
    return new String(
        challenge.answer(
            new Credentials(user, Secret.ofText(password)), "vpn.example.net:443", "TD/Onho368A="),
        ISO_8859_1);
  }

  @Test
  void answersAsOpenVpnDoes() {
    // Wire reference 14.10, observed.
    DigestChallenge challenge =
        challenge("Digest realm=\"r@x\", nonce=\"abc123\", qop=\"auth\", opaque=\"o\"");
    assertEquals(
        "Digest username=\"user1\", realm=\"r@x\", nonce=\"abc123\", uri=\"vpn.example.net:443\","
            + " response=\"37fe335c5292c1b8de60a3a1324232db\", algorithm=MD5, opaque=\"o\","
            + " qop=auth, nc=00000001, cnonce=\"TD/Onho368A=\"",
        answer(challenge, "user1", "pw1"));
  }

  @Test
  void answersWithSha256WithSessionsAndInTheOldForm() {
    // Computed with another implementation (Python's hashlib).
    assertTrue(
        answer(challenge("Digest realm=r, nonce=n, qop=auth, algorithm=SHA-256"), "u", "p")
            .contains(
                "response=\"878a799dbb5b4c6f55538c927ad1ad4e4bef85f79242cf78cadb9ee7b7b44e67\""));
    assertTrue(
        answer(challenge("Digest realm=r, nonce=n, qop=auth, algorithm=MD5-sess"), "u", "p")
            .contains("response=\"a698fd1c86ac13a227658af26866935c\""));
    assertTrue(
        answer(challenge("Digest realm=r, nonce=n"), "u", "p")
            .contains("response=\"fcb0d7f6d84689c5839862d1363affbd\""));
  }

  @Test
  void theStrongestAlgorithmIsTaken() {
    List<Challenge> offered =
        Challenge.read(
            "Digest realm=a, nonce=1, algorithm=MD5, Basic realm=\"b, c\", Digest realm=a, nonce=2,"
                + " algorithm=SHA-256, Digest realm=a, nonce=3, algorithm=SHA-512-256");
    assertEquals(List.of("digest", "basic", "digest", "digest"), schemes(offered));
    assertEquals("2", DigestChallenge.best(offered).orElseThrow().nonce());
  }

  private static List<String> schemes(List<Challenge> offered) {
    return offered.stream().map(Challenge::scheme).toList();
  }

  @Test
  void whatCannotBeAnsweredIsNoDigest() {
    for (String line :
        List.of(
            "Digest realm=a, nonce=1, qop=auth-int",
            "Digest realm=a, nonce=1, algorithm=SHA-512-256",
            "Digest realm=a",
            "Digest nonce=1",
            "Digest",
            "Basic realm=a, nonce=1",
            "=,,\"\\",
            "")) {
      assertEquals(Optional.empty(), DigestChallenge.best(Challenge.read(line)), line);
    }
  }

  @Test
  void noNameAndNoWordOfTheProxyBringsAnotherLine() {
    DigestChallenge challenge = challenge("Digest realm=\"a\\\"b\", nonce=\"\\\\\"");
    String answer = answer(challenge, "x\"\r\nEvil: 1", "p");
    assertFalse(answer.contains("\n") || answer.contains("\r"));
    assertTrue(answer.contains("username=\"x\\\"  Evil: 1\""), answer);
    assertTrue(answer.contains("realm=\"a\\\"b\", nonce=\"\\\\\""), answer);
  }
}
