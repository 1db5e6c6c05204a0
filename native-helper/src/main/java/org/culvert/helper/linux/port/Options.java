package org.culvert.helper.linux.port;

import java.io.IOException;
import java.util.OptionalInt;
import org.culvert.core.profile.SocketSettings;
import org.culvert.helper.linux.sys.InetSocket;

/** What a profile asks of a socket. */
public final class Options {
  private Options() {}

  /**
   * Sets them; to be called before the socket is bound or connected.
   *
   * @param usualBuffer for the profile's silence; empty for the kernel's choice
   */
  public static void set(InetSocket socket, SocketSettings wanted, OptionalInt usualBuffer)
      throws IOException {
    buffers(socket, or(wanted.sendBuffer(), usualBuffer), or(wanted.receiveBuffer(), usualBuffer));
    if (wanted.discovery().isPresent()) {
      socket.discoverMtu(wanted.discovery().get());
    }
    if (wanted.mark().isPresent()) {
      socket.mark(wanted.mark().getAsInt());
    }
    if (wanted.device().isPresent()) {
      socket.tieTo(wanted.device().get());
    }
  }

  /** Asks for buffers of so many bytes, at any time. */
  public static void buffers(InetSocket socket, OptionalInt send, OptionalInt receive) {
    send.ifPresent(socket::requestSendBuffer);
    receive.ifPresent(socket::requestReceiveBuffer);
  }

  private static OptionalInt or(OptionalInt first, OptionalInt second) {
    return first.isPresent() ? first : second;
  }
}
