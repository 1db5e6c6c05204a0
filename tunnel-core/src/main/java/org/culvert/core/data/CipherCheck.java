package org.culvert.core.data;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Cipher;
import org.culvert.core.keys.DataCipher;

/**
 * Tries a source of AES-GCM before real packets are given to it: what it seals must be, byte for
 * byte, what the JDK seals, each must open the other's, and what was changed must be refused: in
 * place and from one array to another, as {@link PacketCipher} calls it, with the headers that
 * there are, with keys in turns, and with nothing written beside the packet.
 */
final class CipherCheck {
  /** Around the blocks in which it works, and a packet; the JDK's is slow until it is compiled. */
  private static final int[] LENGTHS = {0, 1, 15, 16, 17, 31, 33, 64, 255, 1025, 1500};

  /** Of which it opens only what it sealed itself. */
  private static final int[] LONG = {4097, 9000, 65_535};

  /** Packet id alone, with the opcode and peer id, and with an epoch's packet id. */
  private static final int[] HEADERS = {4, 8, 12};

  private static final int HEADER_AT = 3;

  /** How far the target lies from the source: in place, shifted, and apart. */
  private static final int[] SHIFTS = {0, -24, 10_000};

  private static final int AT = 100;
  private static final int ROOM = 24_000;
  private static final int TAG = PacketCipher.TAG;
  private static final int NONCE_END = 8;

  private final DataCipher kind;
  private final CipherSource candidate;
  private final Random random = new Random(1);
  private final byte[] header = bytes(16);
  private final byte[] untouched = bytes(ROOM);

  /** What is worked in, and what it shall be like afterwards. */
  private final byte[] memory = new byte[ROOM];

  private final byte[] wanted = new byte[ROOM];
  private long number;
  private int headerLength = HEADERS[0];

  private CipherCheck(DataCipher kind, CipherSource candidate) {
    this.kind = kind;
    this.candidate = candidate;
  }

  /** What is wrong with it. Never throws for what a provider may do. */
  static Optional<String> flaw(CipherSource candidate) {
    try {
      for (DataCipher kind : DataCipher.values()) {
        if (kind.isGcm()) {
          new CipherCheck(kind, candidate).run();
        }
      }
      return Optional.empty();
    } catch (FlawException e) {
      return Optional.of(e.flaw);
    } catch (GeneralSecurityException | RuntimeException | Error e) {
      return Optional.of(e.toString());
    }
  }

  private void run() throws GeneralSecurityException, FlawException {
    PacketKey key = key();
    PacketCipher sealer = new PacketCipher(Cipher.ENCRYPT_MODE, kind, candidate);
    PacketCipher opener = new PacketCipher(Cipher.DECRYPT_MODE, kind, candidate);
    PacketCipher reference = new PacketCipher(Cipher.ENCRYPT_MODE, kind, CipherSource.jdk());
    PacketCipher referenceOpener = new PacketCipher(Cipher.DECRYPT_MODE, kind, CipherSource.jdk());
    for (int length : LENGTHS) {
      headerLength = HEADERS[length % HEADERS.length];
      byte[] plain = bytes(length);
      for (int shift : SHIFTS) {
        // Sealing twice with one number is refused, so each place has a number of its own.
        number++;
        byte[] expected = apart(reference, key, plain, length + TAG);
        inPlace(sealer, key, plain, expected, shift);
        inPlace(opener, key, expected, plain, shift);
      }
      number++;
      byte[] sealed = apart(sealer, key, plain, length + TAG);
      need(
          Arrays.equals(plain, apart(referenceOpener, key, sealed, length)),
          "what it sealed is not opened",
          length);
      refusesChanged(opener, key, sealed, length);
    }
    for (int length : LONG) {
      number++;
      byte[] plain = bytes(length);
      byte[] sealed = apart(sealer, key, plain, length + TAG);
      need(Arrays.equals(plain, apart(opener, key, sealed, length)), "is another", length);
    }
    for (int length = 0; length < TAG; length++) {
      number++;
      refuses(opener, key, bytes(length), "opened what is too short");
    }
    turns(sealer, opener, reference);
    refusesAgain(sealer, key);
    refusesWiped(sealer, key);
  }

  /** From one array to another. */
  private byte[] apart(PacketCipher cipher, PacketKey key, byte[] source, int expected)
      throws GeneralSecurityException, FlawException {
    byte[] target = new byte[expected];
    int count = process(cipher, key, source, 0, source.length, target, 0);
    need(count == expected, "wrong length", source.length);
    return target;
  }

  /** Within one array, of which nothing else may change. */
  private void inPlace(
      PacketCipher cipher, PacketKey key, byte[] source, byte[] expected, int shift)
      throws GeneralSecurityException, FlawException {
    System.arraycopy(untouched, 0, memory, 0, ROOM);
    System.arraycopy(source, 0, memory, AT, source.length);
    System.arraycopy(memory, 0, wanted, 0, ROOM);
    System.arraycopy(expected, 0, wanted, AT + shift, expected.length);
    int count = process(cipher, key, memory, AT, source.length, memory, AT + shift);
    need(
        count == expected.length && Arrays.equals(wanted, memory),
        "wrong when moved by " + shift,
        source.length);
  }

  private void refusesChanged(PacketCipher opener, PacketKey key, byte[] sealed, int length)
      throws GeneralSecurityException, FlawException {
    for (int place : new int[] {0, length / 2, length, sealed.length - 1}) {
      byte[] changed = sealed.clone();
      changed[place] ^= 0x40;
      refuses(opener, key, changed, "opened what was changed");
    }
    header[HEADER_AT] ^= 1;
    refuses(opener, key, sealed, "opened under another header");
    header[HEADER_AT] ^= 1;
    need(apart(opener, key, sealed, length).length == length, "refused what is whole", length);
  }

  /** Also that nothing is written behind the place of the packet. */
  private void refuses(PacketCipher opener, PacketKey key, byte[] sealed, String otherwise)
      throws FlawException {
    System.arraycopy(untouched, 0, memory, 0, ROOM);
    int room = Math.max(0, sealed.length - TAG);
    boolean refused;
    try {
      process(opener, key, sealed, 0, sealed.length, memory, AT);
      refused = false;
    } catch (GeneralSecurityException e) {
      refused = true;
    }
    need(refused, otherwise, sealed.length);
    System.arraycopy(untouched, AT, memory, AT, room);
    need(Arrays.equals(untouched, memory), "wrote beside what it refused", sealed.length);
  }

  /** One cipher with two keys: what was refused with the one must leave nothing to the other. */
  private void turns(PacketCipher sealer, PacketCipher opener, PacketCipher reference)
      throws GeneralSecurityException, FlawException {
    PacketKey[] keys = {key(), key()};
    byte[] plain = bytes(LENGTHS[8]);
    for (int turn = 0; turn < 2 * keys.length; turn++) {
      number++;
      PacketKey key = keys[turn % keys.length];
      PacketKey other = keys[(turn + 1) % keys.length];
      byte[] sealed = apart(reference, key, plain, plain.length + TAG);
      need(
          Arrays.equals(sealed, apart(sealer, key, plain, sealed.length)),
          "wrong after another key",
          plain.length);
      refuses(opener, other, sealed, "opened with another key");
      refuses(opener, other, bytes(1), "opened what is too short");
      need(
          Arrays.equals(plain, apart(opener, key, sealed, plain.length)),
          "refused after another key",
          plain.length);
    }
  }

  private void refusesAgain(PacketCipher sealer, PacketKey key)
      throws GeneralSecurityException, FlawException {
    byte[] plain = bytes(LENGTHS[1]);
    number++;
    apart(sealer, key, plain, plain.length + TAG);
    refuses(sealer, key, plain, "sealed twice with one number");
  }

  private void refusesWiped(PacketCipher sealer, PacketKey key)
      throws GeneralSecurityException, FlawException {
    byte[] plain = bytes(LENGTHS[1]);
    number++;
    apart(sealer, key, plain, plain.length + TAG);
    key.destroy();
    number++;
    boolean refused;
    try {
      apart(sealer, key, plain, plain.length + TAG);
      refused = false;
    } catch (IllegalStateException e) {
      refused = true;
    }
    need(refused, "sealed with a wiped key", plain.length);
  }

  private int process(
      PacketCipher cipher,
      PacketKey key,
      byte[] source,
      int offset,
      int length,
      byte[] target,
      int targetOffset)
      throws GeneralSecurityException {
    return cipher.process(
        key, number, header, HEADER_AT, headerLength, source, offset, length, target, targetOffset);
  }

  private PacketKey key() {
    return new PacketKey(kind, bytes(kind.keyLength()), bytes(NONCE_END));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private void need(boolean right, String otherwise, int length) throws FlawException {
    if (!right) {
      throw new FlawException(kind.openVpnName() + ", " + length + " bytes: " + otherwise);
    }
  }

  private static final class FlawException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String flaw;

    FlawException(String flaw) {
      super(flaw);
      this.flaw = flaw;
    }
  }
}
