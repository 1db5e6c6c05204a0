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
 */
public record SocketSettings(
    OptionalInt sendBuffer, OptionalInt receiveBuffer, OptionalInt mark, Optional<String> device) {
  /** Nothing in particular. */
  public static final SocketSettings NONE =
      new SocketSettings(
          OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
}
