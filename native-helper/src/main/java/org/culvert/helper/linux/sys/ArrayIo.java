package org.culvert.helper.linux.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads or writes of a file that never wait, straight into or out of an array: the copy through
 * memory outside the heap is what a frame of 64 KiB costs most beside the kernel's own. The JVM
 * collects no garbage during such a call ({@link Linker.Option#critical}), so it must be short. For
 * one thread.
 */
final class ArrayIo {
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle READ = bind("read");
  private static final MethodHandle WRITE = bind("write");

  /** To copy so much costs less than anything else. */
  private static final int SHORT = 2048;

  private static final int PLACES_BITS = 6;
  private static final int SPREAD = 0x9e3779b9;

  private final MemorySegment state = Arena.ofAuto().allocate(STATE);
  private final byte[] copy = new byte[SHORT];
  private final MemorySegment copied = MemorySegment.ofArray(copy);
  private byte[] array = {};
  private MemorySegment whole = MemorySegment.ofArray(array);

  /** Parts of the array, by where they begin; {@link #whole} where there is none. */
  private final MemorySegment[] places = new MemorySegment[1 << PLACES_BITS];

  @SuppressWarnings("restricted") // the launcher allows it to this module
  private static MethodHandle bind(String name) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG),
        Linker.Option.critical(true),
        Linker.Option.captureCallState("errno"));
  }

  /** Reads at most {@code length} bytes. Returns how many, or −errno. */
  int read(Fd file, byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    MemorySegment memory = at(target, offset);
    try {
      return result((long) READ.invokeExact(state, file.number(), memory, (long) length));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Writes. Returns how many bytes, or −errno. */
  int write(Fd file, byte[] source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.length);
    boolean copies = length <= SHORT && offset > 0;
    if (copies) {
      System.arraycopy(source, offset, copy, 0, length);
    }
    MemorySegment memory = copies ? copied : at(source, offset);
    try {
      return result((long) WRITE.invokeExact(state, file.number(), memory, (long) length));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /**
   * The memory from there on. Each place is an object to the JVM, so those of long frames are kept,
   * and short ones are copied to one that is there already.
   */
  @SuppressWarnings("ReferenceEquality") // the same array, not one with the same bytes
  private MemorySegment at(byte[] wanted, int offset) {
    if (wanted != array) {
      array = wanted;
      whole = MemorySegment.ofArray(wanted);
      Arrays.fill(places, whole);
    }
    if (offset == 0) {
      return whole;
    }
    int slot = (offset * SPREAD) >>> (Integer.SIZE - PLACES_BITS);
    if (places[slot].address() != offset) {
      places[slot] = whole.asSlice(offset);
    }
    return places[slot];
  }

  private int result(long count) {
    return count < 0 ? -(int) ERRNO.get(state, 0L) : (int) count;
  }

  /** The functions of C throw nothing, and lengths have been looked at. */
  static IllegalStateException impossible(Throwable thrown) {
    return new IllegalStateException("a function of the C library threw", thrown);
  }
}
