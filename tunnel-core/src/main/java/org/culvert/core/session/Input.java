package org.culvert.core.session;

import org.culvert.core.api.Reply;

/** What can happen to a session. */
public sealed interface Input {
  /** The attempt begins. */
  record Start() implements Input {}

  /** A control packet came in; the array is only read during the step. */
  @SuppressWarnings("ArrayRecordComponent") // a view of the receiver's memory, never compared
  record Datagram(byte[] bytes, int offset, int length) implements Input {}

  /** The network reported that the server's machine refuses our port. */
  record PortUnreachable() implements Input {}

  /** The server ended the connection, or the socket broke: nothing more comes of it. */
  record TransportLost(String reason) implements Input {}

  /** A deadline was reached, or it is simply time to look; with the data path's counters. */
  record Tick(Traffic traffic) implements Input {}

  /** A data path that sees to it by itself heard nothing of the server for too long. */
  record PeerSilent() implements Input {}

  /** The server said goodbye in a data packet (OCC exit). */
  record PeerExit() implements Input {}

  /** The user's reply to the last {@link Outputs#ask}; the session wipes it. */
  record Answered(Reply reply) implements Input {}

  /** Somebody wants fresh keys. */
  record Renegotiate() implements Input {}

  /** The user disconnects. */
  record Stop() implements Input {}
}
