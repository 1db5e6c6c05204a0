import org.jspecify.annotations.NullMarked;

/** The window and the command line. */
@NullMarked
module org.culvert.app {
  requires com.sun.jna;
  requires info.picocli;
  requires java.desktop;
  requires java.logging;
  requires java.net.http;
  requires javafx.controls;
  requires jdk.net;
  requires jfx.incubator.richtext;
  requires org.controlsfx.controls;
  requires org.culvert.core;
  requires org.freedesktop.dbus;
  requires org.kordamp.ikonli.core;
  requires org.kordamp.ikonli.javafx;
  requires org.slf4j;

  provides org.kordamp.ikonli.IkonHandler with
      org.culvert.app.ui.icons.IconHandler;

  // What crosses the desktop's bus, and the exported objects of the tray, are read by reflection.
  exports org.culvert.app.keyring.dbus to
      org.freedesktop.dbus;
  exports org.culvert.app.look.dbus to
      org.freedesktop.dbus;
  exports org.culvert.app.notify.dbus to
      org.freedesktop.dbus;
  exports org.culvert.app.sleep.dbus to
      org.freedesktop.dbus;
  exports org.culvert.app.tray.dbus to
      org.freedesktop.dbus;

  opens org.culvert.app.keyring.dbus to
      org.freedesktop.dbus;
  opens org.culvert.app.look.dbus to
      org.freedesktop.dbus;
  opens org.culvert.app.notify.dbus to
      org.freedesktop.dbus;
  opens org.culvert.app.sleep.dbus to
      org.freedesktop.dbus;
  opens org.culvert.app.tray.dbus to
      org.freedesktop.dbus;
  opens org.culvert.app.cli to
      info.picocli;
}
