package org.culvert.app.ui.dialogs;

import java.util.Comparator;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.BarInMargin;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.imports.ImportRow;
import org.culvert.app.ui.imports.ImportViewModel;
import org.culvert.app.ui.text.Texts;

/** Shows profiles before they are imported: one with all that is known of it, or a list. */
public final class ImportSheet extends Sheet {
  private static final double ROW = 48;
  private static final double MOST_ROWS = 4;
  private static final double TALLEST = 330;

  private final Words title = new Words();
  private final Words text = new Words();
  private final ListView<ImportRow> list = new ListView<>();
  private final ImportDetail detail;
  private final ScrollPane scroll;
  private final RadioButton keep = new RadioButton(Texts.of("import.keep"));
  private final RadioButton replace = new RadioButton(Texts.of("import.replace"));
  private final Words taken = new Words();
  private final VBox choice = new VBox(taken, keep, replace);
  private final Words failure = new Words();
  private final Button cancel = new Button(Texts.of("question.cancel"));
  private final Button accept = new Button(Texts.of("import.accept"));
  private final ImportViewModel model;

  /** A closed sheet, which opens when there are profiles to look at. */
  public ImportSheet(ImportViewModel model) {
    this.model = model;
    detail = new ImportDetail(model::pathChosen);
    scroll = new ScrollPane(detail);
    setId("import-sheet");
    card().setMaxWidth(520);
    title.setId("import-title");
    titled(title);
    text.setId("import-text");
    text.getStyleClass().add("sheet-text");
    list.setId("import-list");
    list.setAccessibleText(Texts.of("import.list"));
    list.getStyleClass().add("import-list");
    list.setFixedCellSize(ROW);
    list.setItems(model.rows());
    list.setCellFactory(_ -> new ImportCell());
    list.getSelectionModel().selectedItemProperty().subscribe(detail::show);
    model.kernelProperty().subscribe(detail::kernel);
    scroll.setId("import-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    BarInMargin.onCard(scroll);
    scroll.setMinHeight(60);
    detail.heightProperty().subscribe(this::fit);
    list.visibleProperty().subscribe(this::fit);
    choice();
    failure.setId("import-failure");
    failure.getStyleClass().add("sheet-reason");
    failure.textProperty().bind(model.failureProperty());
    failure.textProperty().subscribe(words -> show(failure, !words.isEmpty()));
    cancel.setId("import-cancel");
    cancel.setOnAction(_ -> model.cancel());
    accept.setId("import-accept");
    accept.getStyleClass().add("accent");
    accept.setOnAction(_ -> model.accept());
    HBox buttons = new HBox(cancel, accept);
    buttons.getStyleClass().add("sheet-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    card().getChildren().addAll(title, text, list, scroll, choice, failure, buttons);
    addEventFilter(KeyEvent.KEY_PRESSED, this::enter);
    model.rows().addListener((ListChangeListener<ImportRow>) this::changed);
  }

  /** Beside a list it leaves room for that. */
  private void fit() {
    double height = detail.getHeight();
    scroll.setPrefViewportHeight(list.isVisible() ? Math.min(TALLEST, height) : height);
  }

  private void choice() {
    ToggleGroup group = new ToggleGroup();
    keep.setId("import-keep");
    keep.setToggleGroup(group);
    keep.setWrapText(true);
    keep.setMinHeight(USE_PREF_SIZE);
    replace.setId("import-replace");
    replace.setToggleGroup(group);
    replace.setWrapText(true);
    replace.setMinHeight(USE_PREF_SIZE);
    taken.setId("import-taken");
    choice.setId("import-choice");
    choice.getStyleClass().add("import-choice");
    choice.setMinHeight(USE_PREF_SIZE);
    replace.selectedProperty().bindBidirectional(model.replacingProperty());
    model.replacingProperty().subscribe(now -> keep.setSelected(!now));
  }

  /** Imports, or closes where there is nothing to import; a focused button is pressed itself. */
  private void enter(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      event.consume();
      (event.getTarget() instanceof Button focused ? focused : accept.isVisible() ? accept : cancel)
          .fire();
    }
  }

  private void changed(ListChangeListener.Change<? extends ImportRow> change) {
    boolean others = false;
    while (change.next()) {
      others |= !change.wasUpdated();
    }
    List<? extends ImportRow> rows = change.getList();
    if (rows.isEmpty()) {
      detail.show(null);
      close();
      return;
    }
    describe(rows);
    if (others) {
      list.getSelectionModel().select(first(rows));
      list.scrollTo(first(rows));
      show(list, rows.size() > 1);
      list.setPrefHeight(ROW * Math.min(rows.size(), MOST_ROWS) + 14);
      open(rows.size() > 1 ? list : accept.isVisible() ? detail.name() : cancel);
    }
  }

  /** What is wrong is worth seeing first. */
  private static ImportRow first(List<? extends ImportRow> rows) {
    return rows.stream().min(Comparator.comparing(ImportRow::status)).orElseThrow();
  }

  private void describe(List<? extends ImportRow> rows) {
    int good = model.importable().get();
    long bad = count(rows, ImportRow.Status.BAD);
    ImportRow only = rows.getFirst();
    if (rows.size() > 1) {
      title.setText(Texts.of("import.title.many", rows.size()));
    } else {
      title.setText(
          switch (only.status()) {
            case BAD -> Texts.of("rejected.title.one", only.preview().file());
            case SAME -> Texts.of("import.title.same");
            case TAKEN, WARNED, FINE -> Texts.of("import.title.one");
          });
    }
    text.setText(summary(rows, bad));
    show(text, !text.getText().isEmpty());
    choose(rows);
    boolean something = rows.stream().anyMatch(row -> canBeWanted(row.status()));
    show(accept, something);
    accept.setDisable(good == 0);
    accept.setText(
        rows.size() == 1 ? Texts.of("import.accept") : Texts.of("import.accept.many", good));
    cancel.setText(Texts.of(something ? "question.cancel" : "rejected.close"));
  }

  /** It may stand below another profile: it names the one that it is about. */
  private void choose(List<? extends ImportRow> rows) {
    List<String> names =
        rows.stream()
            .filter(row -> row.status() == ImportRow.Status.TAKEN)
            .map(row -> row.nameProperty().get().strip())
            .toList();
    taken.setText(
        names.size() == 1
            ? Texts.of("import.taken", names.getFirst())
            : Texts.of("import.taken.many", names.size()));
    show(choice, !names.isEmpty());
  }

  private static boolean canBeWanted(ImportRow.Status status) {
    return status.compareTo(ImportRow.Status.SAME) > 0;
  }

  private static String summary(List<? extends ImportRow> rows, long bad) {
    if (rows.size() == 1) {
      return bad == 1 ? Texts.of("rejected.text") : "";
    }
    long same = count(rows, ImportRow.Status.SAME);
    return String.join(
        " ",
        List.of(
                Texts.of("import.some.good", rows.size() - bad - same),
                bad == 0 ? "" : Texts.of("import.some.bad", bad),
                same == 0 ? "" : Texts.of("import.some.same", same))
            .stream()
            .filter(part -> !part.isEmpty())
            .toList());
  }

  private static long count(List<? extends ImportRow> rows, ImportRow.Status status) {
    return rows.stream().filter(row -> row.status() == status).count();
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  @Override
  protected void cancelled() {
    model.cancel();
  }
}
