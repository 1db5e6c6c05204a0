package org.culvert.app.ui.fx;

import javafx.scene.control.Label;

/** A label that takes as many lines as its words need; it is never cut short. */
public final class Words extends Label {
  /** No words yet. */
  public Words() {
    this("");
  }

  /** Some words. */
  public Words(String text) {
    super(text);
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
  }
}
