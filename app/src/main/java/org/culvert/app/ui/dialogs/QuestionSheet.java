package org.culvert.app.ui.dialogs;

import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.connect.QuestionRequest;
import org.culvert.app.ui.connect.Saving;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;
import org.jspecify.annotations.Nullable;

/** Asks what a session wants to know: each kind of question with the fields it needs. */
public final class QuestionSheet extends Sheet {
  private final Words title = new Words();
  private final Words text = new Words();
  private final Words address = new Words();
  private final Words reason = new Words();
  private final TextField user = new TextField();
  private final PasswordField password = new PasswordField();
  private final TextField seenResponse = new TextField();
  private final PasswordField hiddenResponse = new PasswordField();
  private final Field userField = new Field(user);
  private final Field passwordField = new Field(password);
  private final Field seenField = new Field(seenResponse);
  private final Field hiddenField = new Field(hiddenResponse);
  private final CheckBox save = new CheckBox(Texts.of("keyring.save"));
  private final Words note = new Words();
  private final Button submit = new Button(Texts.of("question.login.submit"));
  private final Button cancel = new Button(Texts.of("question.cancel"));
  private final Button later = new Button(Texts.of("question.later"));
  private final Hyperlink other = new Hyperlink();
  private final Words imports = new Words(Texts.of("question.imports"));
  private @Nullable QuestionRequest request;
  private String userOf = "";

  /** A closed sheet. */
  public QuestionSheet() {
    setId("question-sheet");
    title.setId("question-title");
    text.setId("question-text");
    address.setId("question-address");
    reason.setId("question-reason");
    user.setId("question-user");
    password.setId("question-password");
    seenResponse.setId("question-response");
    hiddenResponse.setId("question-hidden-response");
    save.setId("question-save");
    note.setId("question-note");
    other.setId("question-other");
    other.setWrapText(true);
    imports.setId("question-imports");
    imports.getStyleClass().add("sheet-note");
    submit.setId("question-submit");
    cancel.setId("question-cancel");
    later.setId("question-later");
    titled(title);
    text.getStyleClass().add("sheet-text");
    address.getStyleClass().add("sheet-address");
    address.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    reason.getStyleClass().add("sheet-reason");
    note.getStyleClass().add("sheet-note");
    submit.getStyleClass().add("accent");
    submit
        .disableProperty()
        .bind(Bindings.and(userField.visibleProperty(), user.textProperty().isEmpty()));
    submit.setOnAction(_ -> submit());
    cancel.setOnAction(_ -> cancelled());
    later.setOnAction(_ -> putOff());
    user.textProperty().subscribe(this::tellSaved);
    user.setOnAction(_ -> after(userField));
    password.setOnAction(_ -> after(passwordField));
    seenResponse.setOnAction(_ -> submit());
    hiddenResponse.setOnAction(_ -> submit());
    FlowPane buttons = new FlowPane(8, 8, later, cancel, submit);
    buttons.getStyleClass().add("sheet-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    card()
        .getChildren()
        .addAll(
            title,
            text,
            address,
            reason,
            userField,
            passwordField,
            seenField,
            hiddenField,
            save,
            note,
            buttons);
  }

  /**
   * Tells of another session that waits, without touching what is being typed.
   *
   * @param session its name; empty for none
   * @param ask lets it ask first
   */
  public void others(ObservableValue<String> session, Runnable ask) {
    session.subscribe(
        name -> {
          card().getChildren().remove(other);
          if (!name.isEmpty()) {
            other.setText(Texts.of("question.other", name));
            card().getChildren().add(card().getChildren().size() - 1, other);
          }
        });
    other.setOnAction(
        _ -> {
          other.setVisited(false);
          ask.run();
        });
  }

  /** Tells of profiles whose preview has come meanwhile, and waits for an answer to this. */
  public void imports(ObservableValue<Boolean> waiting) {
    waiting.subscribe(
        now -> {
          card().getChildren().remove(imports);
          if (now) {
            card().getChildren().add(card().getChildren().size() - 1, imports);
          }
        });
  }

  /** Shows a request, or closes for null. */
  public void show(@Nullable QuestionRequest newRequest) {
    request = newRequest;
    clearSecrets();
    if (newRequest == null) {
      close();
      return;
    }
    String session = newRequest.session();
    address.setText(newRequest.question() instanceof Question.WebLogin web ? web.url() : "");
    shown(address, !address.getText().isEmpty());
    Saving saving = newRequest.saving();
    switch (newRequest.question()) {
      case Question.Login login -> {
        ask("login", Texts.of("question.login.text", session), login.reason());
        showUser(session, login.username(), saving);
        passwordField.show(login.asksPassword(), "question.password");
        showResponse(login.challenge());
      }
      case Question.ProxyLogin proxy -> {
        String where =
            proxy.realm().isEmpty() ? proxy.proxy() : proxy.proxy() + " (" + proxy.realm() + ")";
        ask("proxy", Texts.of("question.proxy.text", session, where), proxy.reason());
        showUser(session + '\n' + proxy.proxy(), Optional.empty(), saving);
        passwordField.show(true, "question.password");
        showResponse(Optional.empty());
      }
      case Question.KeyPassphrase key -> {
        ask("passphrase", Texts.of("question.passphrase.text", session, key.key()), key.reason());
        userField.hide();
        passwordField.show(true, "question.passphrase");
        showResponse(Optional.empty());
      }
      case Question.Challenge challenge -> {
        String key = challenge.asksResponse() ? "challenge" : "notice";
        ask(key, Texts.of("question." + key + ".text", session, challenge.text()), "");
        userField.hide();
        passwordField.hide();
        showResponse(Optional.of(challenge).filter(Question.Challenge::asksResponse));
      }
      case Question.WebLogin _ -> {
        ask("web", Texts.of("question.web.text", session), "");
        userField.hide();
        passwordField.hide();
        showResponse(Optional.empty());
      }
    }
    showSaving(newRequest);
    open(first());
  }

  private void showSaving(QuestionRequest of) {
    Saving saving = of.saving();
    shown(save, saving.offered());
    save.setSelected(saving.kept() != Saving.Kept.NOTHING);
    note.setText(saving.note());
    shown(note, !saving.note().isEmpty());
    if (saving.kept() == Saving.Kept.REFUSED) {
      boolean passphrase = of.question() instanceof Question.KeyPassphrase;
      String refused = Texts.of(passphrase ? "keyring.refused.key-passphrase" : "keyring.refused");
      boolean toldMore = !passphrase && !reason.getText().isEmpty();
      reason.setText(toldMore ? refused + '\n' + reason.getText() : refused);
      shown(reason, true);
    }
    tellSaved();
  }

  /** A password that is left empty stands for the saved one, as long as the name is its own. */
  private void tellSaved() {
    password.setPromptText(standsForSaved() ? Texts.of("keyring.saved") : "");
  }

  private boolean standsForSaved() {
    return request != null
        && request.saving().kept() == Saving.Kept.USABLE
        && (!userField.isVisible()
            || request.saving().username().equals(Optional.of(user.getText())));
  }

  private void ask(String kind, String what, String why) {
    title.setText(Texts.of("question." + kind + ".title"));
    submit.setText(Texts.of("question." + kind + ".submit"));
    text.setText(what);
    reason.setText(why);
    shown(reason, !why.isEmpty());
  }

  /** What the user typed last stays, unless it is about another name: the saved one. */
  private void showUser(String of, Optional<String> known, Saving saving) {
    boolean aboutSaved =
        saving.kept() == Saving.Kept.USABLE || saving.kept() == Saving.Kept.REFUSED;
    if (aboutSaved) {
      user.setText(saving.username().orElse(""));
    } else if (!of.equals(userOf) || user.getText().isEmpty()) {
      user.setText(known.orElse(""));
    }
    userOf = of;
    userField.show(true, "question.user");
  }

  private void showResponse(Optional<Question.Challenge> challenge) {
    String name = challenge.map(Question.Challenge::text).orElse("");
    boolean echo = challenge.filter(Question.Challenge::echo).isPresent();
    seenField.showForeign(challenge.isPresent() && echo, name);
    hiddenField.showForeign(challenge.isPresent() && !echo, name);
  }

  /** The first field that is still to be filled in. */
  private Node first() {
    if (userField.isVisible() && user.getText().isEmpty()) {
      return user;
    }
    for (Field field : new Field[] {passwordField, seenField, hiddenField}) {
      if (field.isVisible() && !(field == passwordField && standsForSaved())) {
        return field.input;
      }
    }
    return userField.isVisible() && !standsForSaved() ? user : submit;
  }

  /** Enter goes on to the next field, and from the last one on. */
  private void after(Field field) {
    Field[] order = {userField, passwordField, seenField, hiddenField};
    boolean found = false;
    for (Field each : order) {
      if (found && each.isVisible()) {
        each.input.requestFocus();
        return;
      }
      found |= each == field;
    }
    submit();
  }

  @Override
  protected void cancelled() {
    if (request != null) {
      request.cancel().run();
    }
  }

  /** Nothing of what was typed stays behind, neither the name. */
  private void putOff() {
    if (request != null) {
      user.clear();
      request.later().run();
    }
  }

  private void submit() {
    QuestionRequest asked = request;
    if (asked == null || submit.isDisabled()) {
      return;
    }
    if (asked.question() instanceof Question.WebLogin web) {
      shown(reason, false);
      asked.openPage().accept(() -> copyInstead(asked, web.url()));
      return;
    }
    Reply reply =
        new Reply(
            userField.isVisible() ? Optional.of(user.getText()) : Optional.empty(),
            password.getText().isEmpty() && standsForSaved()
                ? Optional.empty()
                : secret(passwordField, password),
            secret(seenField, seenResponse).or(() -> secret(hiddenField, hiddenResponse)));
    clearSecrets();
    asked.answer().give(reply, save.isVisible() && save.isSelected());
  }

  /** The address leads on where no browser does: in one that was started by hand, or elsewhere. */
  private void copyInstead(QuestionRequest of, String page) {
    if (of.equals(request)) {
      Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, page));
      reason.setText(Texts.of("question.web.not-opened"));
      shown(reason, true);
    }
  }

  private static Optional<Secret> secret(Field field, TextField input) {
    return field.isVisible() ? Optional.of(Secret.ofText(input.getCharacters())) : Optional.empty();
  }

  private void clearSecrets() {
    password.clear();
    seenResponse.clear();
    hiddenResponse.clear();
  }

  private static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** A field below its name. */
  private static final class Field extends VBox {
    private final Words label = new Words();
    private final TextField input;

    Field(TextField input) {
      this.input = input;
      label.getStyleClass().add("field-name");
      label.setLabelFor(input);
      getStyleClass().add("field");
      getChildren().addAll(label, input);
    }

    void show(boolean isShown, String key) {
      label.setMnemonicParsing(true);
      label.setText(Texts.of(key));
      input.setAccessibleText(Texts.plain(key));
      shown(this, isShown);
    }

    /** With a name that the server gave it. */
    void showForeign(boolean isShown, String name) {
      label.setText(name);
      input.setAccessibleText(name);
      shown(this, isShown);
    }

    void hide() {
      shown(this, false);
    }
  }
}
