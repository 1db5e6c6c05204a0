package org.culvert.core.wrap;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.ControlPacketCodec;

/**
 * tls-auth: an HMAC between header and body (wire reference 3.3).
 *
 * <pre>
 * wire:      first byte | sid 8 | HMAC L | id 4 | time 4 | body
 * HMAC over: id 4 | time 4 | first byte | sid 8 | body
 * </pre>
 */
final class TlsAuthWrap implements ControlWrap {
  private static final int HEADER = ControlPacketCodec.HEADER_LENGTH;

  private final Mac send;
  private final Mac receive;
  private final int tagLength;
  private final SendIds sendIds;
  private final ReceiveIds receiveIds = new ReceiveIds();

  /** The authenticators are keyed, and not used by anybody else. */
  TlsAuthWrap(Mac send, Mac receive, long epochSeconds) {
    this.send = send;
    this.receive = receive;
    this.tagLength = send.getMacLength();
    this.sendIds = new SendIds(SendIds.FIRST, epochSeconds);
  }

  @Override
  public byte[] wrap(ControlPacket packet) {
    byte[] header = ControlPacketCodec.header(packet);
    byte[] body = ControlPacketCodec.body(packet);
    byte[] ids = sendIds.next();
    send.update(ids);
    send.update(header);
    byte[] tag = send.doFinal(body);
    return ByteBuffer.allocate(header.length + overhead() + body.length)
        .put(header)
        .put(tag)
        .put(ids)
        .put(body)
        .array();
  }

  @Override
  public Optional<ControlPacket> unwrap(byte[] datagram, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, datagram.length);
    if (length <= HEADER + overhead()) {
      return Optional.empty();
    }
    int tagAt = offset + HEADER;
    int idsAt = tagAt + tagLength;
    int bodyAt = idsAt + SendIds.LENGTH;
    int bodyLength = offset + length - bodyAt;
    receive.update(datagram, idsAt, SendIds.LENGTH);
    receive.update(datagram, offset, HEADER);
    receive.update(datagram, bodyAt, bodyLength);
    byte[] expected = receive.doFinal();
    if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(datagram, tagAt, idsAt))) {
      return Optional.empty();
    }
    ByteBuffer ids = ByteBuffer.wrap(datagram, idsAt, SendIds.LENGTH);
    int id = ids.getInt();
    int time = ids.getInt();
    if (!receiveIds.isFresh(id, time)) {
      return Optional.empty();
    }
    var packet = ControlPacketCodec.decode(datagram, offset, datagram, bodyAt, bodyLength);
    if (packet.isPresent()) {
      receiveIds.accept(id, time);
    }
    return packet;
  }

  @Override
  public int overhead() {
    return tagLength + SendIds.LENGTH;
  }
}
