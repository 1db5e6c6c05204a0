package org.culvert.core.profile;

import java.util.Optional;
import java.util.Set;

/** A line of a profile as it may be shown. */
final class ShownLine {
  private static final Set<String> WITH_SECRETS =
      Set.of(
          "auth-token",
          "setenv",
          "setenv-safe",
          "http-proxy-option",
          "echo",
          "parameter",
          "push",
          "askpass");

  private ShownLine() {}

  /** The line without what may be secret: values of variables, lines that are not understood. */
  static String of(Statement s, Optional<DirectiveRule> rule, Action action) {
    if (s.block().isPresent()) {
      return "<" + (Names.presentable(s.name()) ? s.name() : "…") + ">";
    }
    if (rule.isEmpty() || action == Action.INVALID) {
      return Names.presentable(s.name()) ? s.name() + " …" : "…";
    }
    boolean secret = WITH_SECRETS.contains(rule.get().name());
    if (s.args().isEmpty()) {
      return s.name();
    }
    return s.name() + " " + (secret ? "…" : String.join(" ", s.args()));
  }
}
