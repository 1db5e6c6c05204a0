package org.culvert.core.profile;

/** Reports the directives that are not read: each by what the catalogue says of it. */
final class Verdict {
  static final String CLIENT_PROFILE = "Ask the server's administrator for a client profile.";

  private Verdict() {}

  static void report(Statement s, DirectiveRule rule, Findings findings) {
    String quoted = "'" + s.name() + "'";
    switch (rule.action()) {
      case IGNORE ->
          findings.note(
              s, Action.IGNORE, quoted + " has no effect: " + rule.reason(), ProfileText.FINE);
      case DROP ->
          findings.warning(
              s,
              Action.DROP,
              quoted + " was left out: " + rule.reason(),
              "The rest of the profile is used.");
      case COMMAND ->
          findings.note(
              s,
              Action.COMMAND,
              quoted + " was left out: it belongs to the openvpn program (" + rule.reason() + ")",
              ProfileText.FINE);
      case PUSHED ->
          findings.note(
              s,
              Action.PUSHED,
              quoted + " was left out: only a server may send it (" + rule.reason() + ")",
              ProfileText.FINE);
      case SERVER_STRAY ->
          findings.note(
              s,
              Action.SERVER_STRAY,
              quoted + " was left out: it is for servers (" + rule.reason() + ")",
              ProfileText.FINE);
      case SERVER_CONFIG ->
          findings.error(
              s,
              Action.SERVER_CONFIG,
              quoted
                  + " belongs to a server's configuration, so this is not a client profile: "
                  + rule.reason(),
              rule.whatToDo().orElse(CLIENT_PROFILE));
      case REFUSE ->
          findings.error(
              s,
              Action.REFUSE,
              quoted + " cannot be used: " + rule.reason(),
              rule.whatToDo().orElse(CLIENT_PROFILE));
      case NOT_YET ->
          findings.error(
              s,
              Action.NOT_YET,
              quoted + " is not supported yet: " + rule.reason(),
              rule.whatToDo().orElse("Remove the line if you can do without it."));
      case SUPPORT, TRANSLATE, INVALID ->
          throw new IllegalArgumentException(rule.name() + " is not one that is only reported");
    }
  }
}
