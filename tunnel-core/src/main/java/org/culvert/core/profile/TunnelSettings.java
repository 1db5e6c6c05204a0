package org.culvert.core.profile;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the profile itself says about the device and the routes; the server's push comes on top.
 * Option lines are kept as words (the directive's name first), in the same form as pushed ones, so
 * that one reader serves both.
 *
 * @param deviceName a fixed name such as {@code tun7}; empty to pick a free one
 * @param queueLength of the device, in packets; empty for our choice
 * @param network {@code ifconfig}, {@code route}, {@code redirect-gateway}, {@code dns}, {@code
 *     dhcp-option} … lines of the profile, in order
 */
public record TunnelSettings(
    Optional<String> deviceName, OptionalInt queueLength, List<List<String>> network) {
  public TunnelSettings {
    network = network.stream().map(List::copyOf).toList();
  }

  /** With our choice of the queue's length. */
  public TunnelSettings(Optional<String> deviceName, List<List<String>> network) {
    this(deviceName, OptionalInt.empty(), network);
  }
}
