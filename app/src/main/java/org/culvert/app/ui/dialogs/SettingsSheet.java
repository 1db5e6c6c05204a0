package org.culvert.app.ui.dialogs;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.culvert.app.ui.fx.BarInMargin;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.settings.SettingsViewModel;
import org.culvert.app.ui.text.Texts;

/** The settings: a page for all profiles, and one for the selected profile. */
public final class SettingsSheet extends Sheet {
  private final SettingsViewModel model;
  private final Words title = new Words(Texts.of("settings.title"));
  private final ToggleButton all = new ToggleButton(Texts.of("settings.all"));
  private final ToggleButton one = new ToggleButton();
  private final SegmentedButton pages = new SegmentedButton(all, one);
  private final VBox page = new VBox();
  private final Button close = new Button(Texts.of("settings.close"));
  private List<Node> ofAll = List.of();
  private final ScrollPane scroll = new ScrollPane(page);

  /** A closed sheet. */
  public SettingsSheet(SettingsViewModel model) {
    this.model = model;
    setId("settings-sheet");
    title.setId("settings-title");
    titled(title);
    all.setId("settings-all");
    one.setId("settings-one");
    one.setMaxWidth(230);
    one.setMnemonicParsing(false);
    one.textProperty().bind(model.profileProperty());
    pages.setAccessibleText(Texts.of("settings.pages"));
    all.setOnAction(_ -> show(false));
    one.setOnAction(_ -> show(true));
    page.setId("settings-page");
    page.getStyleClass().add("settings-page");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    BarInMargin.onCard(scroll);
    page.heightProperty()
        .subscribe(height -> scroll.setPrefViewportHeight(Math.ceil(height.doubleValue())));
    VBox.setVgrow(scroll, Priority.ALWAYS);
    close.setId("settings-close");
    close.setOnAction(_ -> cancelled());
    HBox buttons = new HBox(close);
    buttons.getStyleClass().add("sheet-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    card().setMaxWidth(520);
    card().getChildren().addAll(title, pages, scroll, buttons);
  }

  /**
   * Opens it.
   *
   * @param ofProfile whether at the page of the selected profile, where one is selected
   */
  public void open(boolean ofProfile) {
    if (ofAll.isEmpty()) {
      ofAll = SettingRows.ofAll(model);
    }
    String name = model.profileProperty().get();
    pages.setVisible(!name.isEmpty());
    pages.setManaged(!name.isEmpty());
    model.startAtLogin().look();
    boolean atProfile = ofProfile && !name.isEmpty();
    show(atProfile);
    open(name.isEmpty() ? close : atProfile ? one : all);
  }

  private void show(boolean ofProfile) {
    all.setSelected(!ofProfile);
    one.setSelected(ofProfile);
    // Those of the profile say what counts for all, which may be something else each time.
    page.getChildren().setAll(ofProfile ? SettingRows.ofProfile(model) : ofAll);
    scroll.setVvalue(0);
  }

  @Override
  protected void cancelled() {
    close();
  }
}
