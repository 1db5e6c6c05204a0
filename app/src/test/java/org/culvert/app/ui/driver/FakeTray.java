package org.culvert.app.ui.driver;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.culvert.app.tray.Tray;
import org.culvert.app.tray.TrayCommand;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.tray.TrayFace;
import org.culvert.app.tray.TrayListener;

/** A tray in memory, whose user a test is. */
public final class FakeTray implements TrayDesktop, Tray {
  private final List<TrayFace> faces = new CopyOnWriteArrayList<>();
  private volatile Optional<TrayListener> listener = Optional.empty();
  private volatile boolean closed;
  private volatile boolean present;

  @Override
  public Tray open(TrayFace face, TrayListener newListener) {
    faces.add(face);
    listener = Optional.of(newListener);
    return this;
  }

  @Override
  public void show(TrayFace face) {
    faces.add(face);
  }

  @Override
  public void close() {
    closed = true;
  }

  /** What it shows now. */
  public TrayFace face() {
    return faces.getLast();
  }

  /** Whether the icon was taken away. */
  public boolean closed() {
    return closed;
  }

  @Override
  public boolean shows() {
    return present;
  }

  /** A panel comes or goes. */
  public void present(boolean isPresent) {
    present = isPresent;
    listener.ifPresent(it -> it.present(isPresent));
  }

  /** Something is chosen. */
  public void choose(TrayCommand command) {
    listener.orElseThrow().chosen(command);
  }
}
