package org.culvert.core.data;

import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * A nonce in the form in which the JDK's ciphers ask for it, to be used again and again: the JDK's
 * own classes would be an object and two copies of the nonce for each packet.
 *
 * <p>The ciphers, the JDK's and Corretto's, take what {@code getIV} returns for a copy of their
 * own, and keep it to compare the next nonce with. So it may be changed only after another one was
 * used.
 */
@SuppressWarnings("ArrayRecordComponent") // to be written to, never compared
record Nonce(byte[] bytes, AlgorithmParameterSpec parameters) {
  /** For AES-GCM, with a tag of so many bytes. */
  static Nonce ofGcm(int length, int tag) {
    byte[] bytes = new byte[length];
    return new Nonce(bytes, new Gcm(Byte.SIZE * tag, bytes));
  }

  /** For ciphers that have nothing else to be told. */
  static Nonce plain(int length) {
    byte[] bytes = new byte[length];
    return new Nonce(bytes, new Plain(bytes));
  }

  private static final class Gcm extends GCMParameterSpec {
    private final byte[] nonce;

    Gcm(int tagBits, byte[] nonce) {
      super(tagBits, nonce);
      this.nonce = nonce;
    }

    @Override
    public byte[] getIV() {
      return nonce;
    }
  }

  private static final class Plain extends IvParameterSpec {
    private final byte[] nonce;

    Plain(byte[] nonce) {
      super(nonce);
      this.nonce = nonce;
    }

    @Override
    public byte[] getIV() {
      return nonce;
    }
  }
}
