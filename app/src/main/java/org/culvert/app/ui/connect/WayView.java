package org.culvert.app.ui.connect;

import java.util.stream.Collectors;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.Words;
import org.kordamp.ikonli.javafx.FontIcon;

/** The stops of a way, with arrows between them; takes several lines where there is no room. */
public final class WayView extends FlowPane {
  /** Shows nothing yet. */
  public WayView() {
    getStyleClass().add("way");
    setAccessibleRole(AccessibleRole.TEXT);
    show(new TunnelWay(java.util.List.of()));
  }

  /** Shows a way. */
  public void show(TunnelWay way) {
    getChildren().clear();
    for (TunnelWay.Stop stop : way.stops()) {
      getChildren().add(stop(stop, getChildren().isEmpty()));
    }
    setAccessibleText(
        way.stops().stream()
            .map(stop -> (stop.name() + " " + stop.detail()).strip())
            .collect(Collectors.joining(" → ")));
    setVisible(!way.stops().isEmpty());
    setManaged(!way.stops().isEmpty());
  }

  /** An arrow stays with what it points to. */
  private static HBox stop(TunnelWay.Stop stop, boolean first) {
    FontIcon icon =
        new FontIcon(
            switch (stop.kind()) {
              case HERE -> "fth-monitor";
              case PROXY -> "fth-shuffle";
              case SERVER -> "fth-server";
              case NETWORKS -> "fth-globe";
            });
    Words name = new Words(stop.name());
    name.getStyleClass().add("way-name");
    Words detail = new Words(stop.detail());
    detail.getStyleClass().add("fact-detail");
    VBox words = stop.detail().isEmpty() ? new VBox(name) : new VBox(name, detail);
    words.getStyleClass().add("way-words");
    HBox row = new HBox();
    row.getStyleClass().add("way-stop");
    if (!first) {
      FontIcon arrow = new FontIcon("fth-arrow-right");
      arrow.getStyleClass().add("way-arrow");
      row.getChildren().add(arrow);
    }
    row.getChildren().addAll(icon, words);
    return row;
  }
}
