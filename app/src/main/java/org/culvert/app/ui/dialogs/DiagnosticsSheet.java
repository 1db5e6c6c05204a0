package org.culvert.app.ui.dialogs;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.HBox;
import org.culvert.app.ui.diagnostics.DiagnosticsViewModel;
import org.culvert.app.ui.fx.FileSaveDialog;
import org.culvert.app.ui.fx.SaveDialog;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.text.Texts;

/** Says what diagnostics hold before they are written. */
public final class DiagnosticsSheet extends Sheet {
  private final Words note = new Words();
  private final Button save = new Button(Texts.of("diagnostics.save"));
  private final DiagnosticsViewModel model;
  private SaveDialog saveDialog =
      new FileSaveDialog(Texts.of("diagnostics.title"), Texts.of("diagnostics.files"), "*.zip");

  /** A closed sheet, which opens when diagnostics are asked for. */
  public DiagnosticsSheet(DiagnosticsViewModel model) {
    this.model = model;
    setId("diagnostics-sheet");
    Words title = new Words(Texts.of("diagnostics.title"));
    Words text = new Words(Texts.of("diagnostics.text"));
    CheckBox hide = new CheckBox(Texts.of("diagnostics.hide"));
    titled(title);
    text.getStyleClass().add("sheet-text");
    note.getStyleClass().add("sheet-note");
    note.setId("diagnostics-note");
    hide.setId("diagnostics-hide");
    hide.setWrapText(true);
    hide.selectedProperty().bindBidirectional(model.withoutNamesProperty());
    model
        .withoutNamesProperty()
        .subscribe(
            hidden ->
                note.setText(
                    Texts.of(hidden ? "diagnostics.without-names" : "diagnostics.with-names")));
    Button cancel = new Button(Texts.of("diagnostics.cancel"));
    cancel.setId("diagnostics-cancel");
    cancel.setOnAction(_ -> cancelled());
    save.setId("diagnostics-save");
    save.getStyleClass().add("accent");
    save.setDefaultButton(true);
    save.setOnAction(_ -> save());
    HBox buttons = new HBox(cancel, save);
    buttons.getStyleClass().add("sheet-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    card().getChildren().addAll(title, text, hide, note, buttons);
    model
        .askingProperty()
        .subscribe(
            asked -> {
              if (asked) {
                open(save);
              } else {
                close();
              }
            });
  }

  /** Asks another way where to save, as tests do: the desktop's dialog is not ours. */
  public void askWith(SaveDialog dialog) {
    saveDialog = dialog;
  }

  private void save() {
    saveDialog.ask(getScene().getWindow(), model.fileName()).ifPresent(model::save);
  }

  @Override
  protected void cancelled() {
    model.leave();
  }
}
