package org.culvert.app.ui.shell;

import java.util.List;

/**
 * Classes of JavaFX that a desktop's window takes and a rehearsal without one does not. The class
 * cache has only classes that were linked.
 */
final class DesktopClasses {
  static final List<String> NAMES =
      List.of(
          "com.sun.glass.ui.InvokeLaterDispatcher",
          "com.sun.glass.ui.InvokeLaterDispatcher$Future",
          "com.sun.glass.ui.InvokeLaterDispatcher$InvokeLaterSubmitter",
          "com.sun.glass.ui.Size",
          "com.sun.glass.ui.delegate.ClipboardDelegate",
          "com.sun.glass.ui.delegate.MenuBarDelegate",
          "com.sun.glass.ui.delegate.MenuDelegate",
          "com.sun.glass.ui.delegate.MenuItemDelegate",
          "com.sun.glass.ui.gtk.GtkApplication",
          "com.sun.glass.ui.gtk.GtkClipboardDelegate",
          "com.sun.glass.ui.gtk.GtkCursor",
          "com.sun.glass.ui.gtk.GtkDnDClipboard",
          "com.sun.glass.ui.gtk.GtkPixels",
          "com.sun.glass.ui.gtk.GtkPlatformFactory",
          "com.sun.glass.ui.gtk.GtkRobot",
          "com.sun.glass.ui.gtk.GtkSystemClipboard",
          "com.sun.glass.ui.gtk.GtkTimer",
          "com.sun.glass.ui.gtk.GtkView",
          "com.sun.glass.ui.gtk.GtkWindow",
          "com.sun.javafx.application.preferences.PreferenceMapping");

  private DesktopClasses() {}

  /**
   * Links them, and initializes none.
   *
   * @return how many there are here; other systems have other ones
   */
  static long link() {
    return NAMES.stream().filter(DesktopClasses::isLinked).count();
  }

  private static boolean isLinked(String name) {
    try {
      // Whoever is asked for its methods is linked first.
      var _ =
          Class.forName(name, false, DesktopClasses.class.getClassLoader()).getDeclaredMethods();
      return true;
    } catch (ClassNotFoundException | LinkageError _) {
      return false;
    }
  }
}
