package org.culvert.core.api;

/** What the helper tells subscribers, unasked. A subscriber sees only its own user's sessions. */
public sealed interface Event {
  /** The name of the session that it is about. */
  String session();

  /**
   * A session's state or details changed, a question came up or was settled; also sent for each
   * session at subscription.
   */
  record StatusChanged(SessionStatus status) implements Event {
    @Override
    public String session() {
      return status.name();
    }
  }

  /**
   * Counters of a connected session, about four times a second, or as seldom as {@link
   * Request.Subscribe} says.
   *
   * @param time milliseconds since the epoch
   * @param live what else is measured
   */
  record Traffic(
      String session,
      long time,
      long bytesIn,
      long bytesOut,
      long packetsIn,
      long packetsOut,
      Live live)
      implements Event {
    /** Nothing but the counters. */
    public Traffic(
        String session, long time, long bytesIn, long bytesOut, long packetsIn, long packetsOut) {
      this(session, time, bytesIn, bytesOut, packetsIn, packetsOut, Live.NONE);
    }
  }

  /** A new log line. */
  record Logged(LogLine line) implements Event {
    @Override
    public String session() {
      return line.session();
    }
  }
}
