package org.culvert.core.data;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataKeys;

/** Opens packets with an AEAD cipher; the layout is in {@link AeadSealer}. */
final class AeadOpener implements Opener {
  private static final int LEAST = Integer.BYTES + PacketCipher.TAG;

  private final PacketCipher cipher;
  private final PacketKey key;
  private final KeyUsage usage;
  private final ReplayWindow replays;

  AeadOpener(DataKeys keys, CipherSource ciphers, int window) {
    this.replays = new ReplayWindow(window);
    DataCipher kind = keys.format().cipher();
    this.cipher = new PacketCipher(Cipher.DECRYPT_MODE, kind, ciphers);
    this.key = new PacketKey(kind, keys.receiveKey(), keys.receiveHmacPart());
    this.usage = KeyUsage.of(kind);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // whether it is the same memory is the question
  public int open(
      byte[] datagram,
      int start,
      int header,
      int end,
      byte[] scratch,
      byte[] target,
      int targetOffset) {
    int idAt = start + header;
    int length = end - idAt - LEAST;
    if (length < 0 || length > target.length - targetOffset) {
      return DataChannel.DROPPED_MALFORMED;
    }
    if (usage.isForgedTooOften()) {
      return DataChannel.DROPPED_NO_KEY;
    }
    int id = BigEndian.getInt(datagram, idAt);
    if (id == 0) {
      return DataChannel.DROPPED_MALFORMED;
    }
    int tagAt = idAt + Integer.BYTES;
    int ciphertextAt = tagAt + PacketCipher.TAG;
    // The long header is authenticated, the short one is not.
    int aadOffset = header == Integer.BYTES ? start : idAt;
    try {
      if (target != datagram && end + PacketCipher.TAG <= datagram.length) {
        long first = BigEndian.getLong(datagram, end);
        long second = BigEndian.getLong(datagram, end + Long.BYTES);
        // The JDK wants the tag behind.
        System.arraycopy(datagram, tagAt, datagram, end, PacketCipher.TAG);
        try {
          open(
              id, datagram, aadOffset, tagAt, datagram, ciphertextAt, length, target, targetOffset);
        } finally {
          BigEndian.putLong(datagram, end, first);
          BigEndian.putLong(datagram, end + Long.BYTES, second);
        }
      } else {
        // It copies for itself when source and target are one array.
        System.arraycopy(datagram, ciphertextAt, scratch, 0, length);
        System.arraycopy(datagram, tagAt, scratch, length, PacketCipher.TAG);
        open(id, datagram, aadOffset, tagAt, scratch, 0, length, target, targetOffset);
      }
    } catch (GeneralSecurityException e) {
      usage.addForged();
      return DataChannel.DROPPED_NOT_AUTHENTIC;
    } catch (IllegalStateException e) {
      // Retired between finding the slot and using it.
      return DataChannel.DROPPED_NO_KEY;
    }
    // Only now: an attacker's packet id must not move the window.
    if (!replays.accept(Integer.toUnsignedLong(id))) {
      return DataChannel.DROPPED_REPLAY;
    }
    usage.add(length);
    return length;
  }

  private void open(
      int id,
      byte[] datagram,
      int aadOffset,
      int aadEnd,
      byte[] source,
      int offset,
      int length,
      byte[] target,
      int targetOffset)
      throws GeneralSecurityException {
    cipher.process(
        key,
        (long) id << Integer.SIZE,
        datagram,
        aadOffset,
        aadEnd - aadOffset,
        source,
        offset,
        length + PacketCipher.TAG,
        target,
        targetOffset);
  }

  @Override
  public boolean newest() {
    return replays.newest();
  }

  @Override
  public KeyUsage usage() {
    return usage;
  }

  @Override
  public void destroy() {
    key.destroy();
    cipher.retire();
  }
}
