package org.culvert.app.ui.log;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.event.EventTarget;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.skin.VirtualFlow;
import org.culvert.core.api.LogLine;

/** Where the lines of the list are; it tells only of those that it shows. */
final class LinePlaces {
  private final ListView<LogLine> list;

  LinePlaces(ListView<LogLine> list) {
    this.list = list;
  }

  /** Whether at least the top of a line is in view. */
  boolean inView(int line) {
    Bounds frame = frame();
    return cells(line)
        .map(Bounds::getMinY)
        .anyMatch(top -> top >= frame.getMinY() - 4 && top < frame.getMaxY() - 4);
  }

  /** By how much the end of a line is below the list's; nothing where the line is not in it. */
  OptionalDouble overhang(int line) {
    double foot = frame().getMaxY() - list.snappedBottomInset();
    return cells(line).mapToDouble(place -> place.getMaxY() - foot).findFirst();
  }

  /**
   * Leads to the top of a line with the next layout. The list itself lays out nothing where its bar
   * stays at the same value, although the heights it has learned since then may put other lines
   * there; lines that are to be laid out make it.
   */
  void scrollTo(int line) {
    list.scrollTo(line);
    list.lookupAll(".log-cell").forEach(cell -> ((LogCell) cell).requestLayout());
  }

  /** Moves the lines up, unless the list takes itself to be at its end. */
  boolean scroll(double pixels) {
    return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
        && flow.scrollPixels(pixels) > 0;
  }

  /** Whether something is the list's vertical bar, or of it. */
  boolean onBar(EventTarget target) {
    for (Node at = target instanceof Node node ? node : null; at != null; at = at.getParent()) {
      if (at instanceof ScrollBar bar) {
        return bar.getOrientation() == Orientation.VERTICAL;
      }
    }
    return false;
  }

  /** Whether there is more than the list shows, and the bar is where that ends. */
  boolean atEndOfBar() {
    return list.lookupAll(".scroll-bar").stream()
        .map(ScrollBar.class::cast)
        .filter(bar -> bar.isVisible() && bar.getOrientation() == Orientation.VERTICAL)
        .anyMatch(bar -> bar.getValue() >= bar.getMax());
  }

  /**
   * Runs something when the list has moved to where it was told to; a hidden window moves nothing
   * until it is back.
   *
   * @return whether it will: not where the list is in no window
   */
  boolean afterLayout(Runnable task) {
    Scene scene = list.getScene();
    if (scene == null) {
      return false;
    }
    Runnable[] once = new Runnable[1];
    once[0] =
        () -> {
          scene.removePostLayoutPulseListener(once[0]);
          task.run();
        };
    scene.addPostLayoutPulseListener(once[0]);
    Platform.requestNextPulse();
    return true;
  }

  private Bounds frame() {
    return list.localToScene(list.getLayoutBounds());
  }

  private Stream<Bounds> cells(int line) {
    return list.lookupAll(".log-cell").stream()
        .map(LogCell.class::cast)
        .filter(cell -> cell.isVisible() && cell.getIndex() == line)
        .map(cell -> cell.localToScene(cell.getLayoutBounds()));
  }
}
