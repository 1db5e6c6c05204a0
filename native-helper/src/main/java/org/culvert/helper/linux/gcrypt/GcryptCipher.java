package org.culvert.helper.linux.gcrypt;

import java.lang.foreign.MemorySegment;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.Key;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-GCM for whole packets: a key and a nonce, additional data in one piece, and the packet in one
 * piece.
 *
 * <p>A packet is copied to an array of this object, is encrypted or decrypted there, and is copied
 * to its place. Each place in somebody's array would be an object for the JVM to call the library
 * with, of which the compiler saves some, but not all; the copies are of what the processor has at
 * hand. And nobody sees a packet that is not authentic.
 *
 * <p>The library keeps the schedule of the key that it was given last, until it is given another or
 * this object is collected, which wipes it.
 */
final class GcryptCipher extends CipherSpi {
  private static final int TAG = 16;
  private static final int NONCE = 12;
  private static final int BLOCK = 16;

  /** More than a header and a packet of the usual size. */
  private static final int ROOM = 2048;

  private final byte[] nonce = new byte[NONCE];
  private final MemorySegment nonceMemory = MemorySegment.ofArray(nonce);
  private final byte[] sealedNonce = new byte[NONCE];
  private final byte[] tag = new byte[TAG];
  private final MemorySegment tagMemory = MemorySegment.ofArray(tag);
  private byte[] work = new byte[ROOM];
  private MemorySegment workMemory = MemorySegment.ofArray(work);

  private @Nullable MemorySegment handle;
  private int keyLength;
  private @Nullable Key key;
  private @Nullable Key sealedWith;
  private boolean seals;

  /** A header was given, and no packet yet. */
  private boolean midway;

  @Override
  protected void engineInit(
      int mode, Key given, AlgorithmParameterSpec parameters, SecureRandom random)
      throws InvalidAlgorithmParameterException {
    if (!(parameters instanceof GCMParameterSpec gcm) || gcm.getTLen() != Byte.SIZE * TAG) {
      throw new InvalidAlgorithmParameterException("GCM with a tag of 16 bytes, and nothing else");
    }
    byte[] next = gcm.getIV();
    if (next.length != NONCE) {
      throw new InvalidAlgorithmParameterException("a nonce has 12 bytes, not " + next.length);
    }
    if (midway) {
      // A header without a packet: the library would add it to the next one's.
      handle = null;
      key = null;
      midway = false;
    }
    take(given);
    seals = mode == Cipher.ENCRYPT_MODE;
    if (seals) {
      refuseSecond(given, next);
      sealedWith = given;
      System.arraycopy(next, 0, sealedNonce, 0, NONCE);
    }
    System.arraycopy(next, 0, nonce, 0, NONCE);
    Libgcrypt.require(Libgcrypt.setNonce(present(), nonceMemory, NONCE), "a nonce");
  }

  @SuppressWarnings("ReferenceEquality") // as below
  private void refuseSecond(Key given, byte[] next) throws InvalidAlgorithmParameterException {
    if (given == sealedWith && Arrays.equals(next, sealedNonce)) {
      throw new InvalidAlgorithmParameterException("sealed with this nonce already");
    }
  }

  /** What was given for the last packet is known by being the same object. */
  @SuppressWarnings("ReferenceEquality") // keys are compared for each packet
  private void take(Key given) {
    if (given == key) {
      return;
    }
    key = null;
    byte[] bytes = given.getEncoded();
    try {
      MemorySegment cipher = handle;
      if (cipher == null || bytes.length != keyLength) {
        cipher = Libgcrypt.open(bytes.length);
        handle = cipher;
        keyLength = bytes.length;
      }
      Libgcrypt.require(Libgcrypt.setKey(cipher, MemorySegment.ofArray(bytes), keyLength), "a key");
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
    key = given;
  }

  private MemorySegment present() {
    MemorySegment cipher = handle;
    if (cipher == null) {
      throw new IllegalStateException("no key was given");
    }
    return cipher;
  }

  private void load(byte[] source, int offset, int length) {
    if (work.length < length) {
      work = new byte[length];
      workMemory = MemorySegment.ofArray(work);
    }
    System.arraycopy(source, offset, work, 0, length);
  }

  @Override
  protected void engineUpdateAAD(byte[] data, int offset, int length) {
    load(data, offset, length);
    midway = true;
    Libgcrypt.require(Libgcrypt.authenticate(present(), workMemory, length), "a header");
  }

  @Override
  protected int engineDoFinal(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws AEADBadTagException, ShortBufferException {
    int plain = length - TAG;
    if (!seals && plain < 0) {
      throw new AEADBadTagException("shorter than its tag: " + length);
    }
    if (output.length - outputOffset < (seals ? length + TAG : plain)) {
      throw new ShortBufferException("no room for a packet of " + length + " bytes");
    }
    return seals
        ? seal(input, offset, length, output, outputOffset)
        : open(input, offset, length, output, outputOffset);
  }

  private int seal(byte[] input, int offset, int length, byte[] output, int outputOffset) {
    load(input, offset, length);
    MemorySegment cipher = present();
    Libgcrypt.require(Libgcrypt.encrypt(cipher, workMemory, length), "to encrypt");
    Libgcrypt.require(Libgcrypt.getTag(cipher, tagMemory, TAG), "a tag");
    midway = false;
    System.arraycopy(work, 0, output, outputOffset, length);
    System.arraycopy(tag, 0, output, outputOffset + length, TAG);
    return length + TAG;
  }

  private int open(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws AEADBadTagException {
    int plain = length - TAG;
    load(input, offset, plain);
    System.arraycopy(input, offset + plain, tag, 0, TAG);
    MemorySegment cipher = present();
    Libgcrypt.require(Libgcrypt.decrypt(cipher, workMemory, plain), "to decrypt");
    boolean authentic = Libgcrypt.checkTag(cipher, tagMemory, TAG) == 0;
    midway = false;
    if (!authentic) {
      throw new AEADBadTagException("the tag is another");
    }
    System.arraycopy(work, 0, output, outputOffset, plain);
    return plain;
  }

  @Override
  protected byte[] engineDoFinal(byte[] input, int offset, int length) throws AEADBadTagException {
    byte[] output = new byte[engineGetOutputSize(length)];
    try {
      engineDoFinal(input, offset, length, output, 0);
    } catch (ShortBufferException e) {
      throw new ProviderException("an array of the right size is too small", e);
    }
    return output;
  }

  @Override
  protected int engineGetBlockSize() {
    return BLOCK;
  }

  @Override
  protected int engineGetOutputSize(int length) {
    return seals ? length + TAG : Math.max(0, length - TAG);
  }

  @Override
  protected byte[] engineGetIV() {
    return nonce.clone();
  }

  @Override
  protected @Nullable AlgorithmParameters engineGetParameters() {
    return null;
  }

  @Override
  protected void engineSetMode(String mode) {}

  @Override
  protected void engineSetPadding(String padding) {}

  @Override
  protected void engineInit(int mode, Key given, SecureRandom random) {
    throw wholePacketsOnly();
  }

  @Override
  protected void engineInit(int mode, Key given, AlgorithmParameters parameters, SecureRandom r) {
    throw wholePacketsOnly();
  }

  @Override
  protected byte[] engineUpdate(byte[] input, int offset, int length) {
    throw wholePacketsOnly();
  }

  @Override
  protected int engineUpdate(
      byte[] input, int offset, int length, byte[] output, int outputOffset) {
    throw wholePacketsOnly();
  }

  private static UnsupportedOperationException wholePacketsOnly() {
    return new UnsupportedOperationException("only whole packets, each with its nonce");
  }
}
