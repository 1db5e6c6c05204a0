package org.culvert.app.ui.fx;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Keeps what is hidden out of the scene until it is shown for the first time. JavaFX gives hidden
 * controls their skins and styles, too, before it shows a window.
 */
public final class Unseen {
  private Unseen() {}

  /** Takes the hidden children out; each comes back to its place when it gets visible. */
  public static void leaveOut(Pane parent) {
    List<Node> all = List.copyOf(parent.getChildren());
    for (Node child : all) {
      if (!child.isVisible()) {
        parent.getChildren().remove(child);
        child
            .visibleProperty()
            .subscribe(
                shown -> {
                  if (shown && child.getParent() == null) {
                    parent.getChildren().add(place(all, child), child);
                  }
                });
      }
    }
  }

  private static int place(List<Node> all, Node child) {
    return (int)
        all.subList(0, all.indexOf(child)).stream().filter(it -> it.getParent() != null).count();
  }
}
