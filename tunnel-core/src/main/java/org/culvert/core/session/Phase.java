package org.culvert.core.session;

/** One stage of an attempt, with exactly the data that it has. Returns the stage that follows. */
interface Phase {
  Phase step(long now, Input input, Outputs out);

  /** When to step again at the latest; {@link Long#MAX_VALUE} for never. */
  long deadline();
}
