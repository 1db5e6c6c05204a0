package org.culvert.core.data;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataKeys;

/**
 * Seals packets with an AEAD cipher whose key changes by epochs (wire reference 8.5).
 *
 * <pre>
 * | opcode, key id, peer id 4 | epoch 2 | counter 6 | ciphertext | tag 16 |   AAD: first 12 bytes
 * </pre>
 *
 * A new epoch begins when the key has carried enough, and as soon as the peer has begun one.
 */
final class EpochSealer implements Sealer {
  /** Bytes in front of the ciphertext. */
  static final int IN_FRONT = Integer.BYTES + Long.BYTES;

  /** Bits of the counter within an epoch. */
  static final int COUNTER_BITS = 48;

  /** From this epoch on a new key is wanted. */
  static final int LATE_EPOCH = 0xf000;

  /** Peers do not read beyond: they want room for the keys that they keep ready. */
  static final int LAST_EPOCH = EpochChain.LAST_EPOCH - EpochOpener.KEPT_READY - 1;

  private static final long LAST_COUNTER = (1L << COUNTER_BITS) - 1;

  private final PacketCipher cipher;
  private final EpochChain chain;
  private final long limit;
  private final AtomicInteger peerEpoch;
  private final KeyUsage usage = KeyUsage.ofEpochs();
  private final byte[] header = new byte[IN_FRONT];
  private PacketKey key;
  private long counter;
  private long blocks;
  private final AtomicInteger epoch;

  /**
   * @param firstWord of each packet
   * @param limit packets and blocks of the cipher after which the next epoch begins
   * @param peerEpoch the newest that an authentic packet named, told by the opener
   */
  EpochSealer(
      DataKeys keys, CipherSource ciphers, int firstWord, long limit, AtomicInteger peerEpoch) {
    DataCipher kind = keys.format().cipher();
    this.cipher = new PacketCipher(Cipher.ENCRYPT_MODE, kind, ciphers);
    this.chain = new EpochChain(kind, keys.sendKey());
    this.limit = limit;
    this.peerEpoch = peerEpoch;
    this.epoch = new AtomicInteger(chain.epoch());
    this.key = chain.next();
    BigEndian.putInt(header, 0, firstWord);
  }

  @Override
  public int seal(byte[] packet, int offset, int length, byte[] target, int targetOffset) {
    follow();
    int size = KeyUsage.blocks(length);
    if (counter > 0 && (counter == LAST_COUNTER || counter + blocks + 1 + size > limit)) {
      advance();
    }
    int present = epoch.getPlain();
    if (present > LAST_EPOCH) {
      return 0;
    }
    // Used up even if sealing fails: a nonce must never come twice.
    counter++;
    blocks += size;
    long number = ((long) present << COUNTER_BITS) | counter;
    BigEndian.putLong(header, Integer.BYTES, number);
    int ciphertextAt = targetOffset + IN_FRONT;
    int sealed;
    try {
      sealed =
          cipher.process(
              key, number, header, 0, IN_FRONT, packet, offset, length, target, ciphertextAt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the cipher refused to seal a packet", e);
    }
    // Only now, because the packet itself may have lain here.
    System.arraycopy(header, 0, target, targetOffset, IN_FRONT);
    usage.add(length);
    return IN_FRONT + sealed;
  }

  private void follow() {
    int wanted = peerEpoch.getOpaque();
    while (epoch.getPlain() < Math.min(wanted, LAST_EPOCH + 1)) {
      advance();
    }
  }

  private void advance() {
    key.destroy();
    key = chain.next(); // there always is one: nothing is sealed beyond LAST_EPOCH
    epoch.setOpaque(epoch.getPlain() + 1);
    counter = 0;
    blocks = 0;
  }

  @Override
  public KeyUsage usage() {
    return usage;
  }

  @Override
  public boolean idsRunOut() {
    return epoch.getOpaque() >= LATE_EPOCH;
  }

  @Override
  public int epoch() {
    return Math.max(epoch.getOpaque(), peerEpoch.getOpaque());
  }

  @Override
  public void destroy() {
    chain.destroy();
    key.destroy();
    cipher.retire();
  }
}
