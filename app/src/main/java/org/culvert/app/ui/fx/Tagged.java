package org.culvert.app.ui.fx;

import javafx.scene.Node;

/** Gives a node what others find it by, beside what it has, and hands it back. */
public final class Tagged {
  private Tagged() {}

  /** With an id, and style classes. */
  public static <N extends Node> N with(N node, String id, String... styles) {
    node.setId(id);
    return styled(node, styles);
  }

  /** With style classes only. */
  public static <N extends Node> N styled(N node, String... styles) {
    node.getStyleClass().addAll(styles);
    return node;
  }
}
