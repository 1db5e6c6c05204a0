package org.culvert.core.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From lines to statements: words, comments, inline blocks. Knows which names are directives only
 * to decide how to report and what not to show.
 */
final class ProfileLexer {
  /** Longest line outside of blocks, in characters. */
  static final int MAX_LINE = 1 << 16;

  /** As many options as a server may push: routes are what profiles have many of. */
  static final int MAX_DIRECTIVES = 16_384;

  /** What OpenVPN reads of a line, without the line feed. */
  private static final int OPENVPN_LINE = 254;

  private static final int OPENVPN_WORDS = 16;
  private static final Pattern BLOCK = Pattern.compile("<([^/<>][^<>]*)>");
  private static final Pattern STRAY_END = Pattern.compile("</([A-Za-z0-9_-]{1,40})>.*");
  private static final Pattern TAG_INSIDE =
      Pattern.compile("\\S.*<(ca|cert|key|tls-auth|tls-crypt|tls-crypt-v2|connection)>.*");
  private static final Pattern META =
      Pattern.compile("# OVPN_ACCESS_SERVER_([A-Z_]+)=(.*)", Pattern.DOTALL);

  private final List<String> lines;
  private final int before;
  private final Findings findings;
  private final List<Statement> statements = new ArrayList<>();
  private final Map<String, String> meta = new LinkedHashMap<>();
  private int at;

  /**
   * What a text holds.
   *
   * @param meta values of {@code # OVPN_ACCESS_SERVER_NAME=VALUE} comments
   */
  record Lexed(List<Statement> statements, Map<String, String> meta) {}

  private ProfileLexer(String text, int before, Findings findings) {
    this.lines = ProfileText.lines(text);
    this.before = before;
    this.findings = findings;
  }

  /**
   * @param before how many lines of the file stand before {@code text}
   */
  static Lexed lex(String text, int before, Findings findings) {
    ProfileLexer lexer = new ProfileLexer(text, before, findings);
    while (lexer.at < lexer.lines.size() && !findings.full()) {
      if (lexer.statements.size() == MAX_DIRECTIVES) {
        findings.error(
            before + lexer.at + 1, FileCode.TOO_MANY_DIRECTIVES, Integer.toString(MAX_DIRECTIVES));
        return new Lexed(List.of(), lexer.meta);
      }
      lexer.line();
    }
    return new Lexed(lexer.statements, lexer.meta);
  }

  private void line() {
    String line = lines.get(at);
    int number = before + ++at;
    Optional<MatchResult> metaLine = match("#", META, line);
    if (metaLine.isPresent()) {
      meta.put(metaLine.get().group(1), metaLine.get().group(2));
      return;
    }
    if (line.length() > MAX_LINE) {
      findings.error(
          number,
          LineCode.LINE_TOO_LONG,
          Integer.toString(line.length()),
          Integer.toString(MAX_LINE));
      return;
    }
    String stripped = line.strip();
    if (stripped.startsWith("-----BEGIN ")) {
      strayPem(number, stripped);
      return;
    }
    Optional<MatchResult> end = match("</", STRAY_END, stripped);
    if (end.isPresent()) {
      strayEnd(number, end.get().group(1));
      return;
    }
    switch (Words.split(line)) {
      case Words.Result.Split(var words, var commentSign) ->
          words(line, number, words, commentSign);
      case Words.Result.OpenQuote _ ->
          namedIn(line)
              .ifPresentOrElse(
                  name -> findings.error(number, LineCode.QUOTE_NOT_CLOSED_IN, name),
                  () -> findings.error(number, LineCode.QUOTE_NOT_CLOSED));
      case Words.Result.BadEscape _ -> badEscape(line, number);
    }
  }

  /** A look at how the text begins costs less than a matcher, for thousands of lines. */
  private static Optional<MatchResult> match(String start, Pattern pattern, String text) {
    return text.startsWith(start)
        ? Optional.of(pattern.matcher(text)).filter(Matcher::matches).map(Matcher::toMatchResult)
        : Optional.empty();
  }

  private void words(String line, int number, List<String> words, boolean commentSign) {
    if (words.isEmpty()) {
      return;
    }
    Optional<MatchResult> block = match("<", BLOCK, words.getFirst());
    if (words.size() == 1 && block.isPresent()) {
      block(number, block.get().group(1));
      return;
    }
    if (line.indexOf('<') > 0 && TAG_INSIDE.matcher(line.strip()).matches()) {
      findings.error(number, LineCode.LINE_BREAKS_LOST);
      return;
    }
    String name = words.getFirst();
    if (name.length() > 2 && name.startsWith("--")) {
      name = name.substring(2);
    }
    if (line.length() > OPENVPN_LINE || words.size() > OPENVPN_WORDS) {
      findings.note(number, LineCode.LONGER_THAN_OTHERS_READ);
    }
    if (commentSign && !name.startsWith("//")) {
      findings.note(number, LineCode.COMMENT_SIGN_INSIDE);
    }
    statements.add(
        new Statement(number, number, name, words.subList(1, words.size()), Optional.empty()));
  }

  private void block(int number, String tag) {
    List<String> content = new ArrayList<>();
    String end = "</" + tag + ">";
    while (at < lines.size()) {
      String line = lines.get(at++);
      if (line.stripLeading().startsWith(end)) {
        String text = content.isEmpty() ? "" : String.join("\n", content) + "\n";
        statements.add(Statement.ofBlock(number, before + at, tag, text));
        return;
      }
      content.add(line);
    }
    String shown = Names.presentable(tag) ? tag : "block";
    findings.error(number, LineCode.BLOCK_NOT_CLOSED, shown);
  }

  /** A key or certificate outside of a block: its lines must not be shown as unknown directives. */
  private void strayPem(int number, String begin) {
    findings.error(number, LineCode.OUTSIDE_OF_BLOCK);
    String end = begin.replaceFirst("BEGIN", "END").strip();
    int last = at;
    while (last < lines.size() && !lines.get(last).strip().equals(end)) {
      last++;
    }
    // Without an end, the rest would be shown line by line.
    at = last < lines.size() ? last + 1 : lines.size();
    skipStrayEnd();
  }

  private void skipStrayEnd() {
    if (at < lines.size() && STRAY_END.matcher(lines.get(at).strip()).matches()) {
      at++;
    }
  }

  /** What stands before a closing tag without an opening one may be a password: not shown. */
  private void strayEnd(int number, String tag) {
    while (!statements.isEmpty()
        && Catalogue.ours().find(statements.getLast().name()).isEmpty()
        && statements.getLast().block().isEmpty()) {
      statements.removeLast();
    }
    findings.error(number, LineCode.BLOCK_NOT_OPENED, tag);
  }

  private void badEscape(String line, int number) {
    if (Words.splitLiterally(line) instanceof Words.Result.Split(var words, var commentSign)
        && !words.isEmpty()
        && Catalogue.ours()
            .find(words.getFirst())
            .filter(DirectiveRule::mayHoldWindowsPath)
            .isPresent()) {
      findings.note(number, LineCode.WINDOWS_PATH);
      words(line, number, words, commentSign);
      return;
    }
    namedIn(line)
        .ifPresentOrElse(
            name -> findings.error(number, LineCode.BACKSLASH_IN, name),
            () -> findings.error(number, LineCode.BACKSLASH));
  }

  /** The directive that a line begins with. */
  private static Optional<String> namedIn(String line) {
    String first = line.strip().split("\\s", 2)[0];
    return Catalogue.ours().find(first).map(DirectiveRule::name);
  }
}
