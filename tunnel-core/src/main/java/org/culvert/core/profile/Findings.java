package org.culvert.core.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects what is found while one profile is read. */
final class Findings {
  private static final int LIMIT = 2000;

  private final String file;
  private final List<Finding> all = new ArrayList<>();

  Findings(String file) {
    this.file = file;
  }

  void error(Statement at, Action action, FindingCode code, String... args) {
    add(at, Finding.Severity.ERROR, action, code, args);
  }

  void warning(Statement at, Action action, FindingCode code, String... args) {
    add(at, Finding.Severity.WARNING, action, code, args);
  }

  void note(Statement at, Action action, FindingCode code, String... args) {
    add(at, Finding.Severity.NOTE, action, code, args);
  }

  /** An error in the writing of a line, before it is known what directive it holds. */
  void error(int line, FindingCode code, String... args) {
    add(line, "", Finding.Severity.ERROR, Action.INVALID, code, List.of(args));
  }

  void warning(int line, FindingCode code, String... args) {
    add(line, "", Finding.Severity.WARNING, Action.INVALID, code, List.of(args));
  }

  void note(int line, FindingCode code, String... args) {
    add(line, "", Finding.Severity.NOTE, Action.SUPPORT, code, List.of(args));
  }

  /** The first argument is the directive's name, unless it may be a line of a key. */
  private void add(
      Statement at, Finding.Severity severity, Action action, FindingCode code, String... args) {
    String name = Names.presentable(at.name()) ? at.name() : "";
    List<String> all = Stream.concat(Stream.of(name), Stream.of(args)).toList();
    add(at.line(), name, severity, action, code, all);
  }

  private void add(
      int line,
      String directive,
      Finding.Severity severity,
      Action action,
      FindingCode code,
      List<String> args) {
    if (all.size() == LIMIT) {
      all.add(
          new Finding(
              file,
              line,
              "",
              Finding.Severity.ERROR,
              Action.INVALID,
              FileCode.TOO_MUCH_TO_SAY,
              List.of()));
    }
    if (full()) {
      return;
    }
    all.add(new Finding(file, line, directive, severity, action, code, args));
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
