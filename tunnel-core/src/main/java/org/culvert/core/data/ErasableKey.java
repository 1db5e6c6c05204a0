package org.culvert.core.data;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import javax.crypto.SecretKey;
import org.culvert.core.keys.DataCipher;

/**
 * A key that can be wiped while another thread uses it: that thread gets the whole key or an
 * exception, never a half or a zero key. (The JDK's own key class cannot be wiped at all. What a
 * cipher keeps inside goes with the garbage collector.)
 */
final class ErasableKey implements SecretKey {
  private static final long serialVersionUID = 1L;

  private final String algorithm;
  private final transient byte[] bytes;
  private transient volatile boolean destroyed;

  /** Takes ownership of {@code bytes}. */
  ErasableKey(String algorithm, byte[] bytes) {
    this.algorithm = algorithm;
    this.bytes = bytes;
  }

  /** The name that ciphers want a key of this kind to have. */
  static String algorithm(DataCipher aead) {
    return aead.isGcm() ? "AES" : "ChaCha20";
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy, which the JDK's ciphers wipe after use; see {@link PacketCipher} for the others. */
  @Override
  public byte[] getEncoded() {
    byte[] copy = bytes.clone();
    // The copy must be complete before the flag is looked at; see destroy().
    VarHandle.acquireFence();
    if (destroyed) {
      Arrays.fill(copy, (byte) 0);
      throw retired();
    }
    return copy;
  }

  /**
   * For who keeps a copy of the key.
   *
   * @throws IllegalStateException when it was destroyed
   */
  void requireWhole() {
    if (destroyed) {
      throw retired();
    }
  }

  private static IllegalStateException retired() {
    return new IllegalStateException("data key was retired");
  }

  @Override
  public void destroy() {
    destroyed = true;
    VarHandle.fullFence();
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }
}
