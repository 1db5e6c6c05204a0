package org.culvert.app.ui.connect;

import java.util.List;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.Tagged;
import org.culvert.app.ui.fx.Unseen;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.text.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** What was negotiated: four cells, and the rest behind "Details". */
public final class FactsView extends VBox {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  private final Label server = value("fact-server");
  private final Label serverDetail = detail("fact-server-detail");
  private final VBox serverCell = cell("fact.server", server, serverDetail);
  private final Label path = value("fact-path");
  private final Label pathReason = detail("fact-path-reason");
  private final Label pathFigures = Tagged.styled(detail("fact-path-figures"), "fact-figures");
  private final VBox pathCell = cell("fact.path", path, pathReason, pathFigures);
  private final Label tunnel = value("fact-tunnel");
  private final VBox tunnelCell = cell("fact.tunnel", tunnel);
  private final Label encryption = value("fact-cipher");
  private final Label encryptionDetail = detail("fact-tls");
  private final VBox encryptionCell = cell("fact.encryption", encryption, encryptionDetail);
  private final GridPane cells = Tagged.styled(new GridPane(), "fact-cells");
  private final FontIcon detailsIcon = new FontIcon("fth-chevron-right");
  private final ToggleButton detailsToggle =
      Tagged.with(new ToggleButton(Texts.of("facts.details")), "details-toggle", "disclosure");
  private final WayView way = Tagged.with(new WayView(), "way");
  private final GridPane details = Tagged.with(new GridPane(), "details", "details");
  private final VBox more = Tagged.styled(new VBox(way, details), "more");

  private int columns = 2;

  /** Nothing known yet. */
  public FactsView() {
    Tagged.with(this, "facts", "card", "facts");
    cells.getChildren().addAll(serverCell, pathCell, tunnelCell, encryptionCell);
    detailsToggle.setGraphic(detailsIcon);
    getChildren().addAll(cells, detailsToggle, more);
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

  private static Label value(String id) {
    return Tagged.with(new Words(), id, "fact-value");
  }

  private static Label detail(String id) {
    return Tagged.with(new Words(), id, "fact-detail");
  }

  private static VBox cell(String name, Label... lines) {
    VBox cell =
        Tagged.styled(new VBox(Tagged.styled(new Label(Texts.of(name)), "fact-name")), "fact");
    cell.getChildren().addAll(lines);
    return cell;
  }

  /** Shows a view model. */
  public void bind(ConnectViewModel model) {
    model.factsProperty().subscribe(this::show);
    model.pathFiguresProperty().subscribe(text -> set(pathFigures, text));
    model.factsCurrentProperty().subscribe(current -> pseudoClassStateChanged(STALE, !current));
    for (Pane pane : List.of(this, cells, serverCell, pathCell, encryptionCell)) {
      Unseen.leaveOut(pane);
    }
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

  private static void known(Node node, boolean known) {
    node.setVisible(known);
    node.setManaged(known);
  }
}
