package org.culvert.core.session;

import java.util.OptionalInt;
import org.culvert.core.api.Problem;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.control.KeyRotation;
import org.culvert.core.data.DataSettings;
import org.culvert.core.plan.TunnelPlan;

/**
 * What a session wants done, in the order of the calls. The receiver does it or queues it; it never
 * calls back into the session.
 */
public interface Outputs extends KeyRotation.Sink {
  /** The user should see this state. */
  void state(SessionState state);

  /** What the control channel agreed on. */
  void secured(SessionStatus.TlsInfo tls);

  /** The data channel begins. */
  void openDataChannel(DataSettings settings);

  /** The server asks for socket buffers of so many bytes; empty to leave one as it is. */
  void socketBuffers(OptionalInt send, OptionalInt receive);

  /** Seal this and send it as a data packet (ping, exit). */
  void sendInBand(byte[] payload);

  /**
   * For a data path that sees to it by itself: ping after so many seconds without a packet of ours,
   * and say so after so many without one of the server; empty for never.
   *
   * @param asked whether it is the server that wants the pings, and so sends them as well
   * @return whether the data path does
   */
  boolean keepalive(OptionalInt ping, OptionalInt silence, boolean asked);

  /** Make the machine look like this. */
  void configure(TunnelPlan plan);

  /** The server wants to know this of the user; a later question takes an earlier one's place. */
  void ask(Question question);

  /** Nobody needs to answer any more. */
  void askNoMore();

  /** Something is wrong, but the attempt goes on. */
  void trouble(Problem problem);

  /** The attempt is over; nothing follows. */
  void ended(Ending ending);
}
