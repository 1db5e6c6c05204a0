package org.culvert.helper.linux.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.SysException;
import org.culvert.helper.path.DatagramPort.NetworkError;
import org.jspecify.annotations.Nullable;

/** What the network reports of a socket's datagrams; the last report counts. For any thread. */
final class UdpErrors {
  /** Of errors that are taken at a time; a flood of them comes again, and others get a turn. */
  static final int MOST = 64;

  private final IntSupplier next;
  private final AtomicReference<@Nullable NetworkError> last = new AtomicReference<>();

  /** {@code next} takes the next one from the socket's queue and returns its number, or 0. */
  UdpErrors(IntSupplier next) {
    this.next = next;
  }

  /** The last one, once. */
  Optional<NetworkError> take() {
    return Optional.ofNullable(last.getAndSet(null));
  }

  /**
   * Remembers an error that a call returned, and empties the queue that it may have come from, as
   * far as is good at once; returns whether more may be in it, which fails the next call.
   */
  boolean note(int errno, InetSocketAddress remote) throws IOException {
    if (errno == Errno.EBADF || errno == Errno.EFAULT) {
      throw new SysException("UDP to " + remote, errno);
    }
    last.set(networkError(errno));
    return takeSome() == MOST;
  }

  /** Takes what is in the queue, as far as is good at once; returns whether there was something. */
  boolean drain() {
    return takeSome() > 0;
  }

  private int takeSome() {
    int taken = 0;
    int errno = next.getAsInt();
    while (errno != 0) {
      last.set(networkError(errno));
      taken++;
      errno = taken < MOST ? next.getAsInt() : 0;
    }
    return taken;
  }

  private static NetworkError networkError(int errno) {
    return switch (errno) {
      case Errno.ECONNREFUSED -> NetworkError.PORT_UNREACHABLE;
      case Errno.EHOSTUNREACH -> NetworkError.HOST_UNREACHABLE;
      case Errno.ENETUNREACH, Errno.ENETDOWN -> NetworkError.NETWORK_UNREACHABLE;
      case Errno.EMSGSIZE -> NetworkError.MESSAGE_TOO_LONG;
      default -> NetworkError.OTHER;
    };
  }
}
