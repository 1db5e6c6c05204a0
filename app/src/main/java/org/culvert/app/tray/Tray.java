package org.culvert.app.tray;

/** An icon in the desktop's tray. Its methods return at once, and may be called from any thread. */
public interface Tray extends AutoCloseable {
  /** Shows something else. */
  void show(TrayFace face);

  /** Takes the icon away. */
  @Override
  void close();
}
