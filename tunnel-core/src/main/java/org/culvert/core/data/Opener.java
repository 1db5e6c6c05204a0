package org.culvert.core.data;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import org.culvert.core.keys.DataKeys;

/**
 * Opens packets with one key and refuses replays; the layout is in {@link Sealer}. Used by one
 * thread.
 */
final class Opener {
  private final PacketCipher cipher;
  private final KeyUsage usage;
  private final ReplayWindow replays = new ReplayWindow();

  Opener(DataKeys keys) {
    this.cipher =
        new PacketCipher(
            Cipher.DECRYPT_MODE, keys.cipher(), keys.receiveKey(), keys.receiveNonceTail());
    this.usage = new KeyUsage(keys.cipher());
  }

  /**
   * Opens one packet.
   *
   * @param aadOffset where the additional data begins in the datagram; it ends with the packet id
   * @param idAt where the packet id lies
   * @param end behind the datagram
   * @param scratch has room for the ciphertext and the tag: the JDK wants the tag behind, and
   *     allocates a copy of its own when source and target are the same array
   * @return length of the packet, or a code of {@link DataChannel}
   */
  int open(
      byte[] datagram,
      int aadOffset,
      int idAt,
      int end,
      byte[] scratch,
      byte[] target,
      int targetOffset) {
    int id = BigEndian.getInt(datagram, idAt);
    int tagAt = idAt + Integer.BYTES;
    int ciphertextAt = tagAt + PacketCipher.TAG;
    int length = end - ciphertextAt;
    System.arraycopy(datagram, ciphertextAt, scratch, 0, length);
    System.arraycopy(datagram, tagAt, scratch, length, PacketCipher.TAG);
    try {
      cipher.process(
          id,
          datagram,
          aadOffset,
          tagAt - aadOffset,
          scratch,
          0,
          length + PacketCipher.TAG,
          target,
          targetOffset);
    } catch (GeneralSecurityException e) {
      return DataChannel.DROPPED_NOT_AUTHENTIC;
    } catch (IllegalStateException e) {
      // Retired between finding the slot and using it.
      return DataChannel.DROPPED_NO_KEY;
    }
    // Only now: an attacker's packet id must not move the window.
    if (!replays.accept(id)) {
      return DataChannel.DROPPED_REPLAY;
    }
    usage.add(length);
    return length;
  }

  /** Whether a new key is wanted; from any thread. */
  boolean nearsLimit() {
    return usage.nearsLimit();
  }

  void destroy() {
    cipher.destroy();
  }
}
