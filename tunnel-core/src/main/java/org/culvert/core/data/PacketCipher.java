package org.culvert.core.data;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import org.culvert.core.keys.DataCipher;

/**
 * An AEAD cipher for one direction, made ready for each packet by its key and its number. Used by
 * one thread at a time, and retired by any.
 *
 * <p>Every cipher keeps a schedule of its key until it is given another: so a retired one is given
 * zeros, at once, or by the thread that uses it as soon as it is done. libgcrypt's schedule is gone
 * then, and Corretto's in native memory; what the JDK's had, and a copy that Corretto's makes of
 * the key, lie in the heap until they are collected, as those of past epochs do.
 */
final class PacketCipher {
  /** Bytes of the authentication tag, for all ciphers. */
  static final int TAG = 16;

  private static final int IDLE = 0;
  private static final int BUSY = 1;
  private static final int RETIRED = 2;

  private final AtomicInteger state = new AtomicInteger(IDLE);
  private final int mode;
  private final DataCipher kind;
  private final boolean gcm;
  private final Cipher cipher;

  /** Two that take turns, since the cipher keeps the one that it was given last. */
  private Nonce next;

  private Nonce last;

  /** A copy of what lies in the way of its own result. */
  private byte[] aside = {};

  /**
   * @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
   */
  PacketCipher(int mode, DataCipher cipher, CipherSource source) {
    this.mode = mode;
    this.kind = cipher;
    this.gcm = cipher.isGcm();
    this.next = nonce();
    this.last = nonce();
    this.cipher = source.cipher(cipher);
  }

  /**
   * Seals or opens one packet. As everywhere in Java, the tag follows the ciphertext. Source and
   * target may overlap in any way.
   *
   * @param number never twice for one key when sealing
   * @param aad holds the additional data, {@code aadLength} bytes from {@code aadOffset}
   * @return bytes written to the target
   * @throws GeneralSecurityException above all when a packet to be opened is not authentic
   * @throws IllegalStateException when the key was destroyed or the cipher retired
   */
  int process(
      PacketKey key,
      long number,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] source,
      int offset,
      int length,
      byte[] target,
      int targetOffset)
      throws GeneralSecurityException {
    if (!state.compareAndSet(IDLE, BUSY)) {
      throw new IllegalStateException("data key was retired");
    }
    try {
      requireRoom(length, target.length - targetOffset);
      begin(key, number);
      cipher.updateAAD(aad, aadOffset, aadLength);
      if (overlap(source, offset, length, target, targetOffset)) {
        // Shifting in place is promised by Cipher, but the JDK's ChaCha20-Poly1305 garbles it, and
        // Corretto's AES-GCM wipes what lies before the result when the tag is wrong.
        return cipher.doFinal(aside(source, offset, length), 0, length, target, targetOffset);
      }
      return cipher.doFinal(source, offset, length, target, targetOffset);
    } finally {
      if (!state.compareAndSet(BUSY, IDLE)) {
        forget();
      }
    }
  }

  /** No packet more; and the key that was used last goes from where the cipher keeps it. */
  void retire() {
    if (state.getAndSet(RETIRED) == IDLE) {
      forget();
    }
  }

  private void forget() {
    ErasableKey zeros = new ErasableKey(ErasableKey.algorithm(kind), new byte[kind.keyLength()]);
    try {
      cipher.init(mode, zeros, nonce().parameters());
    } catch (GeneralSecurityException _) {
      // It has zeros already, with a nonce of zeros: ciphers take no such pair twice.
    }
  }

  /**
   * Before the cipher is given the key: Corretto's, when it refuses a packet before its native part
   * has seen the key, takes the key for known the next time and works with the one before.
   */
  private void requireRoom(int length, int room) throws GeneralSecurityException {
    boolean opening = mode == Cipher.DECRYPT_MODE;
    if (opening && length < TAG) {
      throw new AEADBadTagException("shorter than its tag: " + length);
    }
    if (room < (opening ? length - TAG : length + TAG)) {
      throw new ShortBufferException("no room for " + length + " bytes in " + room);
    }
  }

  /** Whether what goes in and what comes out overlap without being in the same place. */
  @SuppressWarnings("ReferenceEquality") // whether it is the same memory is the question
  private static boolean overlap(
      byte[] source, int offset, int length, byte[] target, int targetOffset) {
    return source == target
        && offset != targetOffset
        && offset < targetOffset + length + TAG
        && targetOffset < offset + length;
  }

  private byte[] aside(byte[] source, int offset, int length) {
    if (aside.length < length) {
      aside = new byte[length];
    }
    System.arraycopy(source, offset, aside, 0, length);
    return aside;
  }

  private void begin(PacketKey key, long number) throws GeneralSecurityException {
    // Corretto's cipher does not ask a key again that it was given before, even if it was wiped.
    key.key().requireWhole();
    Nonce present = next;
    next = last;
    last = present;
    key.putNonce(number, present.bytes());
    boolean taken = false;
    try {
      cipher.init(mode, key.key(), present.parameters());
      taken = true;
    } finally {
      if (!taken) {
        // Which of them it keeps now is not known: neither may be changed any more.
        next = nonce();
        last = nonce();
      }
    }
  }

  private Nonce nonce() {
    return gcm ? Nonce.ofGcm(PacketKey.nonceLength(), TAG) : Nonce.plain(PacketKey.nonceLength());
  }
}
