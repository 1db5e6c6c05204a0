package org.culvert.core.data;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataKeys;

/**
 * Seals packets with an AEAD cipher (wire reference 8.3).
 *
 * <pre>
 * DATA_V2:  | opcode, key id, peer id 4 | packet id 4 | tag 16 | ciphertext |   AAD: first 8 bytes
 * DATA_V1:  | opcode, key id 1          | packet id 4 | tag 16 | ciphertext |   AAD: packet id
 * </pre>
 */
final class AeadSealer implements Sealer {
  /** From this packet id on a new key is wanted. */
  static final int LATE_ID = 0xff000000;

  private static final int ID = Integer.BYTES;

  private final PacketCipher cipher;
  private final PacketKey key;
  private final KeyUsage usage;
  private final boolean withPeerId;

  /** The first word of each packet, and the packet id of the next to be sealed. */
  private final byte[] header = new byte[2 * Integer.BYTES];

  /** The id used last, unsigned. */
  private final AtomicInteger lastId;

  /**
   * @param firstWord of a DATA_V2 packet; of DATA_V1 its first byte is used
   * @param lastId 0, but for tests
   */
  AeadSealer(DataKeys keys, CipherSource ciphers, boolean withPeerId, int firstWord, int lastId) {
    DataCipher kind = keys.format().cipher();
    this.cipher = new PacketCipher(Cipher.ENCRYPT_MODE, kind, ciphers);
    this.key = new PacketKey(kind, keys.sendKey(), keys.sendHmacPart());
    this.usage = KeyUsage.of(kind);
    this.withPeerId = withPeerId;
    this.lastId = new AtomicInteger(lastId);
    BigEndian.putInt(header, 0, firstWord);
  }

  @Override
  public int seal(byte[] packet, int offset, int length, byte[] target, int targetOffset) {
    int id = lastId.getPlain() + 1;
    if (id == 0) {
      return 0;
    }
    // Used up even if sealing fails: a nonce must never come twice.
    lastId.setOpaque(id);
    BigEndian.putInt(header, ID, id);
    int idAt = targetOffset + (withPeerId ? ID : 1);
    int tagAt = idAt + ID;
    int ciphertextAt = tagAt + PacketCipher.TAG;
    int aadAt = withPeerId ? 0 : ID;
    try {
      cipher.process(
          key,
          (long) id << Integer.SIZE,
          header,
          aadAt,
          header.length - aadAt,
          packet,
          offset,
          length,
          target,
          ciphertextAt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the cipher refused to seal a packet", e);
    }
    // Only now, because the packet itself may have lain here.
    System.arraycopy(target, ciphertextAt + length, target, tagAt, PacketCipher.TAG);
    System.arraycopy(header, 0, target, targetOffset, idAt - targetOffset);
    BigEndian.putInt(target, idAt, id);
    usage.add(length);
    return ciphertextAt - targetOffset + length;
  }

  @Override
  public KeyUsage usage() {
    return usage;
  }

  @Override
  public boolean idsRunOut() {
    return Integer.compareUnsigned(lastId.getOpaque(), LATE_ID) >= 0;
  }

  @Override
  public void destroy() {
    key.destroy();
    cipher.retire();
  }
}
