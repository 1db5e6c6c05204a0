package org.culvert.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.culvert.core.profile.Finding;
import org.junit.jupiter.api.Test;

/** What is said of a text while it is changed. */
class JudgementTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String GOOD =
      "client\ndev tun\nremote vpn.example.org 1194 udp\nauth-user-pass\npeer-fingerprint "
          + "00:".repeat(31)
          + "00\n<tls-crypt>\n-----BEGIN OpenVPN Static key V1-----\n"
          + "0123456789abcdef0123456789abcdef\n".repeat(16)
          + "-----END OpenVPN Static key V1-----\n</tls-crypt>\n";

  private final Veil veil = new Veil();

  private Judgement judge(String shown) {
    return Judgement.of("office", veil.lift(shown), NOW);
  }

  @Test
  void aGoodTextIsUsableWithItsKeyHidden() {
    Judgement judgement = judge(veil.hide(GOOD));
    assertTrue(judgement.usable(), judgement.findings().toString());
    assertEquals(0, judgement.count(Finding.Severity.ERROR));
  }

  @Test
  void aFindingBehindWhatIsHiddenIsAtTheLineThatIsShown() {
    String shown = veil.hide(GOOD) + "nonsense 1\n";
    Judgement judgement = judge(shown);
    assertFalse(judgement.usable());
    List<Integer> lines =
        judgement.findings().stream()
            .filter(finding -> finding.severity() == Finding.Severity.ERROR)
            .map(Finding::line)
            .toList();
    assertEquals(List.of(shown.lines().toList().indexOf("nonsense 1") + 1), lines);
  }

  @Test
  void aMarkThatWasChangedIsAnErrorAtItsLineAlone() {
    Judgement judgement = judge(veil.hide(GOOD).replace("18 lines", "17 lines"));
    assertFalse(judgement.usable());
    assertTrue(
        judgement.findings().stream()
            .anyMatch(f -> f.line() == 7 && f.what().contains("stands for hidden lines")),
        judgement.findings().toString());
    assertEquals(1, judgement.findings().stream().filter(f -> f.line() == 7).count());
  }

  @Test
  void warningsDoNotStandInTheWay() {
    Judgement judgement = judge(veil.hide(GOOD + "up /etc/script\n"));
    assertTrue(judgement.usable());
    assertEquals(1, judgement.count(Finding.Severity.WARNING));
  }
}
