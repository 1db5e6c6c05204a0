package org.culvert.app.keyring.sys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretMemoryTest {
  private static final byte[] SESAME = "sesame".getBytes(StandardCharsets.UTF_8);

  /** Remembers what was in it when it was freed. */
  private static final class Watched extends Memory {
    private final List<byte[]> left = new ArrayList<>();

    Watched(int bytes) {
      super(bytes);
      setMemory(0, bytes, (byte) 0x55);
    }

    @Override
    public void close() {
      left.add(getByteArray(0, (int) size()));
      super.close();
    }
  }

  @Test
  void itIsZeroedAtFirstAndOverwrittenBeforeItIsFreed() {
    Watched memory = new Watched(16);
    try (SecretMemory secret = new SecretMemory(memory)) {
      secret.put(2, SESAME);
      secret.putInt(12, -1);
      byte[] whole = memory.getByteArray(0, 16);
      byte[] expected = {0, 0, 's', 'e', 's', 'a', 'm', 'e', 0, 0, 0, 0, -1, -1, -1, -1};
      assertArrayEquals(expected, whole);
    }
    assertEquals(1, memory.left.size());
    assertArrayEquals(new byte[16], memory.left.getFirst());
  }

  @Test
  void placesAreKnownByTheirAddress() {
    try (SecretMemory secret = SecretMemory.allocate(24)) {
      secret.putAddress(8, 16);
      assertEquals(secret.address() + 16, new Pointer(secret.address()).getLong(8));
    }
  }

  @Test
  void whatIsTakenIsOverwrittenWhereItLay() {
    try (Memory system = new Memory(8)) {
      system.write(0, "<sesame>".getBytes(StandardCharsets.UTF_8), 0, 8);
      assertArrayEquals(SESAME, SecretMemory.take(Pointer.nativeValue(system) + 1, 6));
      assertArrayEquals(new byte[] {'<', 0, 0, 0, 0, 0, 0, '>'}, system.getByteArray(0, 8));
    }
  }

  @Test
  void nothingHasNoAddressToTakeItFrom() {
    assertArrayEquals(new byte[0], SecretMemory.take(0, 0));
    try (SecretMemory none = SecretMemory.copyOf(new byte[0])) {
      assertArrayEquals(new byte[0], SecretMemory.take(none.address(), 0));
    }
  }
}
