package org.culvert.app.tray.dbus;

import java.util.List;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/**
 * {@code (sa(iiay)ss)}: a picture by name or by pixels, a title, and text with a little mark-up.
 */
public final class ToolTip extends Struct {
  static final String SIGNATURE = "(sa(iiay)ss)";

  @Position(0)
  public final String icon;

  @Position(1)
  public final List<Pixmap> pixmaps;

  @Position(2)
  public final String title;

  @Position(3)
  public final String text;

  public ToolTip(String icon, List<Pixmap> pixmaps, String title, String text) {
    this.icon = icon;
    this.pixmaps = pixmaps;
    this.title = title;
    this.text = text;
  }

  /** Without a picture; profiles and servers choose their names, so nothing in them is mark-up. */
  static ToolTip of(String title, List<String> lines) {
    String text =
        String.join("\n", lines).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return new ToolTip("", List.of(), title, text);
  }
}
