package org.culvert.app.ui.stats;

import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.culvert.app.settings.ScaleKind;
import org.culvert.app.state.Span;
import org.culvert.app.ui.fx.OneOf;
import org.culvert.app.ui.fx.Tagged;
import org.culvert.app.ui.fx.Unseen;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.text.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** Rates, totals and the chart. */
public final class StatsView extends VBox {
  private final Label rateIn = Tagged.with(new Label(), "rate-in", "rate-value");
  private final Label rateOut = Tagged.with(new Label(), "rate-out", "rate-value");
  private final Label totalIn = Tagged.with(new Words(), "total-in", "rate-total");
  private final Label totalOut = Tagged.with(new Words(), "total-out", "rate-total");
  private final HBox rates =
      Tagged.styled(
          new HBox(
              rate("rate-in", name("stats.in", "fth-arrow-down"), rateIn, totalIn),
              rate("rate-out", name("stats.out", "fth-arrow-up"), rateOut, totalOut)),
          "rates");
  private final Label latency = Tagged.with(new Label(), "latency", "latency-value");
  private final Label latencyDetail = Tagged.with(new Words(), "latency-detail", "rate-total");
  private final HBox latencyRow;
  private final ToggleButton twoMinutes =
      choice("chart-span-two-minutes", "chart.span.two-minutes", "chart.accessible.two-minutes");
  private final ToggleButton hour =
      choice("chart-span-hour", "chart.span.hour", "chart.accessible.hour");
  private final ToggleButton day =
      choice("chart-span-day", "chart.span.day", "chart.accessible.day");
  private final ToggleButton linear =
      choice("chart-scale-linear", "chart.scale.linear", "chart.scale.linear.accessible");
  private final ToggleButton logarithmic =
      choice(
          "chart-scale-logarithmic",
          "chart.scale.logarithmic",
          "chart.scale.logarithmic.accessible");
  private final HBox controls;
  private final ThroughputChart chart = Tagged.with(new ThroughputChart(), "chart");

  /** Nothing counted yet. */
  public StatsView() {
    Tagged.with(this, "stats", "card", "stats");
    latencyRow = latencyRow();
    controls = controls();
    setVgrow(chart, Priority.ALWAYS);
    getChildren().addAll(rates, latencyRow, controls, chart);
  }

  private static VBox rate(String style, Label name, Label rate, Label total) {
    VBox column = Tagged.styled(new VBox(name, rate, total), "rate", style);
    HBox.setHgrow(column, Priority.ALWAYS);
    return column;
  }

  private static Label name(String words, String icon) {
    return Tagged.styled(new Label(Texts.of(words), new FontIcon(icon)), "rate-name");
  }

  private HBox latencyRow() {
    Label name = name("stats.latency", "fth-activity");
    name.setMinWidth(USE_PREF_SIZE);
    latency.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(latencyDetail, Priority.ALWAYS);
    return Tagged.with(new HBox(name, latency, latencyDetail), "latency-row", "latency");
  }

  private HBox controls() {
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    return Tagged.styled(
        new HBox(
            choices("chart-span", "chart.span", twoMinutes, hour, day),
            between,
            choices("chart-scale", "chart.scale", linear, logarithmic)),
        "chart-controls");
  }

  private static SegmentedButton choices(String id, String accessible, ToggleButton... buttons) {
    SegmentedButton choices = Tagged.with(new SegmentedButton(buttons), id);
    choices.setAccessibleText(Texts.of(accessible));
    return choices;
  }

  private static ToggleButton choice(String id, String words, String accessible) {
    ToggleButton choice = Tagged.with(new ToggleButton(Texts.of(words)), id);
    choice.setMinWidth(USE_PREF_SIZE);
    choice.setAccessibleText(Texts.of(accessible));
    return choice;
  }

  /**
   * Shows a view model.
   *
   * @param watched whether it is in view
   */
  public void bind(StatsViewModel model, ObservableValue<Boolean> watched) {
    chart.watchedProperty().bind(watched);
    rateIn.textProperty().bind(model.rateInProperty());
    rateOut.textProperty().bind(model.rateOutProperty());
    totalIn.textProperty().bind(model.totalInProperty());
    totalOut.textProperty().bind(model.totalOutProperty());
    rates.visibleProperty().bind(model.countedProperty());
    rates.managedProperty().bind(model.countedProperty());
    latency.textProperty().bind(model.latencyProperty());
    latency.visibleProperty().bind(model.latencyProperty().isNotEmpty());
    latency.managedProperty().bind(latency.visibleProperty());
    latencyDetail.textProperty().bind(model.latencyDetailProperty());
    latencyRow.visibleProperty().bind(model.latencyDetailProperty().isNotEmpty());
    latencyRow.managedProperty().bind(latencyRow.visibleProperty());
    controls.visibleProperty().bind(model.chartedProperty());
    controls.managedProperty().bind(model.chartedProperty());
    OneOf.bind(
        model.spanProperty(), Map.of(Span.TWO_MINUTES, twoMinutes, Span.HOUR, hour, Span.DAY, day));
    OneOf.bind(
        model.scaleKindProperty(),
        Map.of(ScaleKind.LINEAR, linear, ScaleKind.LOGARITHMIC, logarithmic));
    chart.spanProperty().bind(model.spanProperty());
    chart.scaleKindProperty().bind(model.scaleKindProperty());
    chart.zoneProperty().set(model.zone());
    chart.momentProperty().bind(model.momentProperty());
    chart.historyProperty().bind(model.historyProperty());
    chart.emptyTextProperty().bind(model.emptyTextProperty());
    chart.liveProperty().bind(model.liveProperty());
    Unseen.leaveOut(this);
  }
}
