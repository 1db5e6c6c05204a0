package org.culvert.app.ui.fx;

import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;

/** Words for which there is no room are told in whole by a tooltip. */
public final class CutText {
  private CutText() {}

  /** Gives the label a tooltip as long as its text is cut. */
  public static void tell(Labeled label) {
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(label.textProperty());
    label
        .textTruncatedProperty()
        .subscribe(cut -> label.setTooltip(Boolean.TRUE.equals(cut) ? whole : null));
  }
}
