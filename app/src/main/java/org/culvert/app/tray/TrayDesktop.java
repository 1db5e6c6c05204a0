package org.culvert.app.tray;

/** Where an icon can be put. */
@FunctionalInterface
public interface TrayDesktop {
  /** A desktop without a tray. */
  TrayDesktop NONE = (_, _) -> new NoTray();

  /**
   * Puts an icon into the tray, now and whenever there is one again. Returns at once.
   *
   * @param face what it shows at first
   */
  Tray open(TrayFace face, TrayListener listener);

  /** Whether an icon would be seen now. May take a moment: not for the window's thread. */
  default boolean shows() {
    return false;
  }

  /** Shows nothing to nobody. */
  record NoTray() implements Tray {
    @Override
    public void show(TrayFace face) {}

    @Override
    public void close() {}
  }
}
