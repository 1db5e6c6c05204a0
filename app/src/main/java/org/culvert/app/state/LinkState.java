package org.culvert.app.state;

import org.culvert.core.api.Problem;

/** Whether the helper can be talked to. */
public sealed interface LinkState {
  /** Nothing is known yet. */
  record Connecting() implements LinkState {}

  /** The helper answers and sends events. */
  record Up() implements LinkState {}

  /** The helper answers, but not what sessions there are; it is asked again by itself. */
  record Refusing(Problem problem) implements LinkState {}

  /** The helper does not answer; it is tried again without anybody doing anything. */
  record Down(Problem problem) implements LinkState {}
}
