package org.culvert.helper.runner;

import org.culvert.core.api.Request;
import org.culvert.helper.policy.Owner;

/** Starts sessions. Called from any thread; must not wait for the network. */
@FunctionalInterface
public interface SessionFactory {
  /**
   * Starts a session and returns at once; the rest is told to {@code listener}.
   *
   * <p>Takes over the request's secrets: whoever uses one last wipes it. The listener may be called
   * before this method returns.
   *
   * @throws RequestRefusedException when the session cannot even begin, for example because the
   *     profile does not parse; then nothing is left behind and the listener hears no more
   */
  SessionControl start(Owner owner, Request.Connect request, SessionListener listener)
      throws RequestRefusedException;
}
