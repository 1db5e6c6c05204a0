package org.culvert.core.profile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Finds the PEM sections in a text, whatever stands around them. */
final class PemText {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  private PemText() {}

  /**
   * One section.
   *
   * @param type for example {@code CERTIFICATE}
   * @param body what stands between the two marks
   */
  record Section(String type, String body) {
    /** The section as text: each line stripped, LF line ends. */
    String text() {
      StringBuilder text = new StringBuilder("-----BEGIN " + type + "-----\n");
      boolean header = body.contains(":");
      for (String line : body.strip().split("\r?\n", -1)) {
        if (header || !line.isBlank()) {
          text.append(line.strip()).append('\n');
        }
      }
      return text.append("-----END ").append(type).append("-----\n").toString();
    }

    /** The decoded bytes; an {@link IllegalArgumentException} when they are not base64. */
    byte[] bytes() {
      return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    }

    /** Leaves the content out: it may be a key. */
    @Override
    public String toString() {
      return type;
    }
  }

  /** All complete sections. One pass, whatever the text: it may come from an attacker. */
  static List<Section> sections(String text) {
    List<Section> sections = new ArrayList<>();
    int from = 0;
    while (true) {
      int begin = text.indexOf(BEGIN, from);
      int end = begin < 0 ? -1 : text.indexOf(END, begin);
      if (end < 0) {
        return sections;
      }
      from = end + END.length();
      int inner = text.lastIndexOf(BEGIN, end);
      int typeEnd = text.indexOf(DASHES, inner + BEGIN.length());
      String type = typeEnd < end ? text.substring(inner + BEGIN.length(), typeEnd) : "";
      if (!type.isEmpty() && text.startsWith(type + DASHES, from)) {
        sections.add(new Section(type, text.substring(typeEnd + DASHES.length(), end)));
      }
    }
  }

  /** A file's content as text; the binary form (DER) of a certificate or key becomes PEM. */
  static String ofFile(byte[] bytes, String directive) {
    boolean der = bytes.length > 64 && bytes[0] == 0x30 && (bytes[1] & 0x80) != 0;
    if (!der) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
    String type =
        switch (directive) {
          case "key" -> "PRIVATE KEY";
          case "crl-verify" -> "X509 CRL";
          default -> "CERTIFICATE";
        };
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
  }
}
