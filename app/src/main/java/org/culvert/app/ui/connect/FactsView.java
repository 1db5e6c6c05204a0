package org.culvert.app.ui.connect;

import java.util.List;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.FxmlFile;
import org.culvert.app.ui.fx.Words;
import org.kordamp.ikonli.javafx.FontIcon;

/** What was negotiated: four cells, and the rest behind "Details". */
public final class FactsView extends VBox {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  @FXML private GridPane cells;
  @FXML private VBox serverCell;
  @FXML private VBox tunnelCell;
  @FXML private VBox encryptionCell;
  @FXML private VBox pathCell;
  @FXML private Label server;
  @FXML private Label serverDetail;
  @FXML private Label tunnel;
  @FXML private Label encryption;
  @FXML private Label encryptionDetail;
  @FXML private Label path;
  @FXML private Label pathReason;
  @FXML private Label pathFigures;
  @FXML private ToggleButton detailsToggle;
  @FXML private FontIcon detailsIcon;
  @FXML private VBox more;
  @FXML private WayView way;
  @FXML private GridPane details;

  private int columns = 2;

  /** Loads its parts. */
  public FactsView() {
    FxmlFile.load(this);
    detailsToggle
        .selectedProperty()
        .subscribe(
            open -> {
              known(more, open);
              detailsIcon.setIconLiteral(open ? "fth-chevron-down" : "fth-chevron-right");
              if (open) {
                Platform.runLater(this::reveal);
              }
            });
    columns(2);
  }

  /** Shows a view model. */
  public void bind(ConnectViewModel model) {
    model.factsProperty().subscribe(this::show);
    model.pathFiguresProperty().subscribe(text -> set(pathFigures, text));
    model.factsCurrentProperty().subscribe(current -> pseudoClassStateChanged(STALE, !current));
  }

  /** One column in a narrow window, else two. */
  public void columns(int count) {
    columns = count;
    arrange();
    cells.getColumnConstraints().clear();
    for (int i = 0; i < count; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / count);
      column.setHgrow(Priority.ALWAYS);
      cells.getColumnConstraints().add(column);
    }
  }

  /** One after the other: what is not known leaves no hole. */
  private void arrange() {
    int place = 0;
    for (VBox cell : List.of(serverCell, pathCell, tunnelCell, encryptionCell)) {
      if (cell.isManaged()) {
        GridPane.setConstraints(cell, place % columns, place / columns);
        place++;
      }
    }
  }

  /** Brings the details into view; of what is too long, its beginning. */
  private void reveal() {
    for (Node at = getParent(); at != null; at = at.getParent()) {
      if (at instanceof ScrollPane pane && pane.getContent() != null) {
        pane.applyCss();
        pane.layout();
        Node content = pane.getContent();
        Bounds toggle =
            content.sceneToLocal(detailsToggle.localToScene(detailsToggle.getLayoutBounds()));
        double hidden =
            content.getLayoutBounds().getHeight() - pane.getViewportBounds().getHeight();
        if (hidden > 0) {
          pane.setVvalue(Math.min(1, toggle.getMinY() / hidden));
        }
        return;
      }
    }
  }

  private void show(SessionFacts facts) {
    setVisible(!facts.isEmpty());
    setManaged(!facts.isEmpty());
    set(server, facts.server());
    set(serverDetail, facts.serverDetail());
    set(tunnel, facts.tunnelAddresses());
    set(encryption, facts.encryption());
    set(encryptionDetail, facts.encryptionDetail());
    set(path, facts.dataPath());
    set(pathReason, facts.dataPathReason());
    known(tunnelCell, !facts.tunnelAddresses().isEmpty());
    known(encryptionCell, !facts.encryption().isEmpty());
    known(pathCell, !facts.dataPath().isEmpty());
    arrange();
    known(detailsToggle, !facts.details().isEmpty());
    way.show(facts.way());
    details.getChildren().clear();
    int row = 0;
    for (SessionFacts.Fact fact : facts.details()) {
      Label factName = new Label(fact.name());
      factName.getStyleClass().add("detail-name");
      factName.setMinWidth(USE_PREF_SIZE);
      Words value = new Words(fact.value());
      value.getStyleClass().add("detail-value");
      GridPane.setValignment(factName, VPos.TOP);
      GridPane.setHgrow(value, Priority.ALWAYS);
      details.addRow(row++, factName, value);
    }
  }

  private static void set(Label label, String text) {
    label.setText(text);
    known(label, !text.isEmpty());
  }

  private static void known(javafx.scene.Node node, boolean known) {
    node.setVisible(known);
    node.setManaged(known);
  }
}
