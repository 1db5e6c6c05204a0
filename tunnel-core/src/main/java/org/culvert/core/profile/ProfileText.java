package org.culvert.core.profile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * From the bytes of a file to its lines: byte order marks, encodings, line ends, and files that are
 * no profiles at all.
 */
final class ProfileText {
  /** Longest profile, in bytes. */
  static final int MAX_BYTES = 1 << 20;

  /** As many lines as the largest number of directives and a mebibyte of certificates take. */
  static final int MAX_LINES = 32_768;

  private ProfileText() {}

  /** The text, or nothing after an error was recorded. */
  static Optional<String> decode(byte[] bytes, Findings findings) {
    if (bytes.length > MAX_BYTES) {
      findings.error(
          0, FileCode.FILE_TOO_LARGE, Integer.toString(bytes.length), Integer.toString(MAX_BYTES));
      return Optional.empty();
    }
    if (startsWith(bytes, 'P', 'K', 3, 4)) {
      findings.error(0, FileCode.ZIP_ARCHIVE);
      return Optional.empty();
    }
    Charset charset = StandardCharsets.UTF_8;
    int skip = 0;
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      skip = 3;
      findings.note(1, FileCode.BYTE_ORDER_MARK);
    } else if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      charset = bytes[0] == (byte) 0xFF ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
      skip = 2;
      findings.note(1, FileCode.UTF_16);
    }
    String text;
    ByteBuffer content = ByteBuffer.wrap(bytes, skip, bytes.length - skip);
    try {
      text = charset.newDecoder().decode(content.duplicate()).toString();
    } catch (CharacterCodingException e) {
      findings.note(0, FileCode.LATIN_1);
      text = StandardCharsets.ISO_8859_1.decode(content).toString();
    }
    return check(text, findings);
  }

  private static Optional<String> check(String text, Findings findings) {
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      int line = 1 + (int) text.substring(0, nul).chars().filter(c -> c == '\n').count();
      findings.error(line, FileCode.BINARY_FILE);
      return Optional.empty();
    }
    String start = text.substring(0, Math.min(text.length(), 512)).strip();
    String lower = start.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype") || lower.startsWith("<html") || lower.startsWith("<?xml")) {
      findings.error(1, FileCode.WEB_PAGE);
      return Optional.empty();
    }
    if (text.isBlank()) {
      findings.error(0, FileCode.EMPTY_FILE);
      return Optional.empty();
    }
    if (text.indexOf('\r') >= 0 && text.indexOf('\n') < 0) {
      findings.note(1, FileCode.OLD_MAC_LINES);
      text = text.replace('\r', '\n');
    }
    long lines = 1 + text.chars().filter(c -> c == '\n').count();
    if (lines > MAX_LINES) {
      findings.error(0, FileCode.TOO_MANY_LINES, Long.toString(lines), Integer.toString(MAX_LINES));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** Lines without their ends; CR before LF belongs to the end. */
  static List<String> lines(String text) {
    List<String> lines =
        Arrays.stream(text.split("\n", -1))
            .map(l -> l.endsWith("\r") ? l.substring(0, l.length() - 1) : l)
            .toList();
    return lines.getLast().isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
