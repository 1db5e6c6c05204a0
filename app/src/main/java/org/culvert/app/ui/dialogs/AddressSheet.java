package org.culvert.app.ui.dialogs;

import java.util.List;
import java.util.Optional;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.BarInMargin;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.imports.AddressStep;
import org.culvert.app.ui.imports.ImportSource;
import org.culvert.app.ui.imports.ImportViewModel;
import org.culvert.app.ui.imports.Inspection;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.Secret;
import org.jspecify.annotations.Nullable;

/** Names the server that a profile is to come from, and asks who asks for it. */
public final class AddressSheet extends Sheet {
  /** So much of its form is seen in a small window, before one scrolls. */
  private static final double LEAST = 80;

  private final Words text = new Words(Texts.of("address.text"));
  private final TextField address = new TextField();
  private final TextField user = new TextField();
  private final PasswordField password = new PasswordField();
  private final CheckBox autologin = new CheckBox(Texts.of("address.autologin"));
  private final Words asker = new Words();
  private final Words challenge = new Words();
  private final PasswordField hidden = new PasswordField();
  private final TextField shown = new TextField();
  private final DefectRows problem = new DefectRows();
  private final Words busy = new Words(Texts.of("address.busy"));
  private final Button submit = new Button(Texts.of("address.submit"));
  private final VBox body = new VBox();
  private final ScrollPane scroll = new ScrollPane(body);
  private final List<Node> first;
  private final ImportViewModel model;

  /** A closed sheet, which opens when there is an address to talk about. */
  public AddressSheet(ImportViewModel model) {
    this.model = model;
    setId("address-sheet");
    Words title = new Words(Texts.of("address.title"));
    title.setId("address-title");
    titled(title);
    text.getStyleClass().add("sheet-text");
    first =
        List.of(
            field("address.address", "address-address", address),
            field("address.user", "address-user", user),
            field("address.password", "address-password", password),
            autologin);
    address.setPromptText("https://");
    address.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    autologin.setId("address-autologin");
    autologin.setWrapText(true);
    asker.setId("address-asker");
    asker.getStyleClass().add("sheet-text");
    challenge.setId("address-challenge");
    hidden.setId("address-hidden-response");
    shown.setId("address-response");
    problem.setId("address-problem");
    busy.setId("address-busy");
    busy.getStyleClass().add("sheet-text");
    Button cancel = new Button(Texts.of("question.cancel"));
    cancel.setId("address-cancel");
    cancel.setOnAction(_ -> model.cancel());
    submit.setId("address-submit");
    submit.getStyleClass().add("accent");
    submit.setOnAction(_ -> submit());
    HBox buttons = new HBox(cancel, submit);
    buttons.getStyleClass().add("sheet-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    card().getChildren().addAll(title, text, scrolled(), buttons);
    autologin.disableProperty().bind(user.textProperty().isEmpty());
    onEnter(submit);
    model.addressProperty().subscribe(this::show);
  }

  /** In a small window there may not be room for all of it. */
  private ScrollPane scrolled() {
    body.getStyleClass().add("address-body");
    body.getChildren().addAll(first);
    body.getChildren().addAll(asker, challenge, hidden, shown, problem, busy);
    scroll.setId("address-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    BarInMargin.onCard(scroll);
    body.heightProperty().subscribe(height -> fit(height.doubleValue()));
    return scroll;
  }

  private static VBox field(String key, String id, TextField input) {
    Label label = new Label(Texts.of(key));
    label.getStyleClass().add("field-name");
    label.setMnemonicParsing(true);
    label.setLabelFor(input);
    input.setId(id);
    input.setAccessibleText(Texts.plain(key));
    VBox field = new VBox(label, input);
    field.getStyleClass().add("field");
    return field;
  }

  private void show(@Nullable AddressStep step) {
    if (step == null) {
      List.of(user, password, hidden, shown, address).forEach(TextField::clear);
      autologin.setSelected(false);
      close();
      return;
    }
    address.setText(step.address());
    Optional<Inspection.Challenge> asked = step.challenge();
    boolean echo = asked.filter(Inspection.Challenge::echo).isPresent();
    first.forEach(node -> show(node, asked.isEmpty()));
    show(text, asked.isEmpty());
    show(asker, asked.isPresent());
    show(challenge, asked.isPresent());
    show(hidden, asked.isPresent() && !echo);
    show(shown, echo);
    show(busy, step.busy());
    asker.setText(Texts.of("address.asks", step.server()));
    asked.ifPresent(it -> challenge.setText(it.text()));
    problem.show(step.problem().stream().toList(), "defect");
    show(problem, step.problem().isPresent());
    submit.setDisable(step.busy());
    fit();
    if (step.busy()) {
      return;
    }
    if (asked.isPresent()) {
      hidden.clear();
      shown.clear();
      open(echo ? shown : hidden);
    } else if (!isVisible() && !step.address().isEmpty()) {
      open(submit);
    } else {
      open(step.problem().isPresent() && user.getText().isEmpty() ? user : first(step));
    }
  }

  /**
   * At once: what is smaller after a layout than before would leave an empty place until another.
   */
  private void fit() {
    if (body.getWidth() > 0) {
      applyCss();
      fit(body.prefHeight(body.getWidth()));
    }
  }

  private void fit(double height) {
    scroll.setPrefViewportHeight(Math.ceil(height));
    scroll.setMinHeight(Math.min(LEAST, Math.ceil(height)));
  }

  private Node first(AddressStep step) {
    return step.problem().isPresent() && !user.getText().isEmpty() ? password : address;
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  private void submit() {
    if (hidden.isVisible() || shown.isVisible()) {
      TextField field = hidden.isVisible() ? hidden : shown;
      Secret response = Secret.ofText(field.getCharacters());
      field.clear();
      model.respond(response);
      return;
    }
    Optional<ImportSource.Login> login =
        user.getText().isBlank()
            ? Optional.empty()
            : Optional.of(
                new ImportSource.Login(
                    user.getText().strip(),
                    Secret.ofText(password.getCharacters()),
                    autologin.isSelected()));
    password.clear();
    model.ask(complete(address.getText().strip()), login);
  }

  /** The name of a server alone is meant to be one of the web. */
  private static String complete(String typed) {
    return typed.contains("://") ? typed : "https://" + typed;
  }

  @Override
  protected void cancelled() {
    model.cancel();
  }
}
