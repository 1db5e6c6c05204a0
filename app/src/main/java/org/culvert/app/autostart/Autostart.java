package org.culvert.app.autostart;

import java.io.IOException;

/** Whether the desktop starts Culvert with the session: never remembered, always looked up. */
public interface Autostart {
  /** A desktop that nothing can be said to. */
  Autostart NONE =
      new Autostart() {
        @Override
        public boolean isPossible() {
          return false;
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

  /** Whether {@link #set} has a chance. */
  boolean isPossible();

  /** Whether the next session starts it. */
  boolean isOn() throws IOException;

  /** Has the next sessions start it, or no longer. */
  void set(boolean on) throws IOException;
}
