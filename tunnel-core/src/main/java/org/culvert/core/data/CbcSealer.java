package org.culvert.core.data;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import org.culvert.core.keys.DataKeys;

/**
 * Seals packets with a CBC cipher and an HMAC (wire reference 8.4).
 *
 * <pre>
 * | opcode, key id, peer id 4 or 1 | HMAC | IV | encrypted: packet id 4, packet, padding |
 * HMAC: of IV and ciphertext            padding: 1 to a whole block, each byte says how much
 * </pre>
 *
 * The IV is a block that never comes twice, encrypted with the same key (NIST SP 800-38A, appendix
 * C): nobody can tell it beforehand, and no generator of random numbers is asked for each packet.
 */
final class CbcSealer implements Sealer {
  private static final int ID = Integer.BYTES;

  private final CbcCipher cipher;
  private final KeyUsage usage;
  private final boolean withPeerId;
  private final int firstWord;

  /** The block that becomes the IV: random bytes, and the packet id at its end. */
  private final byte[] unique;

  /** What is encrypted. */
  private byte[] plain = {};

  private final AtomicInteger lastId;

  /**
   * @param firstWord of a DATA_V2 packet; of DATA_V1 its first byte is used
   * @param lastId 0, but for tests
   */
  CbcSealer(DataKeys keys, boolean withPeerId, int firstWord, int lastId) {
    this.cipher =
        new CbcCipher(Cipher.ENCRYPT_MODE, keys.format(), keys.sendKey(), keys.sendHmacPart());
    this.usage = KeyUsage.of(keys.format().cipher());
    this.withPeerId = withPeerId;
    this.firstWord = firstWord;
    this.lastId = new AtomicInteger(lastId);
    this.unique = new byte[cipher.block()];
    new SecureRandom().nextBytes(unique);
  }

  @Override
  public int seal(byte[] packet, int offset, int length, byte[] target, int targetOffset) {
    int id = lastId.getPlain() + 1;
    if (id == 0) {
      return 0;
    }
    lastId.setOpaque(id);
    int block = cipher.block();
    int padding = block - (ID + length) % block;
    int sealed = block + ID + length + padding;
    compose(id, packet, offset, length, padding);
    int header = withPeerId ? ID : 1;
    int codeAt = targetOffset + header;
    int ivAt = codeAt + cipher.macLength();
    try {
      cipher.process(plain, 0, sealed, target, ivAt);
      cipher.authenticate(target, ivAt, sealed, target, codeAt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the cipher refused to seal a packet", e);
    }
    if (withPeerId) {
      BigEndian.putInt(target, targetOffset, firstWord);
    } else {
      target[targetOffset] = (byte) (firstWord >>> 24);
    }
    usage.add(length);
    return header + cipher.macLength() + sealed;
  }

  private void compose(int id, byte[] packet, int offset, int length, int padding) {
    int block = unique.length;
    int end = block + ID + length + padding;
    if (plain.length < end) {
      plain = new byte[end];
    }
    BigEndian.putInt(unique, block - ID, id);
    System.arraycopy(unique, 0, plain, 0, block);
    BigEndian.putInt(plain, block, id);
    System.arraycopy(packet, offset, plain, block + ID, length);
    Arrays.fill(plain, end - padding, end, (byte) padding);
  }

  @Override
  public KeyUsage usage() {
    return usage;
  }

  @Override
  public boolean idsRunOut() {
    return Integer.compareUnsigned(lastId.getOpaque(), AeadSealer.LATE_ID) >= 0;
  }

  @Override
  public void destroy() {
    cipher.destroy();
  }
}
