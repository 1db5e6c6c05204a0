package org.culvert.helper.linux.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The system calls by which the data loops wait, move datagrams, and see how many wait. A loop that
 * is woken for a single packet finds nothing in the processor's caches, and the JVM's own way to a
 * C function is much shorter than JNA's. For one thread at a time; addresses are of memory that the
 * caller keeps.
 */
final class LoopCalls {
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle POLL =
      bind("poll", ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
  private static final MethodHandle SENDMMSG =
      bind(
          "sendmmsg",
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT);
  private static final MethodHandle RECVMMSG =
      bind(
          "recvmmsg",
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG);

  private static final MethodHandle GETSOCKOPT =
      bind(
          "getsockopt",
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG);

  private static final int NO_LIMIT = -1;

  private final MemorySegment state = Arena.ofAuto().allocate(STATE);

  @SuppressWarnings("restricted") // the launcher allows it to this module
  private static MethodHandle bind(String name, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments),
        Linker.Option.captureCallState("errno"));
  }

  /** Waits for so many descriptors without a limit. Returns how many are ready, or −errno. */
  int poll(long descriptors, int count) {
    try {
      return result((int) POLL.invokeExact(state, descriptors, (long) count, NO_LIMIT));
    } catch (Throwable e) {
      throw ArrayIo.impossible(e);
    }
  }

  /** Returns how many messages were sent, or −errno. */
  int sendmmsg(Fd socket, long messages, int count, int flags) {
    try {
      return result((int) SENDMMSG.invokeExact(state, socket.number(), messages, count, flags));
    } catch (Throwable e) {
      throw ArrayIo.impossible(e);
    }
  }

  /** Without a limit of time of its own. Returns how many messages came, or −errno. */
  int recvmmsg(Fd socket, long messages, int most, int flags) {
    try {
      return result((int) RECVMMSG.invokeExact(state, socket.number(), messages, most, flags, 0L));
    } catch (Throwable e) {
      throw ArrayIo.impossible(e);
    }
  }

  /** Returns 0, or −errno. */
  int getsockopt(Fd socket, int level, int option, long value, long length) {
    try {
      return result(
          (int) GETSOCKOPT.invokeExact(state, socket.number(), level, option, value, length));
    } catch (Throwable e) {
      throw ArrayIo.impossible(e);
    }
  }

  private int result(int count) {
    return count < 0 ? -(int) ERRNO.get(state, 0L) : count;
  }
}
