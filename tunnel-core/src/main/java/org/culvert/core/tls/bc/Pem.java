package org.culvert.core.tls.bc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Splits PEM text into its blocks. Works on bytes, so that a private key can be wiped, and takes
 * what profiles hold in practice: CRLF, indentation, {@code openssl x509 -text} output before a
 * block, headers inside it.
 */
final class Pem {
  private static final byte[] BEGIN = ascii("-----BEGIN ");
  private static final byte[] DEK_INFO = ascii("DEK-Info");
  private static final byte[] DASHES = ascii("-----");

  private Pem() {}

  /**
   * One block.
   *
   * @param label for example {@code CERTIFICATE}
   * @param encrypted the block's headers say that its content is encrypted
   * @param encryption how, by the header {@code DEK-Info}; empty without one
   * @param der the decoded content; wiped by the caller when it is secret
   */
  // Lives for a moment between the text and its parser; nothing compares it.
  @SuppressWarnings("ArrayRecordComponent")
  record Block(String label, boolean encrypted, String encryption, byte[] der) {}

  /** All blocks in order. Throws {@link IllegalArgumentException} for one that is broken. */
  static List<Block> blocks(byte[] text) {
    List<Block> blocks = new ArrayList<>();
    int at = indexOf(text, BEGIN, 0, text.length);
    while (at >= 0) {
      int labelStart = at + BEGIN.length;
      int labelEnd = indexOf(text, DASHES, labelStart, text.length);
      if (labelEnd < 0) {
        throw new IllegalArgumentException("a BEGIN line is cut off");
      }
      String label =
          new String(text, labelStart, labelEnd - labelStart, StandardCharsets.ISO_8859_1).strip();
      int bodyStart = labelEnd + DASHES.length;
      int bodyEnd = indexOf(text, ascii("-----END " + label + "-----"), bodyStart, text.length);
      if (bodyEnd < 0) {
        throw new IllegalArgumentException("the END line is missing");
      }
      blocks.add(block(label, text, bodyStart, bodyEnd));
      at = indexOf(text, BEGIN, bodyEnd, text.length);
    }
    return blocks;
  }

  static List<Block> blocks(String text) {
    return blocks(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Block block(String label, byte[] text, int start, int end) {
    boolean encrypted = false;
    String encryption = "";
    int from = start;
    // Headers (RFC 1421, used by old encrypted keys) come first and hold a colon; base64 has none.
    // Each line is looked at once, however many colons it has.
    for (int i = start; i < end; i++) {
      if (text[i] == ':') {
        int lineEnd = endOfLine(text, i, end);
        encrypted |= indexOf(text, ascii("ENCRYPTED"), i, lineEnd) >= 0;
        if (i - DEK_INFO.length >= start
            && indexOf(text, DEK_INFO, i - DEK_INFO.length, i) == i - DEK_INFO.length) {
          encryption =
              new String(text, i + 1, lineEnd - i - 1, StandardCharsets.ISO_8859_1).strip();
        }
        from = lineEnd;
        i = lineEnd;
      }
    }
    byte[] body = Arrays.copyOfRange(text, from, end);
    try {
      byte[] der = Base64.getMimeDecoder().decode(body);
      if (der.length == 0) {
        throw new IllegalArgumentException("the block is empty");
      }
      return new Block(label, encrypted, encryption, der);
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  private static int endOfLine(byte[] text, int from, int end) {
    int i = from;
    while (i < end && text[i] != '\n' && text[i] != '\r') {
      i++;
    }
    return i;
  }

  private static int indexOf(byte[] text, byte[] wanted, int from, int end) {
    for (int i = from; i <= end - wanted.length; i++) {
      if (Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
