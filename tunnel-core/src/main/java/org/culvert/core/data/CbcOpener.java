package org.culvert.core.data;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import org.culvert.core.keys.DataKeys;

/** Opens packets with a CBC cipher and an HMAC; the layout is in {@link CbcSealer}. */
final class CbcOpener implements Opener {
  private static final int ID = Integer.BYTES;

  private final CbcCipher cipher;
  private final KeyUsage usage;
  private final ReplayWindow replays;

  CbcOpener(DataKeys keys, int window) {
    this.replays = new ReplayWindow(window);
    this.cipher =
        new CbcCipher(
            Cipher.DECRYPT_MODE, keys.format(), keys.receiveKey(), keys.receiveHmacPart());
    this.usage = KeyUsage.of(keys.format().cipher());
  }

  @Override
  public int open(
      byte[] datagram,
      int start,
      int header,
      int end,
      byte[] scratch,
      byte[] target,
      int targetOffset) {
    int block = cipher.block();
    int codeAt = start + header;
    int ivAt = codeAt + cipher.macLength();
    int sealed = end - ivAt;
    // The IV, and at least one block: the packet id and the padding always fill some of it.
    if (sealed < 2 * block || sealed % block != 0) {
      return DataChannel.DROPPED_MALFORMED;
    }
    if (cipher.isDestroyed()) {
      return DataChannel.DROPPED_NO_KEY;
    }
    try {
      if (!cipher.isAuthentic(datagram, ivAt, sealed, codeAt)) {
        usage.addForged();
        return DataChannel.DROPPED_NOT_AUTHENTIC;
      }
      cipher.process(datagram, ivAt, sealed, scratch, 0);
    } catch (GeneralSecurityException e) {
      return DataChannel.DROPPED_NOT_AUTHENTIC;
    }
    int length = length(scratch, block, sealed);
    int id = BigEndian.getInt(scratch, block);
    if (length < 0 || length > target.length - targetOffset || id == 0) {
      return DataChannel.DROPPED_MALFORMED;
    }
    if (!replays.accept(Integer.toUnsignedLong(id))) {
      return DataChannel.DROPPED_REPLAY;
    }
    System.arraycopy(scratch, block + ID, target, targetOffset, length);
    usage.add(length);
    return length;
  }

  /** Length of the packet without its padding, negative when that is wrong. */
  private static int length(byte[] plain, int block, int end) {
    int padding = plain[end - 1] & 0xff;
    if (padding == 0 || padding > block) {
      return -1;
    }
    for (int at = end - padding; at < end; at++) {
      if (plain[at] != padding) {
        return -1;
      }
    }
    return end - padding - block - ID;
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
    cipher.destroy();
  }
}
