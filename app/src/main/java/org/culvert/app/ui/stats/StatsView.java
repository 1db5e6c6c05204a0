package org.culvert.app.ui.stats;

import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.culvert.app.settings.ScaleKind;
import org.culvert.app.state.Span;
import org.culvert.app.ui.fx.FxmlFile;
import org.culvert.app.ui.fx.OneOf;

/** Rates, totals and the chart. */
public final class StatsView extends VBox {
  @FXML private HBox rates;
  @FXML private Label rateIn;
  @FXML private Label rateOut;
  @FXML private Label totalIn;
  @FXML private Label totalOut;
  @FXML private HBox latencyRow;
  @FXML private Label latency;
  @FXML private Label latencyDetail;
  @FXML private HBox controls;
  @FXML private ToggleButton twoMinutes;
  @FXML private ToggleButton hour;
  @FXML private ToggleButton day;
  @FXML private ToggleButton linear;
  @FXML private ToggleButton logarithmic;
  @FXML private ThroughputChart chart;

  /** Loads its parts. */
  public StatsView() {
    FxmlFile.load(this);
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
  }
}
