package org.culvert.helper.runner;

import org.culvert.core.api.Response;
import org.culvert.helper.policy.Owner;

/**
 * The demo servers on this machine, one for each user. Called from any thread; may take seconds.
 */
@FunctionalInterface
public interface DemoHost {
  /** Starts the owner's, or tells about the one that runs already. It ends with the process. */
  Response.Demo start(Owner owner) throws RequestRefusedException;
}
