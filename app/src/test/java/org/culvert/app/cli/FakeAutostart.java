package org.culvert.app.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.culvert.app.autostart.Autostart;

/** A desktop that remembers what it was told. */
final class FakeAutostart implements Autostart {
  boolean possible = true;
  boolean on;
  boolean failing;

  @Override
  public Optional<Obstacle> obstacle() {
    return possible ? Optional.empty() : Optional.of(Obstacle.UNKNOWN_PROGRAM);
  }

  @Override
  public boolean isOn() throws IOException {
    failIfItIsTo();
    return on;
  }

  @Override
  public void set(boolean wanted) throws IOException {
    failIfItIsTo();
    on = wanted;
  }

  private void failIfItIsTo() throws IOException {
    if (failing) {
      throw new AccessDeniedException("/autostart/culvert.desktop");
    }
  }
}
