package org.culvert.helper.linux.udp;

import java.net.InetSocketAddress;
import org.culvert.core.proxy.RelayHeader;
import org.culvert.helper.linux.sys.DatagramTrains;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.StreamMemory;
import org.culvert.helper.linux.sys.TcpSocket;
import org.culvert.helper.path.ConnectionLostException;

/** A SOCKS proxy's relay, which lasts as long as the connection on which it was asked for. */
public final class Relay implements AutoCloseable {
  private static final int BYTES = 512;

  private final InetSocketAddress proxy;
  private final TcpSocket control;
  private final byte[] header;
  private final StreamMemory memory = new StreamMemory(BYTES);
  private final byte[] first = new byte[RelayHeader.LOOK];

  /**
   * Owns the connection from now on.
   *
   * @param header in front of every datagram to the server
   */
  public Relay(InetSocketAddress proxy, TcpSocket control, byte[] header) {
    this.proxy = proxy;
    this.control = control;
    this.header = header.clone();
  }

  TcpSocket control() {
    return control;
  }

  byte[] header() {
    return header;
  }

  /** Looks whether the connection stands. For the receiver. */
  void look() throws ConnectionLostException {
    int count = control.receive(memory, 0, BYTES);
    if (count == 0 || (count < 0 && count != -Errno.EAGAIN && count != -Errno.EINTR)) {
      throw new ConnectionLostException("the SOCKS proxy " + proxy + " ended the relay");
    }
  }

  /** How long the header in a message is, −1 when there is none. For the receiver. */
  int headerLength(DatagramTrains trains, int message) {
    if (trains.length(message) < RelayHeader.LOOK) {
      return -1;
    }
    trains.get(message, 0, first, 0, RelayHeader.LOOK);
    int length = RelayHeader.length(first);
    return length <= trains.length(message) ? length : -1;
  }

  @Override
  public void close() {
    control.close();
    memory.close();
  }
}
