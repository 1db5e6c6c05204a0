package org.culvert.core.profile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The contents of inline blocks and of files that a profile names, and the changes to the profile's
 * lines that would make it complete in itself.
 */
final class Materials {
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

  /** Largest included file, in bytes. */
  private static final int MAX_FILE = 1 << 20;

  /**
   * All files together, in bytes; more than a profile may have in the end. A few lines could name
   * one large file thousands of times.
   */
  private static final int MAX_FILES = 4 << 20;

  private final IncludedFiles files;
  private final Findings findings;
  private final List<Edit> edits = new ArrayList<>();
  private final List<Statement> announced = new ArrayList<>();
  private final Set<String> blocks = new HashSet<>();
  private int fileBytes;

  /** Lines of the profile, from 1, and what takes their place. */
  record Edit(int firstLine, int lastLine, List<String> replacement) {}

  Materials(IncludedFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
  }

  List<Edit> edits() {
    return edits;
  }

  /** The block's text, or the file's; nothing when there is none, which was then reported. */
  Optional<String> text(Statement statement) {
    if (statement.block().isPresent()) {
      blocks.add(statement.name());
      return statement.block();
    }
    return file(statement)
        .flatMap(
            bytes -> {
              String text = PemText.ofFile(bytes, statement.name());
              return inline(statement, text) ? Optional.of(text) : Optional.empty();
            });
  }

  /** The bytes of a base64 block, or of a file, which then becomes such a block. */
  Optional<byte[]> binary(Statement statement) {
    if (statement.block().isEmpty()) {
      Optional<byte[]> bytes = file(statement);
      bytes.ifPresent(
          content ->
              replace(
                  statement,
                  "<" + statement.name() + ">",
                  Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content),
                  "</" + statement.name() + ">"));
      return bytes;
    }
    blocks.add(statement.name());
    try {
      return Optional.of(Base64.getMimeDecoder().decode(statement.block().get()));
    } catch (IllegalArgumentException e) {
      findings.error(statement, Action.INVALID, MaterialCode.NO_BASE64);
      return Optional.empty();
    }
  }

  /** The names in the folder that the first argument names; lines of its block take its place. */
  Optional<List<String>> folder(Statement statement) {
    String path = statement.arg(0).replace('\\', '/').replaceFirst("/+$", "");
    String base = path.substring(path.lastIndexOf('/') + 1);
    List<String> segments = Arrays.asList(path.split("/", -1));
    if (isHidden(path.startsWith("/") ? List.of(base) : segments) && !segments.contains("..")) {
      findings.error(statement, Action.REFUSE, MaterialCode.HIDDEN_FOLDER, path);
      return Optional.empty();
    }
    boolean outside = segments.contains("..");
    Optional<List<String>> names =
        outside || base.isEmpty()
            ? Optional.empty()
            : files.list(path.startsWith("/") ? base : path).or(() -> files.list(base));
    if (names.isEmpty()) {
      findings.error(
          statement,
          Action.INVALID,
          MaterialCode.FOLDER_MISSING,
          base.isEmpty() ? statement.arg(0) : base,
          Integer.toString(IncludedFiles.MOST_LISTED));
    }
    return names;
  }

  /** The content of a file that {@link #folder} has named. */
  Optional<byte[]> inFolder(Statement statement, String name) {
    String path = statement.arg(0).replace('\\', '/').replaceFirst("/+$", "");
    String base = path.substring(path.lastIndexOf('/') + 1);
    if (tooMuch(statement, Optional.empty())) {
      return Optional.empty();
    }
    Optional<byte[]> bytes =
        files
            .read((path.startsWith("/") ? base : path) + "/" + name)
            .or(() -> files.read(base + "/" + name))
            .filter(content -> content.length <= MAX_FILE);
    return tooMuch(statement, bytes) ? Optional.empty() : bytes;
  }

  /** Counts a file; whether there are too many bytes by now, which is reported. */
  private boolean tooMuch(Statement statement, Optional<byte[]> file) {
    fileBytes += file.map(bytes -> bytes.length).orElse(0);
    if (fileBytes <= MAX_FILES) {
      return false;
    }
    findings.error(
        statement, Action.INVALID, MaterialCode.FILES_TOO_LARGE, Integer.toString(MAX_FILES >> 20));
    return true;
  }

  /** Replaces the line by a block, unless its content could end the block before its time. */
  private boolean inline(Statement statement, String text) {
    String end = "</" + statement.name() + ">";
    if (text.indexOf('\0') >= 0) {
      findings.error(statement, Action.INVALID, MaterialCode.NO_PEM);
      return false;
    }
    for (String line : ProfileText.lines(text)) {
      String start = line.stripLeading();
      if (start.startsWith(end) || start.startsWith("</connection>")) {
        findings.error(statement, Action.REFUSE, MaterialCode.CLOSING_TAG);
        return false;
      }
    }
    List<String> block = new ArrayList<>();
    if (statement.has(1) && statement.name().equals("tls-auth")) {
      block.add("key-direction " + statement.arg(1));
    }
    block.add("<" + statement.name() + ">");
    block.addAll(ProfileText.lines(text));
    block.add(end);
    edits.add(new Edit(statement.line(), statement.lastLine(), block));
    return true;
  }

  /** Whether the argument is the old word for "a block follows". */
  static boolean announcesBlock(Statement statement) {
    return statement.block().isEmpty()
        && statement.has(0)
        && List.of("[inline]", "[[INLINE]]", "[INLINE]").contains(statement.arg(0));
  }

  /** For a line that announces a block: {@code lines} take its place. */
  void expectBlock(Statement statement, String... lines) {
    announced.add(statement);
    replace(statement, lines);
  }

  /** At the end: blocks that were announced and did not come. */
  void reportMissingBlocks() {
    for (Statement statement : announced) {
      if (!blocks.contains(statement.name())) {
        findings.error(statement, Action.INVALID, MaterialCode.BLOCK_MISSING);
      }
    }
  }

  /** Takes a line out of the self-contained profile, or puts others in its place. */
  void replace(Statement statement, String... lines) {
    edits.add(new Edit(statement.line(), statement.lastLine(), List.of(lines)));
  }

  /** The bytes of the file that the first argument names. */
  Optional<byte[]> file(Statement statement) {
    String path = statement.arg(0).replace('\\', '/');
    List<String> segments = Arrays.asList(path.split("/", -1));
    if (segments.contains("..")) {
      findings.error(statement, Action.REFUSE, MaterialCode.FILE_ELSEWHERE);
      return Optional.empty();
    }
    String base = segments.isEmpty() ? "" : segments.getLast();
    boolean absolute =
        path.startsWith("/")
            || path.startsWith("~")
            || path.startsWith("%")
            || path.startsWith("$")
            || DRIVE.matcher(path).matches();
    if (isHidden(absolute ? List.of(base) : segments)) {
      findings.error(statement, Action.REFUSE, MaterialCode.HIDDEN_FILE, path);
      return Optional.empty();
    }
    if (tooMuch(statement, Optional.empty())) {
      return Optional.empty();
    }
    Optional<byte[]> bytes = absolute || base.isEmpty() ? Optional.empty() : files.read(path);
    if (bytes.isEmpty() && !base.isEmpty() && (absolute || segments.size() > 1)) {
      bytes = files.read(base);
      if (bytes.isPresent()) {
        findings.note(statement, Action.TRANSLATE, MaterialCode.FOUND_BESIDE, base);
      }
    }
    if (tooMuch(statement, bytes)) {
      return Optional.empty();
    }
    if (bytes.isEmpty()) {
      missing(statement, base.isEmpty() ? statement.arg(0) : base, absolute);
      return Optional.empty();
    }
    if (bytes.get().length > MAX_FILE) {
      findings.error(statement, Action.INVALID, MaterialCode.INCLUDED_TOO_LARGE, base);
      return Optional.empty();
    }
    return bytes;
  }

  /**
   * Keys and settings of other programs are hidden; a profile of somebody else may not take them.
   */
  static boolean isHidden(List<String> segments) {
    return segments.stream().anyMatch(part -> part.startsWith(".") && !part.equals("."));
  }

  private void missing(Statement statement, String base, boolean absolute) {
    boolean outside = absolute && !base.isEmpty();
    Optional<String> block = blockFor(statement.name());
    MaterialCode code;
    if (files.equals(IncludedFiles.NONE)) {
      code = outside ? MaterialCode.OUTSIDE_TO_IMPORT : MaterialCode.MISSING_TO_IMPORT;
    } else if (block.isPresent()) {
      code = outside ? MaterialCode.OUTSIDE_OR_BLOCK : MaterialCode.MISSING_OR_BLOCK;
    } else {
      code = outside ? MaterialCode.OUTSIDE : MaterialCode.MISSING;
    }
    findings.error(statement, Action.INVALID, code, base, statement.arg(0), block.orElse(""));
  }

  /**
   * The block that may hold what a line's file does; the logins of proxies have one of their own.
   */
  private static Optional<String> blockFor(String line) {
    return Stream.of(line, line + "-user-pass")
        .filter(name -> Catalogue.ours().find(name).filter(DirectiveRule::inline).isPresent())
        .findFirst();
  }

  /** User name and password of a file or block: the first two lines. */
  static List<String> lines(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return ProfileText.lines(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }
}
