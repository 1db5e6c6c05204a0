package org.culvert.core.session;

/** The attempt is over; whatever still comes in is ignored. */
record EndedPhase() implements Phase {
  @Override
  public Phase step(long now, Input input, Outputs out) {
    return this;
  }

  @Override
  public long deadline() {
    return Long.MAX_VALUE;
  }
}
