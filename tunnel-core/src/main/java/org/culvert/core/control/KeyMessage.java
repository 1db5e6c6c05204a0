package org.culvert.core.control;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.culvert.core.keys.KeySource;

/**
 * The key exchange message of key method 2, the first application data in each direction (wire
 * reference section 5.1).
 *
 * <pre>
 *  0  u32  0
 *  4  u8   key method, 2
 *  5       client: pre-master 48, random1 32, random2 32; server: random1 32, random2 32
 *          options, user name, password, peer info: u16 length with the final NUL, bytes, NUL
 * </pre>
 *
 * @param options the sender's options string; decides nothing but the cipher of very old peers
 * @param credentials user name and password, if the message has them
 * @param peerInfo lines of {@code NAME=value}
 */
public record KeyMessage(
    KeySource source, String options, Optional<Credentials> credentials, String peerInfo) {
  /** What a server of OpenVPN 2 reads: it has so much room for one TLS record. */
  public static final int MAX_LENGTH = 2048;

  private static final int KEY_METHOD = 2;
  private static final int MAX_STRING = 4096;
  private static final int FIXED = 5;
  private static final int EMPTY = 2;

  /** How many bytes {@link #encode} would give. */
  public int length() {
    int login =
        credentials
            .map(c -> space(bytes(c.username())) + space(c.password().length()))
            .orElse(2 * EMPTY);
    int info = peerInfo.isEmpty() ? EMPTY : space(bytes(peerInfo));
    return FIXED + source.length() + space(bytes(options)) + login + info;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int space(int bytes) {
    return EMPTY + bytes + 1;
  }

  /**
   * The bytes on the wire; the caller wipes them.
   *
   * @throws KeyMessageException when they are more than {@link #MAX_LENGTH}
   */
  byte[] encode() throws KeyMessageException {
    int length = length();
    if (length > MAX_LENGTH) {
      throw new KeyMessageException(
          "it has " + length + " bytes, and a server reads no more than " + MAX_LENGTH);
    }
    ByteBuffer buffer = ByteBuffer.allocate(length);
    buffer.putInt(0).put((byte) KEY_METHOD);
    byte[] random = source.bytes();
    buffer.put(random);
    Arrays.fill(random, (byte) 0);
    put(buffer, options.getBytes(StandardCharsets.UTF_8));
    if (credentials.isPresent()) {
      put(buffer, credentials.get().username().getBytes(StandardCharsets.UTF_8));
      byte[] password = credentials.get().password().copyBytes();
      put(buffer, password);
      Arrays.fill(password, (byte) 0);
    } else {
      buffer.putShort((short) 0).putShort((short) 0);
    }
    if (peerInfo.isEmpty()) {
      buffer.putShort((short) 0);
    } else {
      put(buffer, peerInfo.getBytes(StandardCharsets.UTF_8));
    }
    return buffer.array();
  }

  private static void put(ByteBuffer buffer, byte[] text) {
    buffer.putShort((short) (text.length + 1)).put(text).put((byte) 0);
  }

  /** What {@link #decode} found: the message and how many bytes it took. */
  record Decoded(KeyMessage message, int length) {}

  /**
   * Reads a message from the start of the peer's plaintext.
   *
   * @return empty when more bytes are needed
   * @throws KeyMessageException when the bytes cannot become a message
   */
  static Optional<Decoded> decode(byte[] bytes, boolean fromClient) throws KeyMessageException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      buffer.getInt();
      int method = buffer.get() & 0x0f;
      if (method != KEY_METHOD) {
        throw new KeyMessageException("key method " + method + " instead of 2");
      }
      byte[] random = new byte[fromClient ? KeySource.CLIENT_LENGTH : KeySource.SERVER_LENGTH];
      buffer.get(random);
      String options = text(string(buffer));
      Optional<Credentials> credentials = Optional.empty();
      String peerInfo = "";
      if (fromClient) {
        String username = text(string(buffer));
        Secret password = Secret.owning(string(buffer));
        if (!username.isEmpty()) {
          credentials = Optional.of(new Credentials(username, password));
        }
        peerInfo = text(string(buffer));
      } else {
        // Older servers stop here, newer ones send three strings, all empty but the peer info of an
        // equal end. No text message begins with a NUL, so zero bytes belong to this message.
        for (int zeros = 0; zeros < 4 && hasNext(buffer, 0); zeros++) {
          buffer.get();
        }
        if (hasNext(buffer, MAX_LENGTH >>> 8)) {
          peerInfo = text(string(buffer));
        }
        while (hasNext(buffer, 0)) {
          buffer.get();
        }
      }
      KeySource source =
          fromClient ? KeySource.clientFrom(random, 0) : KeySource.serverFrom(random, 0);
      Arrays.fill(random, (byte) 0);
      return Optional.of(
          new Decoded(new KeyMessage(source, options, credentials, peerInfo), buffer.position()));
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  /** Whether another byte follows that is no greater. */
  private static boolean hasNext(ByteBuffer buffer, int most) {
    return buffer.hasRemaining() && (buffer.get(buffer.position()) & 0xff) <= most;
  }

  private static byte[] string(ByteBuffer buffer) throws KeyMessageException {
    int length = buffer.getShort() & 0xffff;
    if (length > MAX_STRING) {
      throw new KeyMessageException("a string of " + length + " bytes");
    }
    byte[] bytes = new byte[Math.max(0, length - 1)];
    buffer.get(bytes);
    if (length > 0) {
      buffer.get();
    }
    return bytes;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
  }
}
