package org.culvert.core.push;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts what comes out of TLS into messages at NUL bytes; wire reference 10.1. A message that is not
 * UTF-8, has control characters or is too long is dropped whole and counted. Not thread-safe.
 */
public final class ControlMessageReader {
  /**
   * Longest message in bytes; above the 2048 of a push part so that such a part is refused aloud.
   */
  public static final int MAX_MESSAGE_BYTES = 16 * 1024;

  private byte[] pending = new byte[2048];
  private int length;
  private boolean skipping;
  private int dropped;

  /** Nothing has come yet. */
  public ControlMessageReader() {}

  /** Takes decrypted bytes and returns the messages that they complete. */
  public List<ControlMessage> feed(byte[] bytes) {
    return feed(bytes, 0, bytes.length);
  }

  /** Takes decrypted bytes and returns the messages that they complete. */
  public List<ControlMessage> feed(byte[] bytes, int offset, int count) {
    List<ControlMessage> messages = new ArrayList<>();
    int end = offset + count;
    for (int at = offset; at < end; ) {
      int cut = at;
      while (cut < end && bytes[cut] != 0) {
        cut++;
      }
      append(bytes, at, cut - at);
      if (cut < end) {
        finish().map(ControlMessage::parse).ifPresent(messages::add);
      }
      at = cut + 1;
    }
    return messages;
  }

  /** How many messages were dropped so far. */
  public int dropped() {
    return dropped;
  }

  /** Wipes what is left of an unfinished message. */
  public void clear() {
    Arrays.fill(pending, (byte) 0);
    length = 0;
    skipping = false;
  }

  private void append(byte[] bytes, int offset, int count) {
    if (skipping || count > MAX_MESSAGE_BYTES - length) {
      skipping = true;
      return;
    }
    if (length + count > pending.length) {
      byte[] larger = Arrays.copyOf(pending, Math.max(length + count, 2 * pending.length));
      Arrays.fill(pending, (byte) 0);
      pending = larger;
    }
    System.arraycopy(bytes, offset, pending, length, count);
    length += count;
  }

  private Optional<String> finish() {
    try {
      if (skipping) {
        dropped++;
        return Optional.empty();
      }
      while (length > 0 && (pending[length - 1] == '\r' || pending[length - 1] == '\n')) {
        length--;
      }
      if (length == 0) {
        return Optional.empty();
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(pending, 0, length))
              .toString();
      if (text.chars().anyMatch(Character::isISOControl)) {
        dropped++;
        return Optional.empty();
      }
      return Optional.of(text);
    } catch (CharacterCodingException e) {
      dropped++;
      return Optional.empty();
    } finally {
      clear();
    }
  }
}
