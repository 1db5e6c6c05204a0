package org.culvert.core.data;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Cipher;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataKeys;
import org.jspecify.annotations.Nullable;

/**
 * Opens packets with an AEAD cipher whose key changes by epochs; the layout is in {@link
 * EpochSealer}. Beside the present key it holds the one before and those of the next {@value
 * #KEPT_READY} epochs, so that a forged packet costs one failed try and no derivation. An authentic
 * packet of a later epoch makes that one the present.
 */
final class EpochOpener implements Opener {
  /** Epochs whose keys are made in advance. */
  static final int KEPT_READY = 16;

  /** Room for those, the present one and the one before, which may be as far away. */
  private static final int SLOTS = 64;

  private static final int LEAST = Long.BYTES + PacketCipher.TAG;

  private final PacketCipher cipher;
  private final EpochChain chain;
  private final AtomicInteger peerEpoch;
  private final int window;
  private final KeyUsage usage = KeyUsage.ofEpochs();
  private final AtomicReferenceArray<@Nullable Epoch> epochs = new AtomicReferenceArray<>(SLOTS);
  private volatile boolean destroyed;

  /** The present epoch and the one that was it before; 0 for none. */
  private int present = 1;

  private int before;
  private boolean newest;

  /**
   * @param peerEpoch is told the newest that an authentic packet named
   * @param window packet ids that are remembered
   */
  EpochOpener(DataKeys keys, CipherSource ciphers, AtomicInteger peerEpoch, int window) {
    this.window = window;
    DataCipher kind = keys.format().cipher();
    this.cipher = new PacketCipher(Cipher.DECRYPT_MODE, kind, ciphers);
    this.chain = new EpochChain(kind, keys.receiveKey());
    this.peerEpoch = peerEpoch;
    makeReady();
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
    int numberAt = start + header;
    int length = end - numberAt - LEAST;
    if (header != Integer.BYTES || length < 0 || length > target.length - targetOffset) {
      return DataChannel.DROPPED_MALFORMED;
    }
    long number = BigEndian.getLong(datagram, numberAt);
    int named = (int) (number >>> EpochSealer.COUNTER_BITS);
    long counter = number & ((1L << EpochSealer.COUNTER_BITS) - 1);
    if (named == 0 || counter == 0) {
      return DataChannel.DROPPED_MALFORMED;
    }
    Epoch epoch = epochs.get(named % SLOTS);
    if (epoch == null || epoch.number != named || usage.isForgedTooOften()) {
      return DataChannel.DROPPED_NO_KEY;
    }
    int ciphertextAt = start + EpochSealer.IN_FRONT;
    try {
      cipher.process(
          epoch.key,
          number,
          datagram,
          start,
          EpochSealer.IN_FRONT,
          datagram,
          ciphertextAt,
          length + PacketCipher.TAG,
          target,
          targetOffset);
    } catch (GeneralSecurityException e) {
      usage.addForged();
      return DataChannel.DROPPED_NOT_AUTHENTIC;
    } catch (IllegalStateException e) {
      // Retired between finding the slot and using it.
      return DataChannel.DROPPED_NO_KEY;
    }
    // Only now: an attacker's packet must move neither the window nor the epoch.
    if (!epoch.replays.accept(counter)) {
      return DataChannel.DROPPED_REPLAY;
    }
    newest = named >= present && epoch.replays.newest();
    if (named > present) {
      advance(named);
    }
    usage.add(length);
    return length;
  }

  private void advance(int to) {
    forget(before);
    for (int skipped = present + 1; skipped < to; skipped++) {
      forget(skipped);
    }
    before = present;
    present = to;
    peerEpoch.setOpaque(to);
    makeReady();
  }

  private void makeReady() {
    while (!destroyed && chain.epoch() <= Math.min(present + KEPT_READY, EpochChain.LAST_EPOCH)) {
      int number = chain.epoch();
      Epoch fresh;
      try {
        fresh = new Epoch(number, chain.next(), window);
      } catch (IllegalStateException e) {
        return; // destroyed meanwhile
      }
      epochs.set(number % SLOTS, fresh);
      if (destroyed) {
        fresh.key.destroy(); // whoever destroys either sees it in its slot or is seen here
      }
    }
  }

  private void forget(int number) {
    Epoch epoch = epochs.get(number % SLOTS);
    if (epoch != null && epoch.number == number) {
      epoch.key.destroy();
      epochs.set(number % SLOTS, null);
    }
  }

  @Override
  public boolean newest() {
    return newest;
  }

  @Override
  public KeyUsage usage() {
    return usage;
  }

  @Override
  public void destroy() {
    destroyed = true;
    chain.destroy();
    for (int slot = 0; slot < SLOTS; slot++) {
      Epoch epoch = epochs.get(slot);
      if (epoch != null) {
        epoch.key.destroy();
      }
    }
    cipher.retire();
  }

  /** A key with the packets that were received under it. */
  private static final class Epoch {
    final int number;
    final PacketKey key;
    final ReplayWindow replays;

    Epoch(int number, PacketKey key, int window) {
      this.replays = new ReplayWindow(window);
      this.number = number;
      this.key = key;
    }
  }
}
