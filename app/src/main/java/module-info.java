import org.jspecify.annotations.NullMarked;

/** The window and the command line. */
@NullMarked
module org.culvert.app {
  requires atlantafx.base;
  requires com.sun.jna;
  requires info.picocli;
  requires java.desktop;
  requires java.logging;
  requires java.net.http;
  requires javafx.controls;
  requires javafx.fxml;
  requires jdk.net;
  requires jfx.incubator.richtext;
  requires org.controlsfx.controls;
  requires org.culvert.core;
  requires org.freedesktop.dbus;
  requires org.kordamp.ikonli.feather;
  requires org.kordamp.ikonli.javafx;
  requires org.slf4j;

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
  opens org.culvert.app.ui.connect to
      javafx.fxml;
  opens org.culvert.app.ui.dialogs to
      javafx.fxml;
  opens org.culvert.app.ui.fx to
      javafx.fxml;
  opens org.culvert.app.ui.log to
      javafx.fxml;
  opens org.culvert.app.ui.profiles to
      javafx.fxml;
  opens org.culvert.app.ui.shell to
      javafx.fxml;
  opens org.culvert.app.ui.stats to
      javafx.fxml;
  opens org.culvert.app.ui.totals to
      javafx.fxml;
  opens org.culvert.app.cli to
      info.picocli;
}
