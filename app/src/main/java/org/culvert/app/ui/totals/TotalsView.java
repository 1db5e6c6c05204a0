package org.culvert.app.ui.totals;

import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.Banner;
import org.culvert.app.ui.fx.FileSaveDialog;
import org.culvert.app.ui.fx.FxmlFile;
import org.culvert.app.ui.fx.SaveDialog;
import org.culvert.app.ui.text.Texts;

/** What today, a week and a month brought, and the days one by one. */
public final class TotalsView extends VBox {
  @FXML private Banner trouble;
  @FXML private Label todayIn;
  @FXML private Label todayOut;
  @FXML private Label weekIn;
  @FXML private Label weekOut;
  @FXML private Label monthIn;
  @FXML private Label monthOut;
  @FXML private Button export;
  @FXML private ListView<DayRow> days;

  /** Holds on to what it is bound to, which nobody else may. */
  private final BooleanProperty inView = new SimpleBooleanProperty(this, "inView", false);

  private SaveDialog saveDialog =
      new FileSaveDialog(Texts.of("totals.export"), Texts.of("totals.export.files"), "*.csv");

  /** Loads its parts. */
  public TotalsView() {
    FxmlFile.load(this);
    Label none = new Label(Texts.of("totals.empty"));
    none.setWrapText(true);
    days.setPlaceholder(none);
    days.setCellFactory(_ -> new DayCell());
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
