package org.culvert.app.ui.dialogs;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.profiles.ManageViewModel;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** Asks for another name for a profile. */
public final class NameSheet extends Sheet {
  private final Words title = new Words();
  private final TextField name = new TextField();
  private final Words reason = new Words();
  private final Button rename = new Button(Texts.of("rename.submit"));
  private final ManageViewModel model;

  /** A closed sheet, which opens when a profile is about to get another name. */
  public NameSheet(ManageViewModel model) {
    this.model = model;
    setId("rename-sheet");
    title.setId("rename-title");
    titled(title);
    name.setId("rename-name");
    name.setAccessibleText(Texts.of("rename.name"));
    reason.setId("rename-reason");
    reason.getStyleClass().add("sheet-reason");
    Button cancel = new Button(Texts.of("question.cancel"));
    cancel.setId("rename-cancel");
    cancel.setOnAction(_ -> model.cancelRename());
    rename.setId("rename-submit");
    rename.getStyleClass().add("accent");
    rename.setOnAction(_ -> model.rename(name.getText()));
    HBox buttons = new HBox(cancel, rename);
    buttons.getStyleClass().add("sheet-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    card().getChildren().addAll(title, name, reason, buttons);
    name.textProperty().subscribe(this::judge);
    onEnter(rename);
    model.renamingProperty().subscribe(this::show);
  }

  private void show(@Nullable ProfileItem item) {
    if (item == null) {
      close();
      return;
    }
    title.setText(Texts.of("rename.title", item.name()));
    name.setText(item.name());
    name.selectAll();
    open(name);
  }

  private void judge(String text) {
    String problem = model.nameProblem(text);
    reason.setText(problem);
    reason.setVisible(!problem.isEmpty());
    reason.setManaged(!problem.isEmpty());
    rename.setDisable(!problem.isEmpty());
  }

  @Override
  protected void cancelled() {
    model.cancelRename();
  }
}
