package org.culvert.app.ui.fx;

import javafx.scene.control.ListCell;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list whose text wraps at the list's width, and which is as high as that takes.
 *
 * @param <T> what the list has
 */
public abstract class WrappingCell<T> extends ListCell<T> {
  private final Region row;

  /** A cell that shows this where it has an item. */
  protected WrappingCell(Region row) {
    this.row = row;
    setPrefWidth(0);
  }

  /** Shows the item: the row, of which it changes what it says. */
  protected abstract void show(T item);

  /** There is none any more. */
  protected void clear() {
    setAccessibleText(null);
  }

  /** A list asks for the height without a width; the text wraps at the width that it will get. */
  @Override
  protected final double computePrefHeight(double width) {
    double given = width > 0 ? width : getWidth() > 0 ? getWidth() : getListView().getWidth();
    double inside = given - snappedLeftInset() - snappedRightInset();
    return inside <= 0 || getGraphic() == null
        ? super.computePrefHeight(width)
        : snappedTopInset() + snapSizeY(row.prefHeight(inside)) + snappedBottomInset();
  }

  @Override
  protected final void updateItem(@Nullable T item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      clear();
    } else {
      show(item);
      setGraphic(row);
    }
  }
}
