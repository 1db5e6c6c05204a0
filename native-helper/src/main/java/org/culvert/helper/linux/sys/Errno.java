package org.culvert.helper.linux.sys;

/** Error numbers of Linux (asm-generic, as on x86-64 and AArch64), with a text for people. */
public final class Errno {
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int EIO = 5;
  public static final int ENXIO = 6;
  public static final int EBADF = 9;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int EACCES = 13;
  public static final int EFAULT = 14;
  public static final int EBUSY = 16;
  public static final int EEXIST = 17;
  public static final int ENODEV = 19;
  public static final int EINVAL = 22;
  public static final int EMFILE = 24;
  public static final int EPIPE = 32;
  public static final int ERANGE = 34;
  public static final int EBADFD = 77;
  public static final int ENOTSOCK = 88;
  public static final int EMSGSIZE = 90;
  public static final int EOPNOTSUPP = 95;
  public static final int EAFNOSUPPORT = 97;
  public static final int EADDRINUSE = 98;
  public static final int EADDRNOTAVAIL = 99;
  public static final int ENETDOWN = 100;
  public static final int ENETUNREACH = 101;
  public static final int ECONNRESET = 104;
  public static final int ENOBUFS = 105;
  public static final int ETIMEDOUT = 110;
  public static final int ECONNREFUSED = 111;
  public static final int EHOSTUNREACH = 113;
  public static final int EINPROGRESS = 115;

  private Errno() {}

  /** For example {@code Permission denied (EACCES)}. */
  public static String text(int errno) {
    return switch (errno) {
      case EPERM -> "Operation not permitted (EPERM)";
      case ENOENT -> "No such file or directory (ENOENT)";
      case ESRCH -> "No such entry (ESRCH)";
      case EINTR -> "Interrupted (EINTR)";
      case EIO -> "Input/output error (EIO)";
      case ENXIO -> "No such device or address (ENXIO)";
      case EBADF -> "Bad file descriptor (EBADF)";
      case EAGAIN -> "Try again (EAGAIN)";
      case ENOMEM -> "Out of memory (ENOMEM)";
      case EACCES -> "Permission denied (EACCES)";
      case EFAULT -> "Bad address (EFAULT)";
      case EBUSY -> "Device or resource busy (EBUSY)";
      case EEXIST -> "Exists already (EEXIST)";
      case ENODEV -> "No such device (ENODEV)";
      case EINVAL -> "Invalid argument (EINVAL)";
      case EMFILE -> "Too many open files (EMFILE)";
      case EPIPE -> "Broken pipe (EPIPE)";
      case ERANGE -> "Out of range (ERANGE)";
      case EBADFD -> "Device is gone (EBADFD)";
      case ENOTSOCK -> "Not a usable socket (ENOTSOCK)";
      case EMSGSIZE -> "Message too long (EMSGSIZE)";
      case EOPNOTSUPP -> "Operation not supported (EOPNOTSUPP)";
      case EAFNOSUPPORT -> "Address family not supported (EAFNOSUPPORT)";
      case EADDRINUSE -> "Address already in use (EADDRINUSE)";
      case EADDRNOTAVAIL -> "Address is not one of this machine (EADDRNOTAVAIL)";
      case ENETDOWN -> "Network is down (ENETDOWN)";
      case ENETUNREACH -> "Network is unreachable (ENETUNREACH)";
      case ECONNRESET -> "Connection reset (ECONNRESET)";
      case ENOBUFS -> "No buffer space (ENOBUFS)";
      case ETIMEDOUT -> "Timed out (ETIMEDOUT)";
      case ECONNREFUSED -> "Connection refused (ECONNREFUSED)";
      case EHOSTUNREACH -> "No route to host (EHOSTUNREACH)";
      case EINPROGRESS -> "In progress (EINPROGRESS)";
      default -> "error " + errno;
    };
  }
}
