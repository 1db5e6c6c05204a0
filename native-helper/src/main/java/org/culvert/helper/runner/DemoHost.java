package org.culvert.helper.runner;

import org.culvert.core.api.Response;

/** The demo server on this machine. Called from any thread; may take seconds. */
@FunctionalInterface
public interface DemoHost {
  /** Starts it, or tells about the one that runs already. It ends with the process. */
  Response.Demo start() throws RequestRefusedException;
}
