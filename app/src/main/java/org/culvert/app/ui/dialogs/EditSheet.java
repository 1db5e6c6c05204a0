package org.culvert.app.ui.dialogs;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.culvert.app.edit.Judgement;
import org.culvert.app.ui.edit.EditTrouble;
import org.culvert.app.ui.edit.EditViewModel;
import org.culvert.app.ui.edit.FindingList;
import org.culvert.app.ui.edit.ProfileArea;
import org.culvert.app.ui.fx.Banner;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.text.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The editor of a profile, as large as the window. */
public final class EditSheet extends Sheet {
  private static final KeyCombination SAVE =
      new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN);

  private final EditViewModel model;
  private final Words title = new Words();
  private final Button undo = icon("undo", "fth-corner-up-left");
  private final Button redo = icon("redo", "fth-corner-up-right");
  private final CheckBox keys = new CheckBox(Texts.of("edit.keys"));
  private final Label label = new Label(Texts.of("edit.text"));
  private final VBox page = new VBox(label);
  private final Words running = new Words(Texts.of("edit.running"));
  private final Banner trouble = new Banner();
  private final FindingList findings = new FindingList(finding -> area().goTo(finding.line()));
  private final Label status = new Label();
  private final Button save = new Button(Texts.of("edit.save"));
  private final HBox buttons;
  private final Words question = new Words();
  private final Button stay = new Button(Texts.of("edit.leave.stay"));
  private final VBox leave;
  private @Nullable ProfileArea area;

  /** A closed sheet, which opens when a profile is about to be changed. */
  public EditSheet(EditViewModel model) {
    this.model = model;
    setId("edit-sheet");
    title.setId("edit-title");
    titled(title);
    keys.setId("edit-keys");
    keys.setOnAction(_ -> showKeys());
    label.setMnemonicParsing(true);
    label.getStyleClass().add("field-name");
    page.getStyleClass().add("field");
    VBox.setVgrow(page, Priority.ALWAYS);
    running.setId("edit-running");
    running.getStyleClass().add("sheet-note");
    trouble.setId("edit-trouble");
    status.setId("edit-status");
    status.getStyleClass().add("sheet-note");
    buttons = buttons();
    leave = leave();
    HBox head = new HBox(8, grown(title), undo, redo);
    head.setAlignment(Pos.CENTER_LEFT);
    HBox below = new HBox(8, grown(status), keys);
    below.setAlignment(Pos.CENTER_LEFT);
    card().setMaxSize(1000, Double.MAX_VALUE);
    card().getStyleClass().add("edit-card");
    card().getChildren().addAll(head, running, trouble, page, below, findings, buttons, leave);
    addEventFilter(KeyEvent.KEY_PRESSED, this::saveByKey);
    model.profileProperty().subscribe(this::show);
    model.keysShownProperty().subscribe(keys::setSelected);
    model.judgementProperty().subscribe(this::show);
    model.troubleProperty().subscribe(this::show);
    model.leavingProperty().subscribe(this::ask);
  }

  private static Button icon(String what, String sign) {
    Button button = new Button();
    button.setId("edit-" + what);
    button.getStyleClass().setAll("button", "icon-button");
    button.setGraphic(new FontIcon(sign));
    button.setAccessibleText(Texts.of("edit." + what));
    button.setTooltip(new Tooltip(Texts.of("edit." + what)));
    return button;
  }

  private static Region grown(Label label) {
    HBox.setHgrow(label, Priority.ALWAYS);
    label.setMaxWidth(Double.MAX_VALUE);
    return label;
  }

  private HBox buttons() {
    Button cancel = new Button(Texts.of("question.cancel"));
    cancel.setId("edit-cancel");
    cancel.setOnAction(_ -> model.cancel());
    save.setId("edit-save");
    save.getStyleClass().add("accent");
    save.disableProperty().bind(model.savableProperty().not());
    save.setOnAction(_ -> model.save());
    return row(cancel, save);
  }

  private VBox leave() {
    question.setId("edit-leave");
    stay.setId("edit-stay");
    stay.setOnAction(_ -> model.cancel());
    Button discard = new Button(Texts.of("edit.leave.discard"));
    discard.setId("edit-discard");
    discard.setOnAction(_ -> model.discard());
    return new VBox(8, question, row(stay, discard));
  }

  private static HBox row(Node... parts) {
    HBox row = new HBox(parts);
    row.getStyleClass().add("sheet-buttons");
    row.setAlignment(Pos.CENTER_RIGHT);
    return row;
  }

  /** Made when it is needed: it is large, and most windows never need it. */
  private ProfileArea area() {
    if (area == null) {
      ProfileArea made = new ProfileArea(model.textProperty()::set);
      made.setId("edit-area");
      label.setLabelFor(made);
      VBox.setVgrow(made, Priority.ALWAYS);
      page.getChildren().add(made);
      undo.disableProperty().bind(made.undoableProperty().not());
      undo.setOnAction(_ -> made.undo());
      redo.disableProperty().bind(made.redoableProperty().not());
      redo.setOnAction(_ -> made.redo());
      model.textProperty().subscribe(made::show);
      area = made;
    }
    return area;
  }

  private void show(@Nullable ProfileItem item) {
    if (item == null) {
      close();
      return;
    }
    title.setText(Texts.of("edit.title", item.name()));
    question.setText(Texts.of("edit.leave", item.name()));
    show(running, EditViewModel.running(item));
    open(area());
  }

  private void showKeys() {
    model.showKeys(keys.isSelected());
    keys.setSelected(model.keysShownProperty().get());
  }

  private void show(Judgement judgement) {
    status.setText(model.status());
    findings.show(judgement.findings());
    if (area != null) {
      area.mark(judgement.findings());
    }
  }

  private void show(EditTrouble what) {
    save.setText(Texts.of(what.changed() ? "edit.save.over" : "edit.save"));
    if (what.what().isEmpty()) {
      trouble.hide();
      return;
    }
    trouble.show("warning", what.what(), what.advice());
    if (what.changed()) {
      trouble.offer(Texts.of("edit.changed.load"), model::readAgain);
    } else {
      trouble.noOffer();
    }
  }

  private void ask(boolean leaving) {
    show(buttons, !leaving);
    show(leave, leaving);
    if (leaving) {
      stay.requestFocus();
    } else if (isVisible()) {
      area().requestFocus();
    }
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  private void saveByKey(KeyEvent event) {
    if (SAVE.match(event)) {
      event.consume();
      model.save();
    }
  }

  @Override
  protected void cancelled() {
    model.cancel();
  }
}
