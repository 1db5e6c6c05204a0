package org.culvert.core.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects what is found while one profile is read. */
final class Findings {
  private static final int LIMIT = 2000;

  private final String file;
  private final List<Finding> all = new ArrayList<>();

  Findings(String file) {
    this.file = file;
  }

  void error(Statement at, Action action, String what, String whatToDo) {
    add(at.line(), at.name(), Finding.Severity.ERROR, action, what, whatToDo);
  }

  void warning(Statement at, Action action, String what, String whatToDo) {
    add(at.line(), at.name(), Finding.Severity.WARNING, action, what, whatToDo);
  }

  void note(Statement at, Action action, String what, String whatToDo) {
    add(at.line(), at.name(), Finding.Severity.NOTE, action, what, whatToDo);
  }

  /** An error in the writing of a line, before it is known what directive it holds. */
  void error(int line, String what, String whatToDo) {
    add(line, "", Finding.Severity.ERROR, Action.INVALID, what, whatToDo);
  }

  void warning(int line, String what, String whatToDo) {
    add(line, "", Finding.Severity.WARNING, Action.INVALID, what, whatToDo);
  }

  void note(int line, String what, String whatToDo) {
    add(line, "", Finding.Severity.NOTE, Action.SUPPORT, what, whatToDo);
  }

  private void add(
      int line,
      String directive,
      Finding.Severity severity,
      Action action,
      String what,
      String whatToDo) {
    if (all.size() == LIMIT) {
      all.add(
          new Finding(
              file,
              line,
              "",
              Finding.Severity.ERROR,
              Action.INVALID,
              "there is too much to say about this file; the rest was not read",
              "Check that it is a profile."));
    }
    if (full()) {
      return;
    }
    all.add(new Finding(file, line, directive, severity, action, what, whatToDo));
  }

  /** Whether nothing more is recorded; an error says so. */
  boolean full() {
    return all.size() > LIMIT;
  }

  int size() {
    return all.size();
  }

  /** The gravest finding added since {@link #size()} was {@code mark}; the later of equals. */
  Optional<Finding> gravestSince(int mark) {
    return all.subList(mark, all.size()).stream()
        .reduce((a, b) -> b.severity().compareTo(a.severity()) >= 0 ? b : a);
  }

  boolean haveErrors() {
    return all.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
  }

  List<Finding> inOrder() {
    return all.stream().sorted(Comparator.comparingInt(Finding::line)).toList();
  }
}
