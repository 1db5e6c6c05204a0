package org.culvert.core.api;

import java.util.Optional;

/**
 * What a client may ask of the helper. Each is answered by exactly one {@link Response}, in every
 * state.
 */
public sealed interface Request {

  /** First line of every connection; the helper answers with its own version. */
  record Hello(int protocol, String client) implements Request {
    /** The protocol spoken by this code. */
    public static final int PROTOCOL = 1;
  }

  /**
   * Begins a session. The answer says only that it was accepted; the rest comes as events.
   *
   * @param profile the whole profile, every file inline; the helper never opens a path for a caller
   */
  record Connect(
      String name,
      String profile,
      DataPathChoice dataPath,
      KnownSecrets known,
      Protection protection)
      implements Request {
    /** With the usual protection. */
    public Connect(String name, String profile, DataPathChoice dataPath, KnownSecrets known) {
      this(name, profile, dataPath, known, Protection.USUAL);
    }
  }

  /**
   * Ends one of the caller's sessions. Answered when everything is removed.
   *
   * @param keepBlock whether traffic that the session's kill switch blocks stays blocked
   */
  record Disconnect(String name, boolean keepBlock) implements Request {
    /** The user wants no protection any more either. */
    public Disconnect(String name) {
      this(name, false);
    }
  }

  /** Lets traffic pass that kill switches of the caller block without a session. */
  record Unblock() implements Request {}

  /** Ends all of the caller's sessions. */
  record DisconnectAll() implements Request {}

  /**
   * Lets one of the caller's sessions connect again at once, as after a sleep: with what it knows,
   * and with its tunnel in place.
   */
  record Reconnect(String name) implements Request {}

  /** The caller's sessions, or the named one. */
  record Status(Optional<String> name) implements Request {}

  /** The kept log lines of the caller's sessions, or of the named one. */
  record Log(Optional<String> name) implements Request {}

  /**
   * From now on this connection gets {@link Event}s about the caller's sessions. May be asked for
   * again, for another pace.
   *
   * @param trafficEvery milliseconds that pass at least between two {@link Event.Traffic} of a
   *     session; 0 for each that there is
   */
  record Subscribe(long trafficEvery) implements Request {
    /** For everything. */
    public Subscribe() {
      this(0);
    }
  }

  /** Answers the session's {@link SessionStatus.OpenQuestion}, which {@code question} names. */
  record Answer(String name, long question, Reply reply) implements Request {}

  /** What the helper finds on this machine. */
  record Doctor() implements Request {}

  /** Starts the demo server on this machine, in a namespace of its own; it ends with the helper. */
  record StartDemo() implements Request {}
}
