package org.culvert.app.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import org.culvert.app.files.IoReason;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @EnumSource
  void everyStateHasAWord(SessionState state) {
    assertFalse(Texts.of(state).isBlank());
  }

  @Test
  void argumentsAreFilledIn() {
    assertEquals("Imported office", Texts.of("profiles.imported.one", "office"));
  }

  @ParameterizedTest
  @CsvSource({
    "en-GB, Connected, en-GB",
    "de-AT, Verbunden, de-AT",
    "fr-CA, Connecté, fr-CA",
    "es-MX, Conectado, es-MX",
    "zh-CN, 已连接, zh-CN",
    "zh-SG, 已连接, zh-SG",
    "zh-TW, Connected, en",
    "pl-PL, Connected, en"
  })
  void theDesktopsLanguageIsSpokenOrElseEnglish(String tag, String connected, String language) {
    Locale.setDefault(Locale.forLanguageTag(tag));
    assertEquals(connected, Texts.of(SessionState.CONNECTED));
    assertEquals(language, Texts.locale().toLanguageTag());
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1, 9 B in one packet",
    "en, 861122, '9 B in 861,122 packets'",
    "de, 1, 9 B in einem Paket",
    "de, 861122, 9 B in 861.122 Paketen",
    "fr, 0, 9 B en 0 paquet",
    "es, 2, 9 B en 2 paquetes",
    "zh-CN, 861122, '9 B，861,122 个数据包'"
  })
  void numbersAreWrittenAndCountedAsInTheLanguage(String tag, long packets, String text) {
    Locale.setDefault(Locale.forLanguageTag(tag));
    assertEquals(text, Texts.of("stats.total", "9 B", packets).replace('\u00a0', ' '));
  }

  @ParameterizedTest
  @CsvSource({
    "en-GB, Home and Office, 'A, B and C'",
    "de, Home und Office, 'A, B und C'",
    "fr, Home et Office, 'A, B et C'",
    "es, Home y Office, 'A, B y C'",
    "zh-CN, Home和Office, A、B和C",
    "pl, Home and Office, 'A, B, and C'"
  })
  void namesAreListedAsInTheLanguage(String tag, String two, String three) {
    Locale.setDefault(Locale.forLanguageTag(tag));
    assertEquals("Home", Texts.list(List.of("Home")));
    assertEquals(two, Texts.list(List.of("Home", "Office")));
    assertEquals(three, Texts.list(List.of("A", "B", "C")));
  }

  @Test
  void aProblemIsToldInTheLanguageAndItsArgumentsStay() {
    Problem problem = Problem.of(ProblemCode.RESOLVE_FAILED, "vpn.example", "no such host");
    Locale.setDefault(Locale.GERMAN);
    assertEquals("Der Name vpn.example hat keine Adresse: no such host", Texts.of(problem));
    assertEquals(
        "Prüfe die Netzwerkverbindung und den Namen in der Zeile remote des Profils.",
        Texts.hint(problem));
    assertEquals("The name vpn.example has no address: no such host", problem.message());
  }

  @Test
  void severalReasonsForADataPathAreAListWithWhatWouldChangeEach() {
    Locale.setDefault(Locale.GERMAN);
    PathReason forbidden = PathReason.of(PathReasonCode.PROFILE_FORBIDS);
    PathReason epochs = PathReason.of(PathReasonCode.SERVER_EPOCHS);
    assertEquals(
        "Das Profil verbietet den Datenpfad des Kernels (disable-dco)\n"
            + "Entferne die Zeile disable-dco aus dem Profil.",
        Texts.of(DataPathInfo.userspace(List.of(forbidden))));
    assertEquals(
        "•\u00a0Das Profil verbietet den Datenpfad des Kernels (disable-dco)\n"
            + "→\u00a0Entferne die Zeile disable-dco aus dem Profil.\n"
            + "•\u00a0Der Server will Schlüssel, die nach Epochen wechseln, was der Kernel nicht"
            + " kann",
        Texts.of(DataPathInfo.userspace(List.of(forbidden, epochs))));
  }

  @Test
  void theCommandLineHearsEnglishWhereTheWindowDoesNot() {
    Locale.setDefault(Locale.FRENCH);
    NoSuchFileException gone = new NoSuchFileException("f");
    assertEquals("there is no such file", IoReason.of(gone));
    assertEquals("ce fichier n’existe pas", IoReason.local(gone));
  }
}
