package org.culvert.app.ui.stats;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.culvert.app.ui.text.Quantity;

/** The words beside the lines of the grid. */
final class RateAxis extends Region {
  private List<Double> marks = List.of();
  private double[] heights = {};

  RateAxis() {
    setManaged(false);
    setMouseTransparent(true);
  }

  /** Shows the marks of a frame. */
  void show(ChartFrame next) {
    List<Double> wanted = next.scale().marks(next.height() - ChartFrame.HEAD);
    if (!wanted.equals(marks)) {
      marks = wanted;
      getChildren().setAll(wanted.stream().map(RateAxis::label).toList());
    }
    heights = wanted.stream().mapToDouble(next::y).toArray();
    requestLayout();
  }

  /** Shows none. */
  void clear() {
    marks = List.of();
    getChildren().clear();
  }

  @Override
  protected void layoutChildren() {
    for (int i = 0; i < marks.size(); i++) {
      Label label = (Label) getChildren().get(i);
      double height = label.prefHeight(-1);
      // The line lies on the middle of a pixel.
      double y = Math.floor(heights[i]) + 0.5;
      label.resizeRelocate(0, y - height / 2, getWidth(), height);
    }
  }

  private static Label label(double rate) {
    Label label = new Label(rate == 0 ? "0" : Quantity.mark(rate));
    label.getStyleClass().add("chart-y");
    return label;
  }
}
