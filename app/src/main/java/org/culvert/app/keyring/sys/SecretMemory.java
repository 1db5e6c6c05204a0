package org.culvert.app.keyring.sys;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * Memory outside the heap that is overwritten before it is freed. Places in it are offsets from its
 * beginning, numbers are in the machine's byte order.
 */
public final class SecretMemory implements AutoCloseable {
  private final Memory memory;

  SecretMemory(Memory memory) {
    this.memory = memory;
    memory.clear();
  }

  /** Zeroed. */
  public static SecretMemory allocate(int bytes) {
    // JNA refuses to allocate nothing, which an empty password is.
    return new SecretMemory(new Memory(Math.max(bytes, 1)));
  }

  /** Has a copy of {@code bytes}, which stay the caller's. */
  public static SecretMemory copyOf(byte[] bytes) {
    SecretMemory copy = allocate(bytes.length);
    copy.put(0, bytes);
    return copy;
  }

  /**
   * Copies a secret out of memory that the system handed over, and overwrites it there.
   *
   * @return the caller wipes it
   */
  public static byte[] take(long address, int length) {
    byte[] secret = new byte[length];
    if (length > 0) {
      Pointer there = new Pointer(address);
      there.read(0, secret, 0, length);
      there.clear(length);
    }
    return secret;
  }

  /** Where it begins, for as long as it is open. */
  public long address() {
    return Pointer.nativeValue(memory);
  }

  /** Writes bytes. */
  public void put(int offset, byte[] bytes) {
    memory.write(offset, bytes, 0, bytes.length);
  }

  /** Writes a number of 32 bits. */
  public void putInt(int offset, int value) {
    memory.setInt(offset, value);
  }

  /** Writes the address of another place in it. */
  public void putAddress(int offset, int place) {
    memory.setLong(offset, address() + place);
  }

  @Override
  public void close() {
    memory.clear();
    memory.close();
  }
}
