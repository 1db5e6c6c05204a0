package org.culvert.core.data;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.wire.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens the packets of one session, with a slot for each key id.
 *
 * <p>Threads: {@link #open} belongs to one and {@link #seal} to one, which may pass it on to
 * another as threads start and end; keys are installed, activated and retired by a third, at any
 * time; the rest is for everybody. Nothing here takes a lock.
 *
 * <p>Nothing is allocated per packet here. The JDK's ciphers allocate about 1 KiB for AES-GCM, 2.2
 * KiB for ChaCha20-Poly1305 and 48 bytes for CBC with its HMAC each time; a copy of the key, which
 * they ask for and wipe, is among it. Corretto's AES-GCM allocates less than 400 bytes, libgcrypt's
 * nothing.
 */
public final class DataChannel implements AutoCloseable {
  /** What {@link #seal} adds to a packet at most, in front and behind together. */
  public static final int MAX_OVERHEAD = 112;

  /** Bytes behind a sealed datagram that {@link #seal} may overwrite. */
  public static final int SPILL = PacketCipher.TAG;

  /** Too short, too long for the target, not of the data channel, or with packet id 0. */
  public static final int DROPPED_MALFORMED = -1;

  /** No key is installed for the packet's key id. */
  public static final int DROPPED_NO_KEY = -2;

  /** The tag is wrong. */
  public static final int DROPPED_NOT_AUTHENTIC = -3;

  /** Authentic, but received before or too old to tell. */
  public static final int DROPPED_REPLAY = -4;

  /** Authentic, but compressed, which the profile does not allow. */
  public static final int DROPPED_COMPRESSED = -5;

  /** Authentic, but without the agreed mark, or damaged or too much inside. */
  public static final int DROPPED_FRAMING = -6;

  private static final int KEY_IDS = 8;
  private static final int MAX_DATAGRAM = 65_535;

  private final DataSettings settings;
  private final CipherSource ciphers;
  private final AtomicReferenceArray<@Nullable Slot> slots = new AtomicReferenceArray<>(KEY_IDS);
  private final CounterCells counters = new CounterCells();

  /** Only the opening thread's. */
  private final byte[] scratch = new byte[MAX_DATAGRAM];

  private final Unframer unframer;
  private final Reassembler reassembler = new Reassembler();
  private final Framer framer;
  private final boolean cuts;

  /** For packets of our own, which go out whole, and for the others. */
  private final Splitter ownSplitter;

  private final Splitter splitter;

  /** Written by the thread of the keys. */
  private volatile @Nullable Slot active;

  private volatile int newestKeyIdReceived = -1;

  /** Of the thread that opens. */
  private boolean newest;

  /** A channel without keys, with the JDK's ciphers. */
  public DataChannel(DataSettings settings) {
    this(settings, CipherSource.jdk());
  }

  /** A channel without keys. */
  public DataChannel(DataSettings settings, CipherSource ciphers) {
    this.settings = settings;
    this.ciphers = ciphers;
    this.framer = new Framer(settings.framing());
    this.cuts = settings.fragment() > 0;
    this.ownSplitter = new Splitter(settings.fragment());
    this.splitter = new Splitter(settings.fragment());
    this.unframer = new Unframer(settings.framing(), settings.decompress());
  }

  /** A channel without keys for an AEAD cipher, as {@link DataSettings#of} describes it. */
  public DataChannel(int peerId) {
    this(DataSettings.of(peerId, DataCipher.AES_256_GCM));
  }

  /**
   * Begins to receive with a key, instead of the one that had its id before; if that one was
   * active, nothing is sealed until the next {@link #activate}.
   *
   * @param keys taken over and wiped
   */
  public void install(DataKeys keys) {
    install(keys, 0);
  }

  /** As {@link #install(DataKeys)}, with the packet ids up to {@code lastId} used up. */
  void install(DataKeys keys, int lastId) {
    try (keys) {
      int keyId = keys.keyId();
      boolean withPeerId = settings.peerId() >= 0;
      int first = withPeerId ? Opcode.DATA_V2.firstByte(keyId) : Opcode.DATA_V1.firstByte(keyId);
      int firstWord = (first << 24) | (settings.peerId() & 0xffffff);
      discard(slots.getAndSet(keyId, slot(keys, withPeerId, firstWord, lastId)));
    }
  }

  private Slot slot(DataKeys keys, boolean withPeerId, int firstWord, int lastId) {
    DataFormat format = keys.format();
    RenewalLimits limits = settings.limits().with(format.cipher());
    if (format.epoch()) {
      AtomicInteger peerEpoch = new AtomicInteger();
      long epoch = limits.epochOf(format.cipher());
      return new Slot(
          keys.keyId(),
          new EpochSealer(keys, ciphers, firstWord, epoch, peerEpoch),
          new EpochOpener(keys, ciphers, peerEpoch, settings.replayWindow()),
          limits);
    }
    boolean aead = format.cipher().isAead();
    return new Slot(
        keys.keyId(),
        aead
            ? new AeadSealer(keys, ciphers, withPeerId, firstWord, lastId)
            : new CbcSealer(keys, withPeerId, firstWord, lastId),
        aead
            ? new AeadOpener(keys, ciphers, settings.replayWindow())
            : new CbcOpener(keys, settings.replayWindow()),
        limits);
  }

  /** Seals with an installed key from now on. */
  public void activate(int keyId) {
    Slot slot = slots.get(keyId);
    if (slot == null) {
      throw new IllegalStateException("no data key is installed for key id " + keyId);
    }
    active = slot;
  }

  /** Forgets a key, for both directions; harmless when there is none. */
  public void retire(int keyId) {
    discard(slots.getAndSet(keyId, null));
  }

  private void discard(@Nullable Slot slot) {
    if (slot == null) {
      return;
    }
    if (active == slot) {
      active = null;
    }
    slot.sealer.destroy();
    slot.opener.destroy();
  }

  /**
   * Seals one packet with the active key. The target needs room for {@code length} + {@value
   * #MAX_OVERHEAD} + 16 bytes, some of which are overwritten though not part of the datagram.
   * Source and target may overlap in any way; cheapest is {@code offset} = {@code targetOffset +}
   * {@link DataSettings#inFront} in one array.
   *
   * @return length of the datagram, or 0 when no key is active or its packet ids are used up
   */
  public int seal(byte[] packet, int offset, int length, byte[] target, int targetOffset) {
    Objects.checkFromIndexSize(offset, length, packet.length);
    Objects.checkFromIndexSize(targetOffset, length + MAX_OVERHEAD + SPILL, target.length);
    Slot slot = active;
    if (slot == null) {
      return 0;
    }
    try {
      int sealed = seal(slot, packet, offset, length, target, targetOffset);
      if (sealed > 0) {
        counters.sent(length);
      }
      return sealed;
    } catch (IllegalStateException e) {
      return unlessRetired(slot, e);
    }
  }

  private int seal(
      Slot slot, byte[] packet, int offset, int length, byte[] target, int targetOffset) {
    if (cuts) {
      return sealWhole(slot, packet, offset, length, target, targetOffset);
    }
    if (framer.leaves(packet, offset, length)) {
      return slot.sealer.seal(packet, offset, length, target, targetOffset);
    }
    int framed = framer.frame(packet, offset, length);
    return slot.sealer.seal(framer.framed(), 0, framed, target, targetOffset);
  }

  /** A key that was retired while a packet was in work seals nothing. */
  private int unlessRetired(Slot slot, IllegalStateException e) {
    if (active == slot) {
      throw e;
    }
    return 0;
  }

  private int sealWhole(
      Slot slot, byte[] packet, int offset, int length, byte[] target, int targetOffset) {
    int size =
        framer.leaves(packet, offset, length)
            ? ownSplitter.composeWhole(packet, offset, length)
            : ownSplitter.composeWhole(framer.framed(), 0, framer.frame(packet, offset, length));
    return slot.sealer.seal(ownSplitter.piece(), 0, size, target, targetOffset);
  }

  /**
   * Takes a packet that may have to go in pieces, and says in how many; each of them is sealed by
   * {@link #sealPiece}. Belongs to one thread.
   *
   * @return 0 when it is too long even for pieces
   */
  public int split(byte[] packet, int offset, int length) {
    if (framer.leaves(packet, offset, length)) {
      return splitter.split(packet, offset, length);
    }
    int framed = framer.frame(packet, offset, length);
    return splitter.split(framer.framed(), 0, framed);
  }

  /**
   * Seals a piece of the packet last {@link #split}. The target needs as much room as for {@link
   * #seal} of a packet of {@link DataSettings#fragment} bytes.
   *
   * @return as {@link #seal}
   */
  public int sealPiece(int number, byte[] target, int targetOffset) {
    Slot slot = active;
    if (slot == null) {
      return 0;
    }
    int size = splitter.compose(number);
    try {
      int sealed = slot.sealer.seal(splitter.piece(), 0, size, target, targetOffset);
      if (sealed > 0) {
        counters.sent(size - Fragments.HEADER);
      }
      return sealed;
    } catch (IllegalStateException e) {
      return unlessRetired(slot, e);
    }
  }

  /**
   * Tells the opening side the time, in milliseconds of a clock that never goes back: pieces of
   * packets are not held for ever. Belongs to the thread that opens.
   */
  public void at(long now) {
    reassembler.at(now);
  }

  /**
   * Opens one datagram with the key that it names. Never throws for what is in it, and only a
   * packet that is returned changes what will be accepted later. The target may be the datagram's
   * array; what it holds after a drop is undefined. Cheapest is another array, and {@value #SPILL}
   * bytes behind the datagram, which are used meanwhile and afterwards are as before.
   *
   * @return length of the packet, 0 also for a piece of one that is not complete, or one of the
   *     {@code DROPPED_} codes
   */
  public int open(byte[] datagram, int offset, int length, byte[] target, int targetOffset) {
    Objects.checkFromIndexSize(offset, length, datagram.length);
    Objects.checkIndex(targetOffset, target.length + 1);
    int result = openUncounted(datagram, offset, length, target, targetOffset);
    counters.received(result);
    return result;
  }

  private int openUncounted(
      byte[] datagram, int offset, int length, byte[] target, int targetOffset) {
    if (length == 0) {
      return DROPPED_MALFORMED;
    }
    byte first = datagram[offset];
    int header =
        switch ((first & 0xff) >>> 3) {
          case 9 -> Integer.BYTES;
          case 6 -> 1;
          default -> 0;
        };
    if (header == 0 || length < header || length > MAX_DATAGRAM) {
      return DROPPED_MALFORMED;
    }
    Slot slot = slots.get(Opcode.keyId(first));
    if (slot == null) {
      return DROPPED_NO_KEY;
    }
    int result =
        slot.opener.open(datagram, offset, header, offset + length, scratch, target, targetOffset);
    if (result < 0) {
      return result;
    }
    newest = slot.opener.newest();
    if (newestKeyIdReceived != slot.keyId) {
      newestKeyIdReceived = slot.keyId;
    }
    if (cuts) {
      result = reassembler.take(target, targetOffset, result);
      if (result <= 0) {
        return result;
      }
    }
    return unframer.unframe(target, targetOffset, result, scratch);
  }

  /**
   * Whether the packet last opened is newer than all before it with its key: one that was late says
   * nothing of where the peer is now. Belongs to the thread that opens.
   */
  public boolean newest() {
    return newest;
  }

  /** What it was made with. */
  public DataSettings settings() {
    return settings;
  }

  /** What happened so far; may lag behind by a moment. */
  public DataCounters counters() {
    return counters.snapshot();
  }

  /** Whether the active key nears the end of its packet ids, or has carried enough. */
  public boolean needsRenegotiation() {
    Slot slot = active;
    return slot != null && slot.isWornOut();
  }

  /** The key id of the last authentic packet, −1 before the first. */
  public int newestKeyIdReceived() {
    return newestKeyIdReceived;
  }

  /** The newest epoch that either end has begun with the active key; 0 for none. */
  public int epoch() {
    Slot slot = active;
    return slot == null ? 0 : slot.sealer.epoch();
  }

  /** Forgets all keys; what comes afterwards is dropped. */
  @Override
  public void close() {
    for (int keyId = 0; keyId < KEY_IDS; keyId++) {
      retire(keyId);
    }
  }

  /** The two directions of one key. */
  private static final class Slot {
    final int keyId;
    final Sealer sealer;
    final Opener opener;
    private final RenewalLimits limits;

    Slot(int keyId, Sealer sealer, Opener opener, RenewalLimits limits) {
      this.keyId = keyId;
      this.sealer = sealer;
      this.opener = opener;
      this.limits = limits;
    }

    boolean isWornOut() {
      return sealer.idsRunOut()
          || sealer.usage().nearsLimit()
          || opener.usage().nearsLimit()
          || limits.reached(sealer.usage(), opener.usage());
    }
  }
}
