package org.culvert.app.ui.totals;

import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.Banner;
import org.culvert.app.ui.fx.FileSaveDialog;
import org.culvert.app.ui.fx.SaveDialog;
import org.culvert.app.ui.fx.Tagged;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.text.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** What today, a week and a month brought, and the days one by one. */
public final class TotalsView extends VBox {
  /** What most names of days need: the bars of most lists begin at the same place. */
  private static final double DAY_NAME = 92;

  private final Banner trouble = Tagged.with(new Banner(), "totals-banner");
  private final Label todayIn = in("today-in");
  private final Label todayOut = out("today-out");
  private final Label weekIn = in("week-in");
  private final Label weekOut = out("week-out");
  private final Label monthIn = in("month-in");
  private final Label monthOut = out("month-out");
  private final Button export =
      Tagged.with(
          new Button(Texts.of("totals.export.button"), new FontIcon("fth-download")),
          "totals-export",
          "quiet-button");
  private final ListView<DayRow> days =
      Tagged.with(new ListView<>(), "totals-days", "card", "log-list");

  private final DoubleProperty dayNames = new SimpleDoubleProperty(this, "dayNames", DAY_NAME);

  /** Holds on to what it is bound to, which nobody else may. */
  private final BooleanProperty inView = new SimpleBooleanProperty(this, "inView", false);

  private SaveDialog saveDialog =
      new FileSaveDialog(Texts.of("totals.export"), Texts.of("totals.export.files"), "*.csv");

  /** Nothing counted yet. */
  public TotalsView() {
    Tagged.styled(this, "totals");
    HBox figures =
        Tagged.styled(
            new HBox(
                figure("totals.today", todayIn, todayOut),
                figure("totals.week", weekIn, weekOut),
                figure("totals.month", monthIn, monthOut)),
            "card",
            "totals-figures");
    days.setAccessibleText(Texts.of("totals.list"));
    setVgrow(days, Priority.ALWAYS);
    getChildren().addAll(trouble, figures, bar(), days);
    Label none = new Label(Texts.of("totals.empty"));
    none.setWrapText(true);
    days.setPlaceholder(none);
    days.setCellFactory(_ -> new DayCell(dayNames));
  }

  private static Label in(String id) {
    return Tagged.with(new Label("", new FontIcon("fth-arrow-down")), id, "totals-value", "in");
  }

  private static Label out(String id) {
    return Tagged.with(new Label("", new FontIcon("fth-arrow-up")), id, "totals-value", "out");
  }

  private static VBox figure(String name, Label in, Label out) {
    Label title = Tagged.styled(new Label(Texts.of(name)), "rate-name");
    VBox figure = Tagged.styled(new VBox(title, in, out), "totals-figure");
    HBox.setHgrow(figure, Priority.ALWAYS);
    return figure;
  }

  private HBox bar() {
    Words note = Tagged.styled(new Words(Texts.of("totals.note")), "fact-detail");
    note.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(note, Priority.ALWAYS);
    export.setMinWidth(USE_PREF_SIZE);
    export.setTooltip(new Tooltip(Texts.of("totals.export.tip")));
    return Tagged.styled(new HBox(note, export), "totals-bar");
  }

  /**
   * Shows a view model.
   *
   * @param watched whether it is in view
   * @param say tells the user that something was done
   */
  public void bind(TotalsViewModel model, ObservableValue<Boolean> watched, Consumer<String> say) {
    inView.bind(watched);
    inView.subscribe(model::watched);
    days.setItems(model.rows());
    bind(model.todayProperty(), todayIn, todayOut);
    bind(model.weekProperty(), weekIn, weekOut);
    bind(model.monthProperty(), monthIn, monthOut);
    export.disableProperty().bind(model.exportableProperty().not());
    export.setOnAction(
        _ ->
            saveDialog
                .ask(getScene().getWindow(), model.exportName())
                .ifPresent(file -> model.export(file, say)));
    model.warningProperty().subscribe(this::tell);
  }

  /** Asks another way, as tests do: the desktop's dialog is not ours. */
  void askWith(SaveDialog dialog) {
    saveDialog = dialog;
  }

  private void tell(TotalsViewModel.Warning warning) {
    if (warning.what().isEmpty()) {
      trouble.hide();
    } else {
      trouble.show("warning", warning.what(), warning.more());
    }
  }

  private static void bind(ObservableValue<TotalsViewModel.Figure> figure, Label in, Label out) {
    figure.subscribe(
        now -> {
          in.setText(now.in());
          out.setText(now.out());
        });
  }
}
