package org.culvert.app.ui.dialogs;

import java.util.List;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.imports.Defect;

/** What is wrong, or worth knowing, one below the other. */
final class DefectRows extends VBox {
  DefectRows() {
    getStyleClass().add("defects");
  }

  /**
   * Shows them.
   *
   * @param kind a style class beside the one that all have, such as {@code warning}
   */
  void show(List<Defect> defects, String kind) {
    getChildren().setAll(defects.stream().map(defect -> row(defect, kind)).toList());
  }

  private static VBox row(Defect defect, String kind) {
    Words where = new Words(defect.where());
    where.getStyleClass().add("defect-where");
    Words what = new Words(defect.what());
    what.getStyleClass().add("defect-what");
    VBox box = new VBox(where, what);
    box.getStyleClass().addAll("defect", kind);
    if (!defect.hint().isEmpty()) {
      Words hint = new Words(defect.hint());
      hint.getStyleClass().add("defect-hint");
      box.getChildren().add(hint);
    }
    return box;
  }
}
