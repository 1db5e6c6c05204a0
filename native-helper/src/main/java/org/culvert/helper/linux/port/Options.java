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
   * @param usualSend buffer for the profile's silence; empty for the kernel's choice
   * @param usualReceive the same of what comes
   */
  public static void set(
      InetSocket socket, SocketSettings wanted, OptionalInt usualSend, OptionalInt usualReceive)
      throws IOException {
    buffers(socket, or(wanted.sendBuffer(), usualSend), or(wanted.receiveBuffer(), usualReceive));
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

  /** The same with buffers of the kernel's choice, for the profile's silence. */
  public static void set(InetSocket socket, SocketSettings wanted) throws IOException {
    set(socket, wanted, OptionalInt.empty(), OptionalInt.empty());
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
