package org.culvert.app.ui.dialogs;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.profiles.ImportResult;
import org.culvert.app.ui.text.Texts;

/** Says which files were not imported, and why. */
public final class RejectedSheet extends Sheet {
  private static final double TALLEST = 260;

  private final Words title = new Words();
  private final VBox defects = new VBox();
  private final Button close = new Button(Texts.of("rejected.close"));
  private final Runnable dismissed;

  /**
   * A closed sheet.
   *
   * @param dismissed called when the user has read enough
   */
  public RejectedSheet(Runnable dismissed) {
    this.dismissed = dismissed;
    setId("rejected-sheet");
    title.setId("rejected-title");
    title.getStyleClass().add("sheet-title");
    Words text = new Words(Texts.of("rejected.text"));
    text.getStyleClass().add("sheet-text");
    defects.setId("rejected-defects");
    defects.getStyleClass().add("defects");
    ScrollPane scroll = new ScrollPane(defects);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(true);
    scroll.getStyleClass().add("edge-to-edge");
    defects
        .heightProperty()
        .subscribe(height -> scroll.setPrefViewportHeight(Math.min(TALLEST, height.doubleValue())));
    close.setId("rejected-close");
    close.getStyleClass().add("accent");
    close.setDefaultButton(true);
    close.setOnAction(_ -> dismissed.run());
    HBox buttons = new HBox(close);
    buttons.getStyleClass().add("sheet-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    card().getChildren().addAll(title, text, scroll, buttons);
  }

  /** Shows the files, or closes when there are none. */
  public void show(List<? extends ImportResult.Rejected> files) {
    if (files.isEmpty()) {
      close();
      return;
    }
    title.setText(
        files.size() == 1
            ? Texts.of("rejected.title.one", files.getFirst().file())
            : Texts.of("rejected.title.many", files.size()));
    defects
        .getChildren()
        .setAll(
            files.stream()
                .flatMap(file -> file.defects().stream())
                .map(RejectedSheet::defect)
                .toList());
    open(close);
  }

  @Override
  protected void cancelled() {
    dismissed.run();
  }

  private static VBox defect(ImportResult.Defect defect) {
    Words where = new Words(defect.where());
    where.getStyleClass().add("defect-where");
    Words what = new Words(defect.what());
    what.getStyleClass().add("defect-what");
    VBox box = new VBox(where, what);
    box.getStyleClass().add("defect");
    if (!defect.hint().isEmpty()) {
      Words hint = new Words(defect.hint());
      hint.getStyleClass().add("defect-hint");
      box.getChildren().add(hint);
    }
    return box;
  }
}
