package org.culvert.app.ui.dialogs;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.connect.CredentialsRequest;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.jspecify.annotations.Nullable;

/** Asks for a user name and password. */
public final class CredentialsSheet extends Sheet {
  private final Label title = new Label(Texts.of("credentials.title"));
  private final Words text = new Words();
  private final TextField user = new TextField();
  private final PasswordField password = new PasswordField();
  private final Button submit = new Button(Texts.of("credentials.submit"));
  private final Button cancel = new Button(Texts.of("credentials.cancel"));
  private @Nullable CredentialsRequest request;
  private String askedFor = "";

  /** A closed sheet. */
  public CredentialsSheet() {
    setId("credentials-sheet");
    user.setId("credentials-user");
    password.setId("credentials-password");
    submit.setId("credentials-submit");
    cancel.setId("credentials-cancel");
    title.getStyleClass().add("sheet-title");
    text.getStyleClass().add("sheet-text");
    submit.getStyleClass().add("accent");
    submit.disableProperty().bind(user.textProperty().isEmpty());
    submit.setOnAction(_ -> submit());
    cancel.setOnAction(_ -> cancelled());
    user.setOnAction(_ -> password.requestFocus());
    password.setOnAction(_ -> submit());
    HBox buttons = new HBox(cancel, submit);
    buttons.getStyleClass().add("sheet-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    card()
        .getChildren()
        .addAll(
            title,
            text,
            field(Texts.of("credentials.user"), user),
            field(Texts.of("credentials.password"), password),
            buttons);
  }

  /** Shows a request, or closes for null. */
  public void show(@Nullable CredentialsRequest newRequest) {
    request = newRequest;
    password.clear();
    if (newRequest == null) {
      close();
      return;
    }
    if (!newRequest.session().equals(askedFor)) {
      user.clear();
      askedFor = newRequest.session();
    }
    text.setText(newRequest.text());
    open(user.getText().isEmpty() ? user : password);
  }

  @Override
  protected void cancelled() {
    if (request != null) {
      request.cancel().run();
    }
  }

  private void submit() {
    CredentialsRequest asked = request;
    if (asked == null || user.getText().isEmpty()) {
      return;
    }
    Secret secret = Secret.ofText(password.getCharacters());
    password.clear();
    asked.answer().accept(new Credentials(user.getText(), secret));
  }

  private static VBox field(String name, TextField input) {
    Label label = new Label(name);
    label.getStyleClass().add("field-name");
    label.setLabelFor(input);
    input.setAccessibleText(name);
    VBox box = new VBox(label, input);
    box.getStyleClass().add("field");
    return box;
  }
}
