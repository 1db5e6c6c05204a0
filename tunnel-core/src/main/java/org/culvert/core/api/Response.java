package org.culvert.core.api;

import java.util.List;
import java.util.Optional;

/** What the helper answers to a {@link Request}. */
public sealed interface Response {
  /** Answer to hello. {@code version} is the helper's own, {@code pid} its process. */
  record Welcome(int protocol, String version, long pid) implements Response {}

  /** Accepted, or done. */
  record Done() implements Response {}

  /** Not done, because. */
  record Refused(Problem problem) implements Response {}

  /** Answer to status. */
  record Sessions(List<SessionStatus> sessions) implements Response {
    public Sessions {
      sessions = List.copyOf(sessions);
    }
  }

  /** Answer to log. */
  record LogLines(List<LogLine> lines) implements Response {
    public LogLines {
      lines = List.copyOf(lines);
    }
  }

  /** Answer to doctor. */
  record Findings(List<Finding> findings) implements Response {
    public Findings {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Answer to the start of the demo.
   *
   * @param profile a profile that connects to it
   * @param pageUrl a page served through the tunnel
   * @param downloadUrl an endless download served through the tunnel
   */
  record Demo(String profile, String pageUrl, String downloadUrl) implements Response {}

  /**
   * One thing that the doctor looked at. {@code remedy} is empty when all is well.
   *
   * @param diagnosis of what the words are made; empty for words that are not ours, for example of
   *     an older helper
   */
  record Finding(
      String subject, Health health, String text, String remedy, Optional<Diagnosis> diagnosis) {
    /** One in words that are not ours, which stay as they are. */
    public Finding(String subject, Health health, String text, String remedy) {
      this(subject, health, text, remedy, Optional.empty());
    }

    /** One in the English words of its code. */
    public static Finding of(Diagnosis diagnosis) {
      MachineCode code = diagnosis.code();
      return new Finding(
          code.subject().words(),
          code.health(),
          diagnosis.text(),
          diagnosis.remedy(),
          Optional.of(diagnosis));
    }

    /** One in the English words of its code. */
    public static Finding of(MachineCode code, String... args) {
      return of(Diagnosis.of(code, args));
    }

    /** Its words alone. */
    public Finding asSaid() {
      return new Finding(subject, health, text, remedy);
    }

    /** How well it is. */
    public enum Health {
      GOOD,
      NOTE,
      BAD
    }
  }
}
