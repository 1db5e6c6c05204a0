package org.culvert.helper.runner;

import java.util.concurrent.CompletableFuture;
import org.culvert.core.api.Reply;
import org.culvert.core.api.SessionStatus;

/** The handle of one session. Every method may be called from any thread and never blocks. */
public interface SessionControl {
  /**
   * What is known now, with current counters. It begins as {@code resolving}; an ended state means
   * the end, so no session is ever disconnected before it was anything else.
   */
  SessionStatus status();

  /** Begins to end the session; twice is fine. The status becomes {@code disconnected}. */
  void stop();

  /** The same, but what its kill switch blocks stays blocked. */
  void stopBlocked();

  /** Lets it connect again at once, where it is connected or on the way. */
  void reconnect();

  /**
   * Answers a question; takes over the reply in any case.
   *
   * @return false when that question is not (or no longer) open, or wants something else
   */
  boolean answer(long question, Reply reply);

  /**
   * Completes, never exceptionally, when the session has ended ({@code disconnected} or {@code
   * failed}), its last status was told and everything it did to the machine is undone.
   */
  CompletableFuture<Void> ended();
}
