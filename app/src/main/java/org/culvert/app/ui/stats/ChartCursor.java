package org.culvert.app.ui.stats;

import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.text.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A line through the curves at one time, with a small card that says the values there. It lies over
 * the curves, so that they need not be drawn again when it moves.
 */
final class ChartCursor extends Group {
  private static final double GAP = 10;

  private final Region line = region("chart-cursor");
  private final Region dotIn = region("chart-dot", "in");
  private final Region dotOut = region("chart-dot", "out");
  private final Label time = new Label();
  private final Label average = new Label();
  private final Label in = value("fth-arrow-down", "in");
  private final Label out = value("fth-arrow-up", "out");
  private final Label marks = new Label();
  private final VBox card = new VBox(new HBox(time, average), in, out, marks);

  ChartCursor() {
    time.setId("reading-time");
    time.getStyleClass().add("chart-reading-time");
    average.getStyleClass().add("chart-reading-average");
    in.setId("reading-in");
    out.setId("reading-out");
    marks.setId("reading-marks");
    marks.getStyleClass().add("chart-reading-marks");
    card.setId("chart-reading");
    card.getStyleClass().add("chart-reading");
    setManaged(false);
    setMouseTransparent(true);
    setAutoSizeChildren(false);
    getChildren().addAll(line, dotIn, dotOut, card);
    setVisible(false);
  }

  /** Shows a reading at a place of the frame. */
  void show(ChartReading reading, ChartFrame frame, double x, double yIn, double yOut) {
    time.setText(reading.time());
    average.setText(reading.average().isEmpty() ? "" : " · " + reading.average());
    in.setText(reading.in());
    out.setText(reading.out());
    marks.setText(String.join("\n", reading.marks()));
    marks.setVisible(!reading.marks().isEmpty());
    marks.setManaged(!reading.marks().isEmpty());
    setVisible(true);
    applyCss();
    line.resizeRelocate(Math.rint(x), 0, 1, frame.height());
    place(dotIn, x, yIn);
    place(dotOut, x, yOut);
    double width = card.prefWidth(-1);
    double height = card.prefHeight(width);
    boolean right = x + GAP + width <= frame.width();
    double left = right ? x + GAP : Math.max(0, x - GAP - width);
    card.resizeRelocate(Math.rint(left), ChartFrame.HEAD, width, height);
    card.layout();
  }

  /** Takes it away. */
  void hide() {
    setVisible(false);
  }

  private static void place(Region dot, double x, double y) {
    double size = dot.prefWidth(-1);
    dot.resizeRelocate(x - size / 2, y - size / 2, size, size);
  }

  private static Region region(String... styleClasses) {
    Region region = new Region();
    region.getStyleClass().addAll(styleClasses);
    return region;
  }

  private static Label value(String icon, String direction) {
    Label label = new Label("", new FontIcon(icon));
    label.getStyleClass().addAll("chart-reading-value", direction);
    label.setAccessibleHelp(Texts.of("stats." + direction));
    return label;
  }
}
