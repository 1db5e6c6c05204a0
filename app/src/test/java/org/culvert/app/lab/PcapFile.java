package org.culvert.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tcpdump writes, from the file's own layout: no dissector knows more than we test. */
final class PcapFile {
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;

  private PcapFile() {}

  /**
   * One record.
   *
   * @param seconds when it was seen
   * @param bytes with the link's header, if it has one
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(double seconds, byte[] bytes) {}

  /** All frames so far; a last one that is not whole yet is left out. */
  static List<Frame> frames(Path file) {
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Frame> found = new ArrayList<>();
    int at = FILE_HEADER;
    while (at + RECORD_HEADER <= bytes.capacity()) {
      double seconds = bytes.getInt(at) + bytes.getInt(at + 4) / 1e6;
      int length = bytes.getInt(at + 8);
      if (at + RECORD_HEADER + length > bytes.capacity()) {
        break;
      }
      byte[] frame = new byte[length];
      bytes.get(at + RECORD_HEADER, frame);
      found.add(new Frame(seconds, frame));
      at += RECORD_HEADER + length;
    }
    return found;
  }
}
