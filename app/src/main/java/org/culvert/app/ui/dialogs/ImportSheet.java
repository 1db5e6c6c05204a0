package org.culvert.app.ui.dialogs;

import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.profiles.ImportResult;
import org.culvert.app.ui.text.Texts;

/** Says which files were not imported, and why, and what to know about those that were. */
public final class ImportSheet extends Sheet {
  private static final double TALLEST = 260;

  private final Words title = new Words();
  private final Words text = new Words();
  private final VBox defects = new VBox();
  private final Button close = new Button(Texts.of("rejected.close"));
  private final Runnable dismissed;

  /**
   * A closed sheet.
   *
   * @param dismissed called when the user has read enough
   */
  public ImportSheet(Runnable dismissed) {
    this.dismissed = dismissed;
    setId("import-sheet");
    title.setId("import-title");
    title.getStyleClass().add("sheet-title");
    text.getStyleClass().add("sheet-text");
    defects.setId("import-defects");
    defects.getStyleClass().add("defects");
    ScrollPane scroll = new ScrollPane(defects);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(true);
    scroll.getStyleClass().add("edge-to-edge");
    defects
        .heightProperty()
        .subscribe(height -> scroll.setPrefViewportHeight(Math.min(TALLEST, height.doubleValue())));
    close.setId("import-close");
    close.getStyleClass().add("accent");
    close.setDefaultButton(true);
    close.setOnAction(_ -> dismissed.run());
    HBox buttons = new HBox(close);
    buttons.getStyleClass().add("sheet-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    card().getChildren().addAll(title, text, scroll, buttons);
  }

  /** Shows the files, or closes when there are none. */
  public void show(List<? extends ImportResult> files) {
    if (files.isEmpty()) {
      close();
      return;
    }
    List<? extends ImportResult> rejected =
        files.stream().filter(ImportResult.Rejected.class::isInstance).toList();
    String kind = rejected.isEmpty() ? "warned" : "rejected";
    List<? extends ImportResult> titled = rejected.isEmpty() ? files : rejected;
    title.setText(
        titled.size() == 1
            ? Texts.of(kind + ".title.one", titled.getFirst().file())
            : Texts.of(kind + ".title.many", titled.size()));
    text.setText(Texts.of(rejected.size() < files.size() ? "warned.text" : "rejected.text"));
    defects.getChildren().setAll(files.stream().flatMap(ImportSheet::rows).toList());
    open(close);
  }

  private static Stream<VBox> rows(ImportResult file) {
    return switch (file) {
      case ImportResult.Rejected rejected ->
          rejected.defects().stream().map(defect -> row(defect, "defect"));
      case ImportResult.Imported imported ->
          imported.warnings().stream().map(defect -> row(defect, "warning"));
    };
  }

  @Override
  protected void cancelled() {
    dismissed.run();
  }

  private static VBox row(ImportResult.Defect defect, String kind) {
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
