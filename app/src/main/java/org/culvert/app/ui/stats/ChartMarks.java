package org.culvert.app.ui.stats;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.culvert.app.state.Mark;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Signs over the curves where something happened: a line with a symbol where the tunnel stood
 * again, a dot for new keys, which are routine. Signs that would touch are one, and the cursor
 * tells all.
 */
final class ChartMarks extends Group {
  private static final double SIZE = 18;
  private static final double DOT = 5;

  private final List<Node> signs = new ArrayList<>();

  ChartMarks() {
    setManaged(false);
    setMouseTransparent(true);
    setAutoSizeChildren(false);
  }

  /** Shows the marks of a frame, oldest first. */
  void show(List<Mark> marks, ChartFrame frame) {
    signs.clear();
    double free = Double.NEGATIVE_INFINITY;
    for (Mark mark : marks) {
      double x = frame.x(mark.time());
      double half = (mark.kind() == Mark.Kind.RECONNECTED ? SIZE : DOT) / 2;
      if (x - half >= free || mark.kind() == Mark.Kind.RECONNECTED) {
        signs.add(sign(mark.kind(), x, frame));
        free = x + half + 1;
      }
    }
    if (!signs.isEmpty() || !getChildren().isEmpty()) {
      getChildren().setAll(signs);
    }
  }

  /** How many signs are shown. */
  int shown() {
    return signs.size();
  }

  private static Node sign(Mark.Kind kind, double x, ChartFrame frame) {
    return switch (kind) {
      case NEW_KEYS, NEXT_KEYS ->
          placed(region("chart-keys"), x - DOT / 2, ChartFrame.HEAD - DOT / 2, DOT, DOT);
      case RECONNECTED -> reconnected(x, frame);
    };
  }

  private static Node reconnected(double x, ChartFrame frame) {
    StackPane disc = new StackPane(new FontIcon("fth-refresh-cw"));
    disc.getStyleClass().add("chart-mark");
    Group sign =
        new Group(
            placed(
                region("chart-mark-line"), x, ChartFrame.HEAD, 1, frame.height() - ChartFrame.HEAD),
            placed(disc, x - SIZE / 2, 0, SIZE, SIZE));
    sign.setAutoSizeChildren(false);
    return sign;
  }

  private static Region region(String styleClass) {
    Region region = new Region();
    region.getStyleClass().add(styleClass);
    return region;
  }

  private static Region placed(Region region, double x, double y, double width, double height) {
    region.resizeRelocate(Math.rint(x), y, width, height);
    return region;
  }
}
