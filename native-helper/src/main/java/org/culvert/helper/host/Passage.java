package org.culvert.helper.host;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a session needs to leave the machine, whoever blocks.
 *
 * @param blocks whether everything else is to stay
 * @param lan whether local networks are exempt from that
 * @param lanNames whether names may be asked for there, too
 * @param mark what the sockets to the servers are marked with
 * @param servers whom the session's packets are sent to
 * @param devices the tunnel's; whatever leaves by them is inside
 */
public record Passage(
    boolean blocks,
    boolean lan,
    boolean lanNames,
    OptionalInt mark,
    List<Server> servers,
    List<String> devices) {
  public Passage {
    servers = servers.stream().distinct().toList();
    devices = List.copyOf(devices);
  }

  /** Nothing is let out but what is local. */
  public static Passage closed(boolean lan, boolean lanNames) {
    return new Passage(true, lan, lanNames, OptionalInt.empty(), List.of(), List.of());
  }

  /**
   * One address that packets go to.
   *
   * @param kernelFrom the port of ours from which the kernel may send datagrams itself, which not
   *     every version does under the socket's mark; empty for none
   */
  public record Server(InetSocketAddress address, boolean tcp, OptionalInt kernelFrom) {
    /** All packets come from our own, marked, sockets. */
    public Server(InetSocketAddress address, boolean tcp) {
      this(address, tcp, OptionalInt.empty());
    }
  }
}
