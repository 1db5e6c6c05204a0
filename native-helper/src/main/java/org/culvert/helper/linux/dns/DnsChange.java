package org.culvert.helper.linux.dns;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** A change of ours that may outlive the process, as a line of the journal. */
sealed interface DnsChange {
  /**
   * A file with contents of ours.
   *
   * @param before what was in it; empty when there was no file
   * @param after what we wrote, or were about to
   */
  record FileWritten(Path file, Optional<String> before, String after) implements DnsChange {
    @Override
    public String line() {
      return "file " + before.map(DnsChange::pack).orElse("-") + " " + pack(after) + " " + file;
    }
  }

  /** A record that resolvconf keeps under this name. */
  record NamedRecord(String name) implements DnsChange {
    @Override
    public String line() {
      return "resolvconf " + name;
    }
  }

  /**
   * What systemd-resolved was told about a link.
   *
   * @param boot the kernel's name for the time since it started: links are numbered anew then
   */
  record Link(int index, String device, String boot) implements DnsChange {
    @Override
    public String line() {
      return "resolved " + index + " " + device + " " + boot;
    }
  }

  /** For the journal. */
  String line();

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it makes no sense
   */
  static DnsChange parse(String line) {
    String[] words = line.split(" ", 4);
    return switch (words[0] + "/" + words.length) {
      case "file/4" ->
          new FileWritten(
              Path.of(words[3]),
              words[1].equals("-") ? Optional.empty() : Optional.of(unpack(words[1])),
              unpack(words[2]));
      case "resolvconf/2" -> new NamedRecord(words[1]);
      case "resolved/4" -> new Link(Integer.parseInt(words[1]), words[2], words[3]);
      default -> throw new IllegalArgumentException("it is no change of DNS");
    };
  }

  /** One char a byte, so that whatever bytes a file has come back. Never a dash alone. */
  private static String pack(String text) {
    return "=" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String unpack(String word) {
    return new String(Base64.getDecoder().decode(word.substring(1)), StandardCharsets.ISO_8859_1);
  }
}
