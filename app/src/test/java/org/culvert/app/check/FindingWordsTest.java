package org.culvert.app.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Locale;
import org.culvert.core.profile.FileCode;
import org.culvert.core.profile.Finding;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.ProfileParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FindingWordsTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  private static Finding at(int line, String text) {
    return new ProfileParser(Instant.EPOCH)
        .parse("office.ovpn", text, IncludedFiles.NONE).findings().stream()
            .filter(finding -> finding.line() == line)
            .findFirst()
            .orElseThrow();
  }

  private static String said(Locale language, Finding finding) {
    Locale.setDefault(language);
    FindingWords words = FindingWords.local();
    return words.what(finding) + ". " + words.whatToDo(finding);
  }

  @Test
  void aFindingIsSaidInTheLanguageOfTheUser() {
    Finding port = at(2, "client\nremote vpn.example.com 99999999\n");

    assertEquals(
        "„remote“: „99999999“ ist keine Zahl von 1 bis 65535."
            + " Berichtige die Zahl hinter „remote“.",
        said(Locale.GERMAN, port));
    assertEquals(
        "«\u00a0remote\u00a0»\u00a0: «\u00a099999999\u00a0» n’est pas un nombre de 1 à 65535."
            + " Corrigez le nombre qui suit «\u00a0remote\u00a0».",
        said(Locale.FRENCH, port));
    assertEquals(
        "'remote': '99999999' is not a number from 1 to 65535."
            + " Correct the number after 'remote'.",
        said(Locale.forLanguageTag("nl"), port));
  }

  @Test
  void whatTheCatalogueSaysIsTranslatedWithIt() {
    assertEquals(
        "„server“ gehört zur Konfiguration eines Servers, das ist also kein Client-Profil: vergibt"
            + " Adressen an Clients. Bitte die Administration des Servers um ein Client-Profil.",
        said(Locale.GERMAN, at(2, "client\nserver 10.8.0.0 255.255.255.0\n")));
    assertEquals(
        "„scramble“ kann nicht verwendet werden: braucht einen Server mit einem veränderten"
            + " OpenVPN. Bitte den Anbieter um ein Profil ohne scramble.",
        said(Locale.GERMAN, at(2, "client\nscramble xor\n")));
  }

  @Test
  void whatOthersSaidStaysAsItIs() {
    Finding said = Finding.unusable("office.ovpn", FileCode.AS_SAID, "it's {0}", "Don't {1}.");

    assertEquals("it's {0}. Don't {1}.", said(Locale.GERMAN, said));
  }
}
