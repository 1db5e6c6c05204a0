package org.culvert.core.profile;

import java.util.Optional;

/**
 * One row of the catalogue.
 *
 * @param syntax the arguments, as shown to users
 * @param maxArgs the most arguments, {@link Integer#MAX_VALUE} for any number
 */
record DirectiveRule(
    String name,
    String syntax,
    int minArgs,
    int maxArgs,
    boolean inConnection,
    boolean inline,
    boolean namesFile,
    boolean repeatable,
    boolean serverPair,
    Action action,
    String reason,
    Optional<String> whatToDo) {

  /** Whether the number of words fits. */
  boolean fits(Statement statement) {
    int count = statement.args().size();
    return statement.block().isPresent() || (count >= minArgs && count <= maxArgs);
  }

  /** Whether backslashes in its words are harmless: it names a file, or its words are not read. */
  boolean mayHoldWindowsPath() {
    return namesFile || action == Action.DROP || action == Action.IGNORE;
  }

  /** The whole line as it should be written. */
  String usage() {
    return syntax.isEmpty() ? name : name + " " + syntax;
  }
}
