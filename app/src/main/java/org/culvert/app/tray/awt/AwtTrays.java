package org.culvert.app.tray.awt;

import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.SystemTray;
import org.culvert.app.tray.Tray;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.tray.TrayFace;
import org.culvert.app.tray.TrayListener;

/** The tray that AWT finds. */
public final class AwtTrays implements TrayDesktop {
  @Override
  public Tray open(TrayFace face, TrayListener listener) {
    if (!shows()) {
      return new NoTray();
    }
    AwtTray tray = new AwtTray(SystemTray.getSystemTray(), face, listener);
    EventQueue.invokeLater(
        () -> {
          try {
            tray.add();
            listener.present(true);
          } catch (AWTException e) {
            listener.present(false);
          }
        });
    return tray;
  }

  @Override
  public boolean shows() {
    return !GraphicsEnvironment.isHeadless() && SystemTray.isSupported();
  }
}
