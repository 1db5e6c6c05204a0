package org.culvert.helper.path.kernel;

import java.io.IOException;
import java.util.OptionalInt;
import org.culvert.core.keys.DataKeys;

/** Which of a connection's keys is in which of the kernel's slots. */
final class KernelKeys {
  private final KernelPeer peer;
  private OptionalInt primary = OptionalInt.empty();
  private OptionalInt secondary = OptionalInt.empty();

  KernelKeys(KernelPeer peer) {
    this.peer = peer;
  }

  /**
   * The first key seals at once; a later one only opens, until it is {@link #activate activated}.
   */
  void install(DataKeys keys) throws IOException {
    if (primary.isEmpty()) {
      peer.install(KeySlot.PRIMARY, keys);
      primary = OptionalInt.of(keys.keyId());
    } else {
      peer.install(KeySlot.SECONDARY, keys);
      secondary = OptionalInt.of(keys.keyId());
    }
  }

  /**
   * Seals with this key from now on. The kernel would swap an empty slot in as well, and then send
   * nothing any more (kernel reference 6.7), so it is asked first.
   */
  void activate(int keyId) throws IOException {
    if (is(primary, keyId)) {
      return;
    }
    if (!is(secondary, keyId) || !is(peer.keyIn(KeySlot.SECONDARY), keyId)) {
      throw new IOException("the kernel has lost the key with the id " + keyId);
    }
    peer.swap();
    OptionalInt before = primary;
    primary = secondary;
    secondary = before;
  }

  /** Forgets this key. The one that seals is never taken away: it is replaced. */
  void retire(int keyId) throws IOException {
    if (is(secondary, keyId)) {
      secondary = OptionalInt.empty();
      peer.delete(KeySlot.SECONDARY);
    }
  }

  /** Whether the kernel still has the key that seals. */
  boolean isSealing() throws IOException {
    return primary.isPresent() && is(peer.keyIn(KeySlot.PRIMARY), primary.getAsInt());
  }

  private static boolean is(OptionalInt slot, int keyId) {
    return slot.isPresent() && slot.getAsInt() == keyId;
  }
}
