package org.culvert.app.edit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.culvert.core.profile.Finding;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.LineCode;
import org.culvert.core.profile.ProfileBundle;

/**
 * What {@code culvert check} would say of a text.
 *
 * @param findings at the lines of the shown text, in their order
 * @param usable whether the text can be stored, and connected
 */
public record Judgement(List<Finding> findings, boolean usable) {
  public Judgement {
    findings = List.copyOf(findings);
  }

  /**
   * Judges a text; takes a while for a long one.
   *
   * @param name of the profile, for the findings
   * @param now for judging whether certificates have expired
   */
  public static Judgement of(String name, Veil.Whole whole, Instant now) {
    ProfileBundle bundle =
        ProfileBundle.make(name, whole.text().getBytes(UTF_8), IncludedFiles.NONE, now);
    bundle.credentials().ifPresent(login -> login.password().wipe());
    bundle.passphrase().ifPresent(passphrase -> passphrase.wipe());
    List<Finding> findings = new ArrayList<>();
    whole.broken().forEach(line -> findings.add(broken(name, line)));
    bundle.report().findings().stream()
        .map(finding -> finding.at(whole.shown(finding.line())))
        .filter(finding -> !whole.broken().contains(finding.line()))
        .forEach(findings::add);
    findings.sort(Comparator.comparingInt(Finding::line));
    return new Judgement(findings, bundle.text().isPresent() && whole.broken().isEmpty());
  }

  /** How many findings are of that severity. */
  public long count(Finding.Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  private static Finding broken(String name, int line) {
    return Finding.unusable(name, LineCode.HIDDEN_LINES_CHANGED).at(line);
  }
}
