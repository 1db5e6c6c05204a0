package org.culvert.core.api.json;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a stream of bytes into lines. The caller reads into {@link #room()}, says how much it was
 * with {@link #filled}, and takes lines until none is left. Not for several threads. Lines may hold
 * passwords: what was taken is wiped here, and by the taker when done.
 */
public final class LineAssembler {
  private static final int SMALL = 8 << 10;

  /** No more at a time: the JDK keeps a direct copy of the largest buffer for each thread. */
  private static final int ONE_READ = 64 << 10;

  private final int longest;
  private byte[] bytes = new byte[SMALL];
  private int start;
  private int end;
  private int searched;

  /** Lines are at most {@code longest} bytes, without the line feed. */
  public LineAssembler(int longest) {
    this.longest = longest;
  }

  /** Where to read to; valid until the next call. Never empty after {@link #next} found nothing. */
  public ByteBuffer room() {
    if (end == bytes.length) {
      makeRoom();
    }
    return ByteBuffer.wrap(bytes, end, Math.min(bytes.length - end, ONE_READ));
  }

  /** So many bytes were read into the room. */
  public void filled(int count) {
    end += count;
  }

  /**
   * The next complete line without its line feed; the caller owns and wipes it.
   *
   * @throws MalformedMessageException when the line is too long; the stream cannot be used further
   */
  public Optional<byte[]> next() throws MalformedMessageException {
    for (int i = Math.max(searched, start); i < end; i++) {
      if (bytes[i] == '\n') {
        byte[] line = Arrays.copyOfRange(bytes, start, i);
        Arrays.fill(bytes, start, i, (byte) 0);
        start = i + 1;
        searched = start;
        if (start == end) {
          start();
        }
        refuseLong(line.length);
        return Optional.of(line);
      }
    }
    searched = end;
    refuseLong(end - start);
    return Optional.empty();
  }

  /** How many bytes of a line that is not complete are here. */
  public int pending() {
    return end - start;
  }

  /** Wipes what was not taken. */
  public void wipe() {
    Arrays.fill(bytes, (byte) 0);
  }

  private void start() {
    start = 0;
    end = 0;
    searched = 0;
    if (bytes.length > SMALL) {
      bytes = new byte[SMALL];
    }
  }

  private void makeRoom() {
    int length = end - start;
    byte[] larger = new byte[length > bytes.length / 2 ? bytes.length * 2 : bytes.length];
    System.arraycopy(bytes, start, larger, 0, length);
    Arrays.fill(bytes, (byte) 0);
    bytes = larger;
    searched -= start;
    start = 0;
    end = length;
  }

  private void refuseLong(int length) throws MalformedMessageException {
    if (length > longest) {
      throw new MalformedMessageException("a line is longer than " + longest + " bytes");
    }
  }
}
