package org.culvert.app.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.culvert.app.explain.Explanation.Fix;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.ProfileParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationsTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  /** What {@code culvert doctor} can say more about. */
  private static final Set<ProblemCode> OF_THIS_MACHINE =
      EnumSet.of(
          ProblemCode.HOST_SETUP_FAILED, ProblemCode.DNS_NOT_APPLIED, ProblemCode.RESOLVE_FAILED);

  /** Their own message and hint say everything there is to say. */
  private static final Set<ProblemCode> SAY_IT_THEMSELVES =
      EnumSet.of(
          ProblemCode.WAIT_EXPIRED,
          ProblemCode.UNSUPPORTED,
          ProblemCode.PROFILE_INVALID,
          ProblemCode.PROFILE_UNKNOWN,
          ProblemCode.STORE_FAILED,
          ProblemCode.REFUSED_BY_POLICY,
          ProblemCode.BAD_REQUEST,
          ProblemCode.NOT_NOW);

  private static Circumstances with(ProfileFacts facts) {
    return new Circumstances(NOW, Optional.of(true), Optional.of(facts), 0);
  }

  private static ProfileFacts facts(Optional<String> tcp, boolean wrapped, String newest) {
    return new ProfileFacts(tcp, wrapped, Optional.of(Instant.parse(newest)));
  }

  private static final Problem SILENT = Problem.of(ProblemCode.NO_ANSWER, "v:1194", "30", "UDP");

  @ParameterizedTest
  @EnumSource
  void everyProblemSaysWhatItMeansAndWhatToDo(ProblemCode code) {
    Problem problem = Problem.of(code, "v:1194", "b", "c", "d", "e");
    Explanation words = Explanations.of(problem, Circumstances.at(NOW));

    assertEquals(problem.message(), words.happened());
    assertFalse(words.remedy().isEmpty());
    assertEquals(!SAY_IT_THEMSELVES.contains(code), Explanations.hasMeaning(code));
    assertEquals(!SAY_IT_THEMSELVES.contains(code), !words.meaning().isEmpty());
    assertFalse(words.toString().matches("(?s).*\\{\\d}.*"), words.toString());
    assertEquals(
        OF_THIS_MACHINE.contains(code) ? Optional.of(Fix.LOOK_AT_MACHINE) : Optional.empty(),
        words.fix());
  }

  @Test
  void theWindowExplainsInItsLanguageAndTheCommandLineInEnglish() {
    Problem problem = Problem.of(ProblemCode.CERT_EXPIRED, "v:1194", "CN=v", "2026-01-01");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      Explanation german = Explanations.local().explain(problem, Circumstances.at(NOW));
      assertEquals(
          "Das Zertifikat von v:1194 (CN=v) ist am 2026-01-01 abgelaufen", german.happened());
      assertTrue(german.meaning().contains("04.03.2026, 05:06 UTC"), german.meaning());
      Explanation english = Explanations.of(problem, Circumstances.at(NOW));
      assertEquals(problem.message(), english.happened());
      assertTrue(english.meaning().contains("2026-03-04 05:06 UTC"), english.meaning());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whatWasFoundInAProfileIsExplainedInTheLanguageOfTheWindow() {
    Problem problem =
        new ProfileParser(NOW)
            .parse("Büro", "client\nserver 10.8.0.0 255.255.255.0\n", IncludedFiles.NONE)
            .errors()
            .getFirst()
            .problem();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      Explanation german = Explanations.local().explain(problem, Circumstances.at(NOW));
      assertEquals(
          "Büro:2: „server“ gehört zur Konfiguration eines Servers, das ist also kein"
              + " Client-Profil: vergibt Adressen an Clients",
          german.happened());
      assertEquals("Bitte die Administration des Servers um ein Client-Profil.", german.remedy());
      Explanation english = Explanations.of(problem, Circumstances.at(NOW));
      assertEquals(problem.message(), english.happened());
      assertEquals(problem.hint(), english.remedy());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void wordsFitOntoABanner() {
    Arrays.stream(ProblemCode.values())
        .map(code -> Explanations.of(Problem.of(code, "v", "b", "c", "d"), Circumstances.at(NOW)))
        .forEach(words -> assertTrue(words.advice().length() < 480, words.toString()));
  }

  @Test
  void aSilentServerIsTriedByTcpWhereTheProfileNamesOne() {
    Explanation words =
        Explanations.of(SILENT, with(facts(Optional.of("v:443"), true, "2026-01-01T00:00:00Z")));
    assertEquals(Optional.of(Fix.CONNECT_BY_TCP), words.fix());
    assertTrue(words.remedy().contains("v:443"), words.remedy());
  }

  @Test
  void withoutATcpServerItIsSaidWhatToAskFor() {
    Explanation words =
        Explanations.of(SILENT, with(facts(Optional.empty(), true, "2026-01-01T00:00:00Z")));
    assertEquals(Optional.empty(), words.fix());
    assertTrue(words.remedy().contains("a profile with a TCP server"), words.remedy());
  }

  @Test
  void aServerThatIsSilentByTcpIsNotOfferedByTcp() {
    Explanation words =
        Explanations.of(
            Problem.of(ProblemCode.NO_ANSWER, "v:443", "30", "TCP"),
            with(facts(Optional.of("v:443"), false, "2026-01-01T00:00:00Z")));
    assertEquals(Optional.empty(), words.fix());
  }

  @Test
  void silenceIsOnlyBlamedOnAKeyWhereThereIsOne() {
    ProfileFacts bare = facts(Optional.empty(), false, "2026-01-01T00:00:00Z");
    ProfileFacts wrapped = facts(Optional.empty(), true, "2026-01-01T00:00:00Z");
    assertFalse(Explanations.of(SILENT, with(bare)).meaning().contains("key"));
    String meaning = Explanations.of(SILENT, with(wrapped)).meaning();
    assertTrue(meaning.contains("drops UDP") && meaning.contains("key"), meaning);
  }

  @Test
  void aClockIsSaidToBeBehindOnlyWhereAnotherCertificateSaysSo() {
    Problem early = Problem.of(ProblemCode.CERT_NOT_YET_VALID, "v", "CN=v", "2026-05-01");
    ProfileFacts older = facts(Optional.empty(), false, "2025-01-01T00:00:00Z");
    ProfileFacts newer = facts(Optional.empty(), false, "2026-04-05T00:00:00Z");

    String probably = Explanations.of(early, with(older)).meaning();
    assertTrue(probably.contains("2026-03-04 05:06 UTC"), probably);
    assertTrue(probably.contains("probably behind"), probably);
    String known = Explanations.of(early, with(newer)).meaning();
    assertTrue(known.contains("begins only on 2026-04-05"), known);
  }

  @Test
  void anExpiredCertificateSaysWhatTheClockSays() {
    for (ProblemCode code : Set.of(ProblemCode.CERT_EXPIRED, ProblemCode.OWN_CERT_EXPIRED)) {
      Explanation words =
          Explanations.of(Problem.of(code, "v", "2020-01-01", "2020-01-01"), Circumstances.at(NOW));
      assertTrue(words.happened().contains("2020-01-01"), words.happened());
      assertTrue(words.meaning().contains("2026-03-04 05:06 UTC"), words.meaning());
    }
  }

  @Test
  void whatElseARefusedLoginMayMeanIsSaidOnce() {
    String advice =
        Explanations.of(Problem.of(ProblemCode.AUTH_FAILED, "v:1194", ""), Circumstances.at(NOW))
            .advice();
    assertEquals(1, advice.split("expired", -1).length - 1, advice);
    assertEquals(1, advice.split("locked", -1).length - 1, advice);
    assertTrue(advice.endsWith("ask the server's administrator."), advice);
  }

  @Test
  void theThirdRefusalInARowWarnsOfALockedAccount() {
    Problem refused = Problem.of(ProblemCode.AUTH_FAILED, "v:1194", "");
    Circumstances often = new Circumstances(NOW, Optional.empty(), Optional.empty(), 3);
    assertTrue(Explanations.of(refused, often).meaning().contains("3 logins in a row"));
    assertTrue(Explanations.of(refused, often).remedy().contains("locked"));
    assertFalse(Explanations.of(refused, Circumstances.at(NOW)).meaning().contains("in a row"));
  }

  @Test
  void whatATunnelByUdpRunsIntoIsOfferedByTcpToo() {
    Problem cut = Problem.of(ProblemCode.HANDSHAKE_TIMEOUT, "v:1194", "30");
    ProfileFacts both = facts(Optional.of("v:443"), false, "2026-01-01T00:00:00Z");
    assertEquals(Optional.of(Fix.CONNECT_BY_TCP), Explanations.of(cut, with(both)).fix());
    assertEquals(
        Optional.empty(),
        Explanations.of(cut, new Circumstances(NOW, Optional.of(false), Optional.of(both), 0))
            .fix());
  }
}
