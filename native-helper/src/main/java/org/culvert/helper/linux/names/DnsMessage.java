package org.culvert.helper.linux.names;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions for addresses and what resolvers answer: RFC 1035, 4, and RFC 3596. */
final class DnsMessage {
  static final int A = 1;
  static final int AAAA = 28;

  private static final int INTERNET = 1;
  private static final int HEADER = 12;
  private static final int LONGEST_LABEL = 63;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RESPONSE = 0x8000;
  private static final int RCODE = 0x000f;
  private static final int POINTER = 0xc0;

  private DnsMessage() {}

  /** A question; throws an {@link IllegalArgumentException} for what cannot be a name. */
  static byte[] question(int id, String name, int type) {
    String ascii = IDN.toASCII(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
    ByteBuffer message = ByteBuffer.allocate(HEADER + ascii.length() + 2 + 4);
    message.putShort((short) id).putShort((short) RECURSION_DESIRED);
    message.putShort((short) 1).putShort((short) 0).putInt(0);
    for (String label : ascii.split("\\.", -1)) {
      byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
      if (bytes.length == 0 || bytes.length > LONGEST_LABEL) {
        throw new IllegalArgumentException("no name: " + name);
      }
      message.put((byte) bytes.length).put(bytes);
    }
    message.put((byte) 0).putShort((short) type).putShort((short) INTERNET);
    return message.array();
  }

  /**
   * The addresses in an answer to the question, whichever of its names they belong to: that is the
   * end of a chain of aliases. Empty when it is no sound answer to it.
   */
  static Optional<List<InetAddress>> addresses(byte[] question, byte[] answer) {
    if (answer.length < question.length) {
      return Optional.empty();
    }
    ByteBuffer message = ByteBuffer.wrap(answer);
    try {
      boolean same = message.getShort() == ByteBuffer.wrap(question).getShort();
      int flags = message.getShort() & 0xffff;
      int questions = message.getShort();
      int answers = message.getShort() & 0xffff;
      boolean echoed =
          ByteBuffer.wrap(answer, HEADER, question.length - HEADER)
              .equals(ByteBuffer.wrap(question, HEADER, question.length - HEADER));
      if (!same || (flags & RESPONSE) == 0 || questions != 1 || !echoed) {
        return Optional.empty();
      }
      if ((flags & RCODE) != 0) {
        return Optional.of(List.of());
      }
      message.position(question.length);
      return Optional.of(records(message, answers));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<InetAddress> records(ByteBuffer message, int count) {
    List<InetAddress> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      skipName(message);
      int type = message.getShort();
      int kind = message.getShort();
      message.getInt(); // how long it may be kept
      byte[] data = new byte[message.getShort() & 0xffff];
      message.get(data);
      boolean address = (type == A && data.length == 4) || (type == AAAA && data.length == 16);
      if (address && kind == INTERNET) {
        found.add(of(data));
      }
    }
    return found;
  }

  private static void skipName(ByteBuffer message) {
    while (true) {
      int length = message.get() & 0xff;
      if (length >= POINTER) {
        message.get();
        return;
      }
      if (length == 0) {
        return;
      }
      message.position(message.position() + length);
    }
  }

  private static InetAddress of(byte[] data) {
    try {
      return InetAddress.getByAddress(data);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 or 16 bytes", e);
    }
  }
}
