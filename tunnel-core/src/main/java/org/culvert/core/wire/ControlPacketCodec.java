package org.culvert.core.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Control packets as bytes, without any wrapping (wire reference 1.3):
 *
 * <pre>
 *  0        1         9        10                                              …
 * +--------+---------+--------+------------------+----------------+--------+---------+
 * | op|kid | sid (8) | n (u8) | n × acked id u32 | remote sid (8) | id u32 | payload |
 * +--------+---------+--------+------------------+----------------+--------+---------+
 *  header ──────────▷ body                         only if n &gt; 0    not in ACK_V1
 * </pre>
 *
 * Wraps treat header and body apart, so they are coded apart as well. Decoding never throws for
 * what is in the bytes.
 */
public final class ControlPacketCodec {
  /** First byte and the sender's session id. */
  public static final int HEADER_LENGTH = 1 + SessionId.LENGTH;

  private ControlPacketCodec() {}

  /** The packet without wrapping. */
  public static byte[] encode(ControlPacket packet) {
    byte[] body = body(packet);
    return ByteBuffer.allocate(HEADER_LENGTH + body.length).put(header(packet)).put(body).array();
  }

  /** First byte and session id. */
  public static byte[] header(ControlPacket packet) {
    return ByteBuffer.allocate(HEADER_LENGTH)
        .put(packet.opcode().firstByte(packet.keyId()))
        .putLong(packet.session().value())
        .array();
  }

  /** What follows the header. */
  public static byte[] body(ControlPacket packet) {
    List<Integer> acks = packet.acks();
    boolean numbered = packet.opcode() != Opcode.ACK_V1;
    int length =
        1
            + acks.size() * Integer.BYTES
            + (packet.remoteSession().isPresent() ? SessionId.LENGTH : 0)
            + (numbered ? Integer.BYTES + packet.payload().length : 0);
    ByteBuffer body = ByteBuffer.allocate(length).put((byte) acks.size());
    acks.forEach(body::putInt);
    packet.remoteSession().ifPresent(remote -> body.putLong(remote.value()));
    if (numbered) {
      body.putInt(packet.messageId()).put(packet.payload());
    }
    return body.array();
  }

  /** Reads a packet that is not wrapped; empty when it is malformed or of the data channel. */
  public static Optional<ControlPacket> decode(byte[] datagram, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, datagram.length);
    if (length < HEADER_LENGTH) {
      return Optional.empty();
    }
    return decode(datagram, offset, datagram, offset + HEADER_LENGTH, length - HEADER_LENGTH);
  }

  /**
   * Reads a packet whose header and body lie apart, as they do after unwrapping.
   *
   * @param header holds {@value #HEADER_LENGTH} bytes from {@code headerOffset}
   */
  public static Optional<ControlPacket> decode(
      byte[] header, int headerOffset, byte[] body, int bodyOffset, int bodyLength) {
    Optional<Opcode> opcode = Opcode.of(header[headerOffset]).filter(code -> !code.isData());
    long session = ByteBuffer.wrap(header).getLong(headerOffset + 1);
    if (opcode.isEmpty() || session == 0 || bodyLength < 1) {
      return Optional.empty();
    }
    return decodeBody(
        opcode.get(),
        Opcode.keyId(header[headerOffset]),
        new SessionId(session),
        ByteBuffer.wrap(body, bodyOffset, bodyLength));
  }

  private static Optional<ControlPacket> decodeBody(
      Opcode opcode, int keyId, SessionId session, ByteBuffer body) {
    int count = body.get() & 0xff;
    if (count > ControlPacket.MAX_ACKS) {
      return Optional.empty();
    }
    int ackBytes = count == 0 ? 0 : count * Integer.BYTES + SessionId.LENGTH;
    boolean numbered = opcode != Opcode.ACK_V1;
    int left = body.remaining() - ackBytes;
    if (numbered ? left < Integer.BYTES : left != 0) {
      return Optional.empty();
    }
    List<Integer> acks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      acks.add(body.getInt());
    }
    Optional<SessionId> remote = Optional.empty();
    if (count > 0) {
      long value = body.getLong();
      if (value == 0) {
        return Optional.empty();
      }
      remote = Optional.of(new SessionId(value));
    }
    int messageId = numbered ? body.getInt() : 0;
    byte[] payload = new byte[body.remaining()];
    body.get(payload);
    return Optional.of(new ControlPacket(opcode, keyId, session, acks, remote, messageId, payload));
  }
}
