package org.culvert.helper.linux.sys;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;

/**
 * The bound functions of the C library. Addresses and {@code size_t} are {@code long}: this is for
 * 64-bit Linux only. Rare calls take direct buffers, which JNA keeps alive meanwhile; frequent ones
 * take the address of memory that the caller keeps. After a call that returned −1 the error number
 * is asked for at once, on the same thread: {@link #errno()}.
 */
final class LibC {
  static {
    if (Native.POINTER_SIZE != 8) {
      throw new UnsatisfiedLinkError("the Linux back end needs a 64-bit Java");
    }
    // The process itself: the C library is loaded already, no search path is consulted.
    Native.register(LibC.class, NativeLibrary.getProcess());
  }

  private LibC() {}

  static int errno() {
    return Native.getLastError();
  }

  static native int open(String path, int flags);

  static native int close(int fd);

  static native int ioctl(int fd, long request, ByteBuffer argument);

  static native int ioctl(int fd, long request, long argument);

  static native long read(int fd, long buffer, long length);

  static native long write(int fd, long buffer, long length);

  static native int poll(long descriptors, long count, int timeoutMillis);

  static native int eventfd(int initial, int flags);

  static native int socket(int domain, int type, int protocol);

  static native int bind(int fd, ByteBuffer address, int length);

  static native int connect(int fd, ByteBuffer address, int length);

  static native int getsockname(int fd, ByteBuffer address, ByteBuffer length);

  static native int setsockopt(int fd, int level, int name, ByteBuffer value, int length);

  static native int getsockopt(int fd, int level, int name, ByteBuffer value, ByteBuffer length);

  static native long send(int fd, long buffer, long length, int flags);

  static native long recv(int fd, long buffer, long length, int flags);

  static native long recvmsg(int fd, long message, int flags);

  static native long sendmsg(int fd, long message, int flags);

  static native int unshare(int flags);
}
