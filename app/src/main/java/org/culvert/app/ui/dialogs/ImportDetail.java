package org.culvert.app.ui.dialogs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.imports.ImportPreview;
import org.culvert.app.ui.imports.ImportRow;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.jspecify.annotations.Nullable;

/** All that is known of a profile before it is imported; its name can be changed here. */
final class ImportDetail extends VBox {
  private static final int MOST_SERVERS = 3;

  private final Supplier<DataPathChoice> pathChosen;
  private final TextField name = new TextField();
  private final Words same = new Words();
  private final VBox field;
  private final Words servers = fact("import-servers");
  private final Words signIn = fact("import-sign-in");
  private final Words path = fact("import-path");
  private final Words why = new Words();
  private final VBox facts;
  private final DefectRows defects = new DefectRows();
  private @Nullable StringProperty bound;
  private Optional<ImportPreview.ExpectedPath> expected = Optional.empty();
  private Optional<Diagnosis> kernel = Optional.empty();

  /**
   * @param pathChosen what the user chose
   */
  ImportDetail(Supplier<DataPathChoice> pathChosen) {
    this.pathChosen = pathChosen;
    getStyleClass().add("import-detail");
    name.setId("import-name");
    name.setAccessibleText(Texts.plain("import.name"));
    same.setId("import-same");
    why.setId("import-path-reason");
    why.getStyleClass().add("defect-hint");
    defects.setId("import-defects");
    Label label = label("import.name");
    label.setMnemonicParsing(true);
    label.setLabelFor(name);
    field = new VBox(label, name);
    field.getStyleClass().add("field");
    VBox expected = new VBox(path, why);
    facts =
        new VBox(
            new VBox(label("import.servers"), servers),
            new VBox(label("import.sign-in"), signIn),
            new VBox(label("import.path"), expected));
    facts.getStyleClass().add("import-facts");
    getChildren().addAll(same, field, facts, defects);
  }

  /** Says which data path is expected by what the helper finds of the kernel, once it does. */
  void kernel(Optional<Diagnosis> found) {
    kernel = found;
    showPath();
  }

  /** Where its name is written. */
  TextField name() {
    return name;
  }

  /** Shows a profile, or nothing. */
  void show(@Nullable ImportRow row) {
    if (bound != null) {
      name.textProperty().unbindBidirectional(bound);
      bound = null;
    }
    if (row == null) {
      defects.getChildren().clear();
      return;
    }
    boolean wanted = row.status().compareTo(ImportRow.Status.SAME) > 0;
    show(field, wanted);
    if (wanted) {
      bound = row.nameProperty();
      name.textProperty().bindBidirectional(bound);
    }
    show(same, row.status() == ImportRow.Status.SAME);
    show(facts, row.preview() instanceof ImportPreview.Good);
    if (row.preview() instanceof ImportPreview.Good good) {
      show(good);
    }
    defects.show(row.defects(), row.preview() instanceof ImportPreview.Bad ? "defect" : "warning");
    show(defects, !row.defects().isEmpty());
  }

  private void show(ImportPreview.Good good) {
    good.same().ifPresent(name -> same.setText(Texts.of("import.same", name)));
    List<String> shown = new ArrayList<>(good.servers().stream().limit(MOST_SERVERS).toList());
    if (good.servers().size() > MOST_SERVERS) {
      shown.add(Texts.of("import.servers.more", good.servers().size() - MOST_SERVERS));
    }
    servers.setText(String.join("\n", shown));
    signIn.setText(words(good.signIn()));
    expected = Optional.of(good.path());
    showPath();
  }

  private void showPath() {
    expected.ifPresent(
        it -> {
          switch (pathChosen.get()) {
            case USERSPACE -> showPath(it.inUserspace());
            case AUTO -> showPath(kernel.map(it::on).orElse(it.byProfile()));
            case KERNEL -> showKernelOrNone(it.insisting(kernel));
          }
          boolean asked = pathChosen.get() != DataPathChoice.USERSPACE && it.dependsOnKernel();
          if (asked && kernel.isEmpty()) {
            why.setText(why.getText() + "\n" + Texts.of("import.path.later"));
          }
        });
  }

  private void showKernelOrNone(DataPathInfo now) {
    showPath(now);
    if (now.kind().equals("userspace")) {
      path.setText(Texts.of("import.path.none"));
      why.setText(Texts.of("import.path.none.why") + "\n" + why.getText());
    }
  }

  private void showPath(DataPathInfo now) {
    path.setText(Texts.of("path." + now.kind()));
    why.setText(Texts.of(now));
  }

  private static String words(ImportPreview.SignIn signIn) {
    String base =
        signIn.password()
            ? signIn.certificate() ? "import.sign-in.both" : "import.sign-in.password"
            : signIn.certificate() ? "import.sign-in.certificate" : "import.sign-in.nothing";
    String saved = signIn.saved() ? " " + Texts.of("import.sign-in.saved") : "";
    String challenge =
        signIn
            .challenge()
            .map(text -> "\n" + Texts.of("import.sign-in.challenge", text))
            .orElse("");
    return Texts.of(base) + saved + challenge;
  }

  private static Words fact(String id) {
    Words words = new Words();
    words.setId(id);
    return words;
  }

  private static Label label(String key) {
    Label label = new Label(Texts.of(key));
    label.getStyleClass().addAll("field-name", "muted");
    return label;
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
