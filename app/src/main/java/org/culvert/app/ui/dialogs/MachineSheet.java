package org.culvert.app.ui.dialogs;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.diagnostics.DiagnosticsViewModel;
import org.culvert.app.ui.diagnostics.MachineLook;
import org.culvert.app.ui.fx.BarInMargin;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.imports.Defect;
import org.culvert.app.ui.text.Texts;
import org.culvert.app.ui.text.Unparted;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;

/** Says what {@code culvert doctor} says: what is to be mended first, what is in order last. */
public final class MachineSheet extends Sheet {
  private static final double TALLEST = 320;

  private final Words looking = new Words(Texts.of("machine.looking"));
  private final DefectRows bad = new DefectRows();
  private final DefectRows notes = new DefectRows();
  private final Words good = new Words();
  private final VBox found = new VBox(looking, bad, notes, good);
  private final ScrollPane scroll = new ScrollPane(found);
  private final Button close = new Button(Texts.of("machine.close"));
  private final DiagnosticsViewModel model;

  /** A closed sheet, which opens when somebody wants to know. */
  public MachineSheet(DiagnosticsViewModel model) {
    this.model = model;
    setId("machine-sheet");
    Words title = new Words(Texts.of("machine.title"));
    titled(title);
    looking.setId("machine-looking");
    bad.setId("machine-bad");
    notes.setId("machine-notes");
    good.setId("machine-good");
    good.getStyleClass().add("defect-hint");
    found.getStyleClass().add("machine-found");
    scroll.setId("machine-found");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setMinHeight(60);
    BarInMargin.onCard(scroll);
    found
        .heightProperty()
        .subscribe(height -> scroll.setPrefViewportHeight(Math.min(TALLEST, height.doubleValue())));
    close.setId("machine-close");
    close.getStyleClass().add("accent");
    close.setDefaultButton(true);
    close.setOnAction(_ -> cancelled());
    HBox buttons = new HBox(close);
    buttons.getStyleClass().add("sheet-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    card().getChildren().addAll(title, scroll, buttons);
    model.machineProperty().subscribe(this::show);
  }

  private void show(MachineLook look) {
    switch (look) {
      case MachineLook.Away _ -> close();
      case MachineLook.UnderWay _ -> {
        fill(List.of());
        show(looking, true);
        open(close);
      }
      case MachineLook.Found(List<Finding> findings) -> {
        fill(findings);
        show(looking, false);
      }
    }
  }

  private void fill(List<Finding> findings) {
    bad.show(defects(findings, Health.BAD), "error");
    notes.show(defects(findings, Health.NOTE), "warning");
    String inOrder =
        of(findings, Health.GOOD).map(Finding::subject).collect(Collectors.joining(", "));
    good.setText(inOrder.isEmpty() ? "" : Texts.of("machine.good", inOrder));
    show(bad, !bad.getChildren().isEmpty());
    show(notes, !notes.getChildren().isEmpty());
    show(good, !inOrder.isEmpty());
  }

  private static List<Defect> defects(List<Finding> findings, Health health) {
    return of(findings, health)
        .map(
            each ->
                new Defect(each.subject(), Unparted.of(each.text()), Unparted.of(each.remedy())))
        .toList();
  }

  private static Stream<Finding> of(List<Finding> findings, Health health) {
    return findings.stream().filter(each -> each.health() == health);
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  @Override
  protected void cancelled() {
    model.leaveMachine();
  }
}
