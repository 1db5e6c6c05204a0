package org.culvert.core.profile;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One server to try, with what a {@code <connection>} block may set for it.
 *
 * @param host a name or an address literal without brackets
 * @param port 1..65535
 * @param wrapping how control packets are wrapped on this connection
 * @param localPort bind to this port instead of an ephemeral one
 * @param proxy through whom the server is reached; empty for directly
 */
public record Remote(
    String host,
    int port,
    Transport transport,
    Family family,
    ControlWrapping wrapping,
    Optional<String> localAddress,
    OptionalInt localPort,
    boolean floating,
    OptionalInt explicitExitNotify,
    Optional<Proxy> proxy,
    Pace pace,
    PacketSizes sizes) {

  /** What carries the packets. */
  public enum Transport {
    UDP,
    TCP
  }

  /** Which address family the profile allows. */
  public enum Family {
    ANY,
    IPV4,
    IPV6
  }
}
