package org.culvert.app.cli;

import org.culvert.app.autostart.Autostart;

/** A desktop that remembers what it was told. */
final class FakeAutostart implements Autostart {
  boolean possible = true;
  boolean on;

  @Override
  public boolean isPossible() {
    return possible;
  }

  @Override
  public boolean isOn() {
    return on;
  }

  @Override
  public void set(boolean wanted) {
    on = wanted;
  }
}
