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
 * @param fragment bytes of a packet's piece at most, a multiple of 4; 0 when packets are not cut
 *     and have no fragment header (wire reference 8.10)
 * @param replayWindow how many packet ids behind the newest may still come
 */
public record DataSettings(
    int peerId,
    DataFormat format,
    CompressionFraming framing,
    boolean decompress,
    RenewalLimits limits,
    int fragment,
    int replayWindow) {
  /** Bytes in front of each packet, or piece of one, when packets are cut. */
  public static final int FRAGMENT_HEADER = Fragments.HEADER;

  /** The classic AEAD layout with its longer header. CBC copies in any case. */
  private static final int CLASSIC_IN_FRONT = 2 * Integer.BYTES + PacketCipher.TAG;

  private static final int MAX_PEER_ID = 0xfffffe;

  public DataSettings {
    if (peerId < -1 || peerId > MAX_PEER_ID) {
      throw new IllegalArgumentException("peer id " + peerId + " is not within -1 to 0xfffffe");
    }
    if (fragment < 0 || fragment % Fragments.UNIT != 0) {
      throw new IllegalArgumentException("pieces of " + fragment + " bytes are not possible");
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
    return (framing.addsByte() ? 1 : 0)
        + (fragment > 0 ? Fragments.HEADER : 0)
        + (format.cipher().isAead() ? 0 : Integer.BYTES);
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

  /** With another window for late packets. */
  public DataSettings window(int ids) {
    return new DataSettings(peerId, format, framing, decompress, limits, fragment, ids);
  }

  /** Packets are not cut, and late ones have our usual window. */
  public DataSettings(
      int peerId,
      DataFormat format,
      CompressionFraming framing,
      boolean decompress,
      RenewalLimits limits) {
    this(peerId, format, framing, decompress, limits, 0, ReplayWindow.USUAL);
  }

  /** With pieces of so many bytes at most, rounded down to what is possible. */
  public DataSettings cutTo(int bytes) {
    int piece = bytes / Fragments.UNIT * Fragments.UNIT;
    return new DataSettings(peerId, format, framing, decompress, limits, piece, replayWindow);
  }
}
