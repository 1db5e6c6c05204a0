package org.culvert.core.profile;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the profile asks of the sockets that lead to the server.
 *
 * @param sendBuffer in bytes; empty for our choice
 * @param receiveBuffer in bytes; empty for our choice
 * @param mark for the machine's routing rules and firewall
 * @param device they may use no other
 * @param discovery what becomes of packets that are too long for the path; empty for the kernel's
 *     choice
 * @param passTos whether a packet to the server is as urgent as the one inside
 */
public record SocketSettings(
    OptionalInt sendBuffer,
    OptionalInt receiveBuffer,
    OptionalInt mark,
    Optional<String> device,
    Optional<MtuDiscovery> discovery,
    boolean passTos) {
  /** Nothing in particular. */
  public static final SocketSettings NONE =
      new SocketSettings(
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  /** The same with a mark, where the profile names none, or 0: that is what all sockets have. */
  public SocketSettings orMark(OptionalInt usual) {
    return mark.orElse(0) != 0
        ? this
        : new SocketSettings(sendBuffer, receiveBuffer, usual, device, discovery, passTos);
  }

  /** The same for a connection that says how the path's MTU is to be treated. */
  public SocketSettings with(Optional<MtuDiscovery> wanted) {
    return new SocketSettings(sendBuffer, receiveBuffer, mark, device, wanted, passTos);
  }
}
