package org.culvert.core.profile;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How large the packets of one connection may be.
 *
 * @param mtu {@code tun-mtu}; the server's wins
 * @param maxMtu the highest MTU of the device that the server may set
 * @param mssFix what caps TCP segments; empty for the default
 * @param fragment what longer packets are cut to; empty when both sides send them whole
 * @param control bytes of an IP packet with a control packet in it at most, {@value #LEAST_CONTROL}
 *     to {@value #MOST_CONTROL}
 * @param discovery empty for the kernel's choice
 */
public record PacketSizes(
    OptionalInt mtu,
    int maxMtu,
    Optional<MssFixSetting> mssFix,
    Optional<MssFixSetting> fragment,
    int control,
    Optional<MtuDiscovery> discovery) {
  /** Smallest {@code max-packet-size}. */
  public static final int LEAST_CONTROL = 154;

  /** Largest {@code max-packet-size}: no peer has room for more. */
  public static final int MOST_CONTROL = 2048;

  /** What OpenVPN does when a profile says nothing. */
  public static final PacketSizes DEFAULT =
      new PacketSizes(
          OptionalInt.empty(), 1600, Optional.empty(), Optional.empty(), 1250, Optional.empty());
}
