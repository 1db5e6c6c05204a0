package org.culvert.core.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Puts the lines of files beside a profile in the place of its {@code config} lines, so that it is
 * read as one text. What is not found stays for the reader, which refuses it.
 */
final class ConfigLines {
  /** A file that names a file, and so on; one that names itself ends here, too. */
  private static final int DEEPEST = 10;

  private static final int LONGEST = 1 << 20;

  private final IncludedFiles files;
  private final Findings findings;

  ConfigLines(IncludedFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
  }

  /** The profile's text, or the longer one. */
  String expand(String text) {
    if (!text.contains("config")) {
      return text; // as nearly all are: not to be taken apart twice
    }
    String expanded = text;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Optional<String> next = once(expanded);
      if (next.isEmpty()) {
        break;
      }
      expanded = next.get();
    }
    return expanded;
  }

  /** Empty when there is nothing to be put in. */
  private Optional<String> once(String text) {
    Findings later = new Findings(""); // the reader finds the same, in the whole text
    List<String> lines = ProfileText.lines(text);
    StringBuilder whole = new StringBuilder();
    int next = 1;
    for (Statement s : ProfileLexer.lex(text, 0, later).statements()) {
      Optional<String> included = s.name().equals("config") ? content(s) : Optional.empty();
      if (included.isEmpty() || whole.length() + included.get().length() > LONGEST) {
        continue;
      }
      for (; next < s.line(); next++) {
        whole.append(lines.get(next - 1)).append('\n');
      }
      ProfileText.lines(included.get()).forEach(line -> whole.append(line).append('\n'));
      next = s.lastLine() + 1;
      findings.note(s, Action.TRANSLATE, LineCode.LINES_TAKEN_IN);
    }
    if (next == 1) {
      return Optional.empty();
    }
    for (; next <= lines.size(); next++) {
      whole.append(lines.get(next - 1)).append('\n');
    }
    return Optional.of(whole.toString());
  }

  private Optional<String> content(Statement s) {
    if (s.args().size() != 1) {
      return Optional.empty();
    }
    String path = s.arg(0).replace('\\', '/');
    List<String> segments = Arrays.asList(path.split("/", -1));
    if (segments.contains("..") || segments.getLast().isEmpty()) {
      return Optional.empty();
    }
    if (Materials.isHidden(path.startsWith("/") ? List.of(segments.getLast()) : segments)) {
      return Optional.empty();
    }
    Optional<byte[]> beside = path.startsWith("/") ? Optional.empty() : files.read(path);
    return beside
        .or(() -> files.read(segments.getLast()))
        .flatMap(bytes -> ProfileText.decode(bytes, new Findings("")));
  }
}
