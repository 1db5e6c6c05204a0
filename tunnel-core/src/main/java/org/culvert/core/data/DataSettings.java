package org.culvert.core.data;

import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.wire.CompressionFraming;

/**
 * What a data channel is like for as long as it stands.
 *
 * @param peerId what the server pushed, 0 to 0xFFFFFE, or −1 when it pushed none and packets have
 *     the short header
 * @param format of the keys that will be installed
 * @param decompress whether received packets may be compressed
 * @param limits when a key has carried enough
 */
public record DataSettings(
    int peerId,
    DataFormat format,
    CompressionFraming framing,
    boolean decompress,
    RenewalLimits limits) {
  /** The classic AEAD layout with its longer header. CBC copies in any case. */
  private static final int CLASSIC_IN_FRONT = 2 * Integer.BYTES + PacketCipher.TAG;

  private static final int MAX_PEER_ID = 0xfffffe;

  public DataSettings {
    if (peerId < -1 || peerId > MAX_PEER_ID) {
      throw new IllegalArgumentException("peer id " + peerId + " is not within -1 to 0xfffffe");
    }
    if (format.epoch() && peerId < 0) {
      throw new IllegalArgumentException("epochs need the header with a peer id");
    }
  }

  /** Bytes of header, packet id or IV, and tag or HMAC in each datagram (wire reference 8.11). */
  public int headerBytes() {
    if (format.epoch()) {
      return EpochSealer.IN_FRONT + PacketCipher.TAG;
    }
    int header = peerId < 0 ? 1 : Integer.BYTES;
    return format
        .digest()
        .map(digest -> header + digest.length() + format.cipher().blockLength())
        .orElse(header + Integer.BYTES + PacketCipher.TAG);
  }

  /** How far in front of a packet its datagram begins when sealing is cheapest. */
  public int inFront() {
    return format.epoch() ? EpochSealer.IN_FRONT : CLASSIC_IN_FRONT;
  }

  /** Bytes that are added to the packet inside the encryption, beside padding. */
  public int payloadBytes() {
    return (framing.addsByte() ? 1 : 0) + (format.cipher().isAead() ? 0 : Integer.BYTES);
  }

  /** To whole numbers of how many bytes packets are padded; 0 for not at all. */
  public int padsTo() {
    return format.cipher().isAead() ? 0 : format.cipher().blockLength();
  }

  /** An AEAD cipher, no compression framing, no limits beyond the cipher's. */
  public static DataSettings of(int peerId, DataCipher cipher) {
    return new DataSettings(
        peerId, DataFormat.of(cipher), CompressionFraming.NONE, false, RenewalLimits.NONE);
  }
}
