package org.culvert.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hidden of a profile, and that it comes back as it was. */
class VeilTest {
  private final Veil veil = new Veil();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key",
        "tls-auth",
        "tls-crypt",
        "tls-crypt-v2",
        "secret",
        "auth-user-pass",
        "http-proxy-user-pass",
        "pkcs12",
        "something-new"
      })
  void whatIsInsideOfABlockIsHidden(String block) {
    String text = "client\n<" + block + ">\nsesame\nopen\n</" + block + ">\nverb 3\n";
    String shown = veil.hide(text);
    assertEquals(
        "client\n<" + block + ">\n*** hidden 1: 2 lines ***\n</" + block + ">\nverb 3\n", shown);
    assertEquals(text, veil.lift(shown).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca", "cert", "extra-certs", "crl-verify", "peer-fingerprint"})
  void whatIsPublicIsShownButForAPrivateKeyInIt(String block) {
    String text =
        "<"
            + block
            + ">\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
            + "-----BEGIN RSA PRIVATE KEY-----\nBBBB\n-----END RSA PRIVATE KEY-----\n</"
            + block
            + ">\n";
    String shown = veil.hide(text);
    assertTrue(shown.contains("AAAA"), shown);
    assertFalse(shown.contains("BBBB"), shown);
    assertEquals(text, veil.lift(shown).text());
  }

  @Test
  void aKeyOutsideOfABlockIsHiddenToo() {
    String text = "client\n-----BEGIN PRIVATE KEY-----\nBBBB\n-----END PRIVATE KEY-----\nverb 3\n";
    assertEquals("client\n*** hidden 1: 3 lines ***\nverb 3\n", veil.hide(text));
  }

  @Test
  void whatIsInsideOfAConnectionIsLookedAtLikeWhatIsOutside() {
    String text =
        """
        <connection>
        remote a 1
        <http-proxy-user-pass>
        anna
        sesame
        </http-proxy-user-pass>
        </connection>
        """;
    String shown = veil.hide(text);
    assertTrue(shown.contains("remote a 1"), shown);
    assertFalse(shown.contains("sesame"), shown);
  }

  @Test
  void linesOfTheWholeTextAreFoundInTheShownOne() {
    Veil.Whole whole =
        veil.lift(veil.hide("client\n<key>\none\ntwo\nthree\n</key>\nverb 3\n<key>\n</key>\n"));
    assertEquals(
        List.of(0, 1, 2, 3, 3, 3, 4, 5),
        List.of(0, 1, 2, 3, 4, 5, 6, 7).stream().map(whole::shown).toList());
    assertEquals(8, whole.shown(99));
  }

  @Test
  void aMarkMayBeMovedCopiedAndRemovedAsAWhole() {
    String mark = veil.hide("<key>\none\ntwo\n</key>\n").lines().toList().get(1);
    assertEquals("one\ntwo\nx\none\ntwo", veil.lift("  " + mark + "\nx\n" + mark).text());
    assertEquals("x", veil.lift("x").text());
    assertEquals(List.of(), veil.lift(mark).broken());
  }

  @Test
  void aMarkThatIsNoneAnyMoreIsReported() {
    String shown = veil.hide("client\n<key>\none\n</key>\n");
    assertEquals(List.of(3), veil.lift(shown.replace("1 line", "2 lines")).broken());
    assertEquals(List.of(3), veil.lift(shown.replace("hidden 1", "hidden 7")).broken());
  }

  @Test
  void whatIsHiddenDoesNotShowInWhatIsPrintedAndIsGoneAfterwards() {
    String shown = veil.hide("<key>\nsesame\n</key>\n");
    assertFalse(veil.lift(shown).toString().contains("sesame"));
    veil.close();
    assertEquals(List.of(2), veil.lift(shown).broken());
  }

  @Property(tries = 300)
  void whateverIsHiddenComesBackByteForByte(@ForAll("profiles") List<String> lines) {
    String text = String.join("\n", lines);
    try (Veil each = new Veil()) {
      Veil.Whole whole = each.lift(each.hide(text));
      assertEquals(text, whole.text());
      assertEquals(text.split("\n", -1).length, whole.shownLines().size());
    }
  }

  @Provide
  Arbitrary<List<String>> profiles() {
    return Arbitraries.of(
            "",
            "client",
            "  remote a 1 # here",
            "<key>",
            "</key>",
            "<ca> ; one",
            "</ca>",
            "<connection>",
            "</connection>",
            "-----BEGIN PRIVATE KEY-----",
            "-----END PRIVATE KEY-----",
            "abc=\r",
            "\u00e9\u4e2d\ud83d\ude00\t")
        .list()
        .ofMaxSize(30);
  }
}
