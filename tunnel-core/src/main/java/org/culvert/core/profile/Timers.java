package org.culvert.core.profile;

import java.util.OptionalInt;

/**
 * When things are to happen. All times in whole seconds.
 *
 * @param ping send something when nothing was sent for so long; empty when neither profile nor
 *     server sets it
 * @param pingRestart reconnect when nothing was received for so long; 0 never; empty when the
 *     profile does not say: without {@code pingExit} a UDP client then takes 120 until the server
 *     pushes another value
 * @param pingExit end when nothing was received for so long; 0 never
 * @param renegotiate our own renegotiation interval ({@code reneg-sec}); 0 never
 * @param tlsTimeout first retransmission of a control packet
 * @param inactive end when too little payload passed for so long; 0 never
 * @param inactiveBytes what is enough for {@code inactive}; 0 stands for anything
 * @param renegotiateBytes a key carries so much in both directions ({@code reneg-bytes}); 0 for no
 *     limit
 * @param renegotiatePackets as {@code renegotiateBytes}, in packets ({@code reneg-pkts})
 * @param sessionTimeout disconnect so long after connecting; 0 never
 */
public record Timers(
    OptionalInt ping,
    OptionalInt pingRestart,
    OptionalInt pingExit,
    int handWindow,
    int tranWindow,
    int renegotiate,
    int tlsTimeout,
    OptionalInt inactive,
    int inactiveBytes,
    long renegotiateBytes,
    long renegotiatePackets,
    int sessionTimeout) {
  /** What OpenVPN does when a profile says nothing. */
  public static final Timers DEFAULT =
      new Timers(
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          60,
          3600,
          3600,
          2,
          OptionalInt.empty(),
          0,
          0,
          0,
          0);
}
