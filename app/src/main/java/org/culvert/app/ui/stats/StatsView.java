package org.culvert.app.ui.stats;

import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.FxmlFile;

/** Rates, totals and the chart. */
public final class StatsView extends VBox {
  @FXML private HBox rates;
  @FXML private Label rateIn;
  @FXML private Label rateOut;
  @FXML private Label totalIn;
  @FXML private Label totalOut;
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
    chart.seriesProperty().bind(model.seriesProperty());
    chart.emptyTextProperty().bind(model.emptyTextProperty());
    chart.liveProperty().bind(model.liveProperty());
  }
}
