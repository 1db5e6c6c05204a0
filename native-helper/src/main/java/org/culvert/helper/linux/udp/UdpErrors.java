package org.culvert.helper.linux.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.SysException;
import org.culvert.helper.linux.sys.UdpSocket;
import org.culvert.helper.path.DatagramPort.NetworkError;
import org.jspecify.annotations.Nullable;

/** What the network reports of a socket's datagrams; the last report counts. For any thread. */
final class UdpErrors {
  private final UdpSocket socket;
  private final AtomicReference<@Nullable NetworkError> last = new AtomicReference<>();

  UdpErrors(UdpSocket socket) {
    this.socket = socket;
  }

  /** The last one, once. */
  Optional<NetworkError> take() {
    return Optional.ofNullable(last.getAndSet(null));
  }

  /** Remembers an error that a call returned, and empties the queue that it came from. */
  void note(int errno, InetSocketAddress remote) throws IOException {
    if (errno == Errno.EBADF || errno == Errno.EFAULT) {
      throw new SysException("UDP to " + remote, errno);
    }
    last.set(networkError(errno));
    drain();
  }

  /** Empties the queue; returns whether there was something in it. */
  boolean drain() {
    boolean any = false;
    for (int errno = socket.nextError(); errno != 0; errno = socket.nextError()) {
      last.set(networkError(errno));
      any = true;
    }
    return any;
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
