package org.culvert.app.ui.totals;

import javafx.beans.property.DoubleProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.culvert.app.ui.text.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A day, a bar that compares it with the others, and its two numbers. */
final class DayCell extends ListCell<DayRow> {
  private final Label day = new Label();
  private final Region bar = new Region();
  private final Pane track = new Pane(bar);
  private final Label in = new Label("", new FontIcon("fth-arrow-down"));
  private final Label out = new Label("", new FontIcon("fth-arrow-up"));
  private final HBox row = new HBox(day, track, in, out);
  private final DoubleProperty names;
  private double share;

  /**
   * A cell without a day.
   *
   * @param names how wide the names of days are, the same in all cells of a list: what the longest
   *     one needs that was seen, for none is cut and the bars begin at one line
   */
  DayCell(DoubleProperty names) {
    this.names = names;
    getStyleClass().add("day-cell");
    row.getStyleClass().add("day-row");
    day.getStyleClass().add("day-name");
    day.minWidthProperty().bind(names);
    bar.getStyleClass().add("day-bar");
    track.getStyleClass().add("day-track");
    in.getStyleClass().addAll("day-value", "in");
    out.getStyleClass().addAll("day-value", "out");
    bar.setManaged(false); // its width is ours to say
    HBox.setHgrow(track, Priority.ALWAYS);
    track.widthProperty().subscribe(this::draw);
    track.heightProperty().subscribe(this::draw);
    setPrefWidth(0);
  }

  private void draw() {
    // A day with a little traffic is not a day with none.
    double width = share > 0 ? Math.max(2, share * track.getWidth()) : 0;
    bar.resizeRelocate(0, 0, width, track.getHeight());
  }

  @Override
  protected void layoutChildren() {
    // Only now is it known in which letters the name is written.
    names.set(Math.max(names.get(), snapSizeX(day.prefWidth(-1))));
    super.layoutChildren();
  }

  @Override
  protected void updateItem(@Nullable DayRow item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    day.setText(item.day());
    in.setText(item.in());
    out.setText(item.out());
    share = item.share();
    draw();
    setAccessibleText(Texts.of("totals.accessible.day", item.day(), item.in(), item.out()));
    setGraphic(row);
  }
}
