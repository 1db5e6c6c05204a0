package org.culvert.app.ui.stats;

import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.FxmlFile;

/** Rates, totals and the chart. */
public final class StatsView extends VBox {
  @FXML private Label rateIn;
  @FXML private Label rateOut;
  @FXML private Label totalIn;
  @FXML private Label totalOut;
  @FXML private ThroughputChart chart;

  /** Loads its parts. */
  public StatsView() {
    FxmlFile.load(this);
  }

  /** Shows a view model. */
  public void bind(StatsViewModel model) {
    rateIn.textProperty().bind(model.rateInProperty());
    rateOut.textProperty().bind(model.rateOutProperty());
    totalIn.textProperty().bind(model.totalInProperty());
    totalOut.textProperty().bind(model.totalOutProperty());
    chart.seriesProperty().bind(model.seriesProperty());
    chart.liveProperty().bind(model.liveProperty());
  }
}
