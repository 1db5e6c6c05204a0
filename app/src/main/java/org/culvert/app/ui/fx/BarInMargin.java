package org.culvert.app.ui.fx;

import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/**
 * A scroll bar that comes takes its room from the margin beside what scrolls, which so stays as
 * wide as what stands above and below it. The margin is the padding of the content: the style sheet
 * has a smaller one for {@code :beside-bar}.
 */
public final class BarInMargin {
  private static final PseudoClass BESIDE_BAR = PseudoClass.getPseudoClass("beside-bar");

  /** More than borders take, and less than a bar. */
  private static final double LEAST = 4;

  private BarInMargin() {}

  /** Arranges it for a pane that scrolls up and down. */
  public static void of(ScrollPane pane) {
    // Not in the midst of a layout: styles that change then are not looked at again.
    pane.viewportBoundsProperty().subscribe(_ -> Platform.runLater(() -> look(pane)));
  }

  private static void look(ScrollPane pane) {
    boolean beside = pane.getViewportBounds().getWidth() < pane.getWidth() - LEAST;
    pane.getContent().pseudoClassStateChanged(BESIDE_BAR, beside);
  }

  /** The same on a card, where the rings of what has the focus need room on the left, too. */
  public static void onCard(ScrollPane pane) {
    VBox.setMargin(pane, new Insets(0, -12, 0, -4));
    of(pane);
  }
}
