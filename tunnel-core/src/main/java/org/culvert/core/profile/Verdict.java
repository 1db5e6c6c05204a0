package org.culvert.core.profile;

/** Reports the directives that are not read: each by what the catalogue says of it. */
final class Verdict {
  private Verdict() {}

  static void report(Statement s, DirectiveRule rule, Findings findings) {
    String reason = rule.reason();
    switch (rule.action()) {
      case IGNORE -> findings.note(s, Action.IGNORE, VerdictCode.NO_EFFECT, reason);
      case DROP -> findings.warning(s, Action.DROP, VerdictCode.LEFT_OUT, reason);
      case COMMAND -> findings.note(s, Action.COMMAND, VerdictCode.OF_THE_PROGRAM, reason);
      case PUSHED -> findings.note(s, Action.PUSHED, VerdictCode.ONLY_PUSHED, reason);
      case SERVER_STRAY -> findings.note(s, Action.SERVER_STRAY, VerdictCode.FOR_SERVERS, reason);
      case SERVER_CONFIG ->
          findings.error(
              s,
              Action.SERVER_CONFIG,
              rule.whatToDo().isPresent()
                  ? VerdictCode.OF_A_SERVER_ADVISED
                  : VerdictCode.OF_A_SERVER,
              reason,
              rule.whatToDo().orElse(""));
      case REFUSE ->
          findings.error(
              s, Action.REFUSE, VerdictCode.REFUSED, reason, rule.whatToDo().orElseThrow());
      case NOT_YET ->
          findings.error(
              s, Action.NOT_YET, VerdictCode.NOT_YET, reason, rule.whatToDo().orElseThrow());
      case SUPPORT, TRANSLATE, INVALID ->
          throw new IllegalArgumentException(rule.name() + " is not one that is only reported");
    }
  }
}
