package org.culvert.core.wrap;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.ControlPacketCodec;

/**
 * tls-crypt: the body is encrypted, everything authenticated (wire reference 3.4).
 *
 * <pre>
 *  0            1       9      13       17       49
 * +------------+-------+------+--------+--------+---------------------+
 * | first byte | sid 8 | id 4 | time 4 | tag 32 | AES-256-CTR( body ) |
 * +------------+-------+------+--------+--------+---------------------+
 * tag = HMAC-SHA256( first byte | sid | id | time | body ), its first half is the initial counter
 * </pre>
 *
 * The tag covers the plain body, so decryption must come before authentication; nothing of it is
 * looked at until the tag has matched.
 */
final class TlsCryptWrap implements ControlWrap {
  private static final int HEADER = ControlPacketCodec.HEADER_LENGTH;
  private static final int TAG = 32;
  private static final int IV = 16;

  private final Direction send;
  private final Direction receive;
  private final SendIds sendIds;
  private final ReceiveIds receiveIds = new ReceiveIds();

  /**
   * @param key 256 bytes, not kept
   * @param firstId of the packets we send, {@link SendIds#FIRST} but for tls-crypt-v2
   */
  TlsCryptWrap(byte[] key, Role role, long firstId, long epochSeconds) {
    Direction fromServer = new Direction(key, 0, 64);
    Direction fromClient = new Direction(key, 128, 192);
    this.send = role == Role.CLIENT ? fromClient : fromServer;
    this.receive = role == Role.CLIENT ? fromServer : fromClient;
    this.sendIds = new SendIds(firstId, epochSeconds);
  }

  @Override
  public byte[] wrap(ControlPacket packet) {
    byte[] header = ControlPacketCodec.header(packet);
    byte[] body = ControlPacketCodec.body(packet);
    byte[] ids = sendIds.next();
    send.mac.update(header);
    send.mac.update(ids);
    byte[] tag = send.mac.doFinal(body);
    byte[] encrypted = send.crypt(Cipher.ENCRYPT_MODE, tag, 0, body, 0, body.length);
    return ByteBuffer.allocate(header.length + overhead() + body.length)
        .put(header)
        .put(ids)
        .put(tag)
        .put(encrypted)
        .array();
  }

  @Override
  public Optional<ControlPacket> unwrap(byte[] datagram, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, datagram.length);
    if (length <= HEADER + overhead()) {
      return Optional.empty();
    }
    int idsAt = offset + HEADER;
    int tagAt = idsAt + SendIds.LENGTH;
    int bodyAt = tagAt + TAG;
    byte[] body =
        receive.crypt(
            Cipher.DECRYPT_MODE, datagram, tagAt, datagram, bodyAt, offset + length - bodyAt);
    receive.mac.update(datagram, offset, HEADER + SendIds.LENGTH);
    byte[] expected = receive.mac.doFinal(body);
    if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(datagram, tagAt, bodyAt))) {
      return Optional.empty();
    }
    ByteBuffer ids = ByteBuffer.wrap(datagram, idsAt, SendIds.LENGTH);
    int id = ids.getInt();
    int time = ids.getInt();
    if (!receiveIds.isFresh(id, time)) {
      return Optional.empty();
    }
    var packet = ControlPacketCodec.decode(datagram, offset, body, 0, body.length);
    if (packet.isPresent()) {
      receiveIds.accept(id, time);
    }
    return packet;
  }

  @Override
  public int overhead() {
    return SendIds.LENGTH + TAG;
  }

  /** The cipher and the authenticator of one direction. */
  private static final class Direction {
    final Mac mac;
    private final Cipher cipher;
    private final SecretKey cipherKey;

    Direction(byte[] key, int cipherAt, int macAt) {
      this.mac = HmacDigest.SHA256.keyed(key, macAt);
      this.cipherKey = new SecretKeySpec(key, cipherAt, 32, "AES");
      try {
        this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java runtime offers no AES-CTR", e);
      }
    }

    byte[] crypt(int mode, byte[] iv, int ivAt, byte[] source, int offset, int length) {
      try {
        cipher.init(mode, cipherKey, new IvParameterSpec(iv, ivAt, IV));
        return cipher.doFinal(source, offset, length);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-CTR refused a control packet", e);
      }
    }
  }
}
