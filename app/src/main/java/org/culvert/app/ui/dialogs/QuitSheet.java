package org.culvert.app.ui.dialogs;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.quit.QuitQuestion;
import org.culvert.app.ui.quit.QuitViewModel;
import org.culvert.app.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** Says which tunnels outlive the app, and asks whether they should. */
public final class QuitSheet extends Sheet {
  private final Words title = new Words();
  private final Words text = new Words();
  private final Words why = new Words(Texts.of("quit.close.text"));
  private final Button leave = new Button(Texts.of("quit.leave"));
  private final QuitViewModel model;

  /** A closed sheet, which opens when there is a question. */
  public QuitSheet(QuitViewModel model) {
    this.model = model;
    setId("quit-sheet");
    title.setId("quit-title");
    text.setId("quit-text");
    why.setId("quit-why");
    titled(title);
    text.getStyleClass().add("sheet-text");
    why.getStyleClass().add("sheet-text");
    Button stay = new Button(Texts.of("quit.stay"));
    stay.setId("quit-stay");
    stay.setOnAction(_ -> model.stay());
    Button disconnect = new Button(Texts.of("quit.disconnect"));
    disconnect.setId("quit-disconnect");
    disconnect.setOnAction(_ -> model.disconnectAndLeave());
    leave.setId("quit-leave");
    leave.getStyleClass().add("accent");
    leave.setDefaultButton(true);
    leave.setOnAction(_ -> model.leave());
    // Three of them do not fit side by side everywhere.
    FlowPane buttons = new FlowPane(8, 8, stay, disconnect, leave);
    buttons.getStyleClass().add("sheet-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    card().getChildren().addAll(title, text, why, buttons);
    model.questionProperty().subscribe(this::show);
  }

  private void show(@Nullable QuitQuestion question) {
    if (question == null) {
      close();
      return;
    }
    title.setText(Texts.of(question.untrayed() ? "quit.close.title" : "quit.title"));
    text.setText(text(question));
    why.setVisible(question.untrayed());
    why.setManaged(question.untrayed());
    if (!isVisible()) { // or the focus would go astray when another tunnel comes
      open(leave);
    }
  }

  private static String text(QuitQuestion question) {
    if (question.tunnels().isEmpty()) {
      return Texts.of("quit.text.unknown");
    }
    String number = question.tunnels().size() == 1 ? "one" : "many";
    return Texts.of(
        (question.connected() ? "quit.text." : "quit.text.trying.") + number,
        Texts.list(question.tunnels()));
  }

  @Override
  protected void cancelled() {
    model.stay();
  }
}
