package org.culvert.app.ui.fx;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.Tooltip;
import org.culvert.app.ui.text.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** A button without words: its icon shows what it does, and its tooltip says so. */
public final class IconButton {
  private IconButton() {}

  /**
   * Makes a plain button one.
   *
   * @param name key of the words for who cannot see the icon
   * @param tip key of the words of the tooltip
   */
  public static <B extends ButtonBase> B of(
      B plain, String id, String icon, String name, String tip) {
    plain.setGraphic(new FontIcon(icon));
    plain.setAccessibleText(Texts.of(name));
    plain.setTooltip(new Tooltip(Texts.of(tip)));
    return Tagged.with(plain, id, "icon-button");
  }
}
