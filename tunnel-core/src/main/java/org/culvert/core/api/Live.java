package org.culvert.core.api;

import java.util.Optional;

/**
 * What is measured while a tunnel stands, beside its counters.
 *
 * @param gateway empty while there is no tunnel, and from a helper that does not ask
 * @param batches empty where the kernel carries the packets, and from a helper that does not count
 */
public record Live(Optional<Gateway> gateway, Optional<Batches> batches) {
  /** Nothing is known. */
  public static final Live NONE = new Live(Optional.empty(), Optional.empty());
}
