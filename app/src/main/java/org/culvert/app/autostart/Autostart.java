package org.culvert.app.autostart;

import java.io.IOException;
import java.util.Optional;

/** Whether the desktop starts Culvert with the session: never remembered, always looked up. */
public interface Autostart {
  /** Why nothing can be changed. */
  enum Obstacle {
    /** Culvert cannot tell this system yet. */
    OTHER_SYSTEM,
    /** It is not known where Culvert was started from. */
    UNKNOWN_PROGRAM,
    /** The demo leaves nothing behind. */
    DEMO
  }

  /** A desktop that nothing can be said to. */
  Autostart NONE = without(Obstacle.OTHER_SYSTEM);

  /** One that starts nothing. */
  static Autostart without(Obstacle why) {
    return new Autostart() {
      @Override
      public Optional<Obstacle> obstacle() {
        return Optional.of(why);
      }

      @Override
      public boolean isOn() {
        return false;
      }

      @Override
      public void set(boolean on) throws IOException {
        throw new IOException("this desktop starts no programs for its user");
      }
    };
  }

  /** What is in the way of {@link #set}; empty where it has a chance. */
  Optional<Obstacle> obstacle();

  /** Whether nothing is. */
  default boolean isPossible() {
    return obstacle().isEmpty();
  }

  /** Whether the next session starts it. */
  boolean isOn() throws IOException;

  /** Has the next sessions start it, or no longer. */
  void set(boolean on) throws IOException;
}
