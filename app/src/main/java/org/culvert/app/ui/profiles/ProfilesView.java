package org.culvert.app.ui.profiles;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.culvert.app.ui.fx.IconButton;
import org.culvert.app.ui.fx.Tagged;
import org.culvert.app.ui.text.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The list at the side. */
public final class ProfilesView extends VBox {
  private final Button appearance = Tagged.with(new Button(), "appearance", "icon-button");
  private final Button settings =
      IconButton.of(new Button(), "settings", "fth-settings", "settings.open", "settings.open.tip");
  private final MenuButton importButton =
      IconButton.of(new MenuButton(), "import", "fth-plus", "profiles.import", "profiles.import");
  private final CustomTextField search = Tagged.with(new CustomTextField(), "search", "search");
  private final ListView<ProfileItem> list =
      Tagged.with(new ListView<>(), "profile-list", "profile-list");

  private boolean following;

  /** An empty list. */
  public ProfilesView() {
    Tagged.with(this, "profiles", "sidebar");
    search.setLeft(new FontIcon("fth-search"));
    search.setPromptText(Texts.of("profiles.search"));
    search.setAccessibleText(Texts.of("profiles.search"));
    list.setAccessibleText(Texts.of("profiles.list"));
    list.setPlaceholder(new Label(Texts.of("profiles.search.none")));
    setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(head(), search, list);
  }

  private HBox head() {
    Label title = Tagged.styled(new Label(Texts.of("profiles.title")), "sidebar-title");
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    return Tagged.styled(
        new HBox(title, between, appearance, settings, importButton), "sidebar-head");
  }

  /** What the list asks the window to do. */
  public interface Actions {
    /** The ways to import profiles. */
    List<MenuItem> imports();

    /** Opens the profile's text. */
    void edit(ProfileItem item);

    /** Asks where to, and writes the profile there. */
    void export(ProfileItem item);

    /** The user wants to see the settings. */
    void settings();

    /** The user wants to see the selected profile. */
    void open();

    /** The user wants to connect the selected profile. */
    void connect();
  }

  /** Shows a view model. */
  public void bind(ProfilesViewModel model, ManageViewModel manage, Actions actions) {
    settings.setOnAction(_ -> actions.settings());
    importButton.getItems().setAll(actions.imports());
    list.setCellFactory(_ -> new ProfileCell(manage::place));
    contextMenu(model, manage, actions);
    search.textProperty().bindBidirectional(model.queryProperty());
    model
        .searchUseful()
        .subscribe(
            shown -> {
              search.setVisible(shown);
              search.setManaged(shown);
            });
    search.setOnKeyPressed(event -> searchKey(event, actions));
    list.setItems(model.shown());
    model.selectedProperty().subscribe(this::select);
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            item -> {
              if (item != null && !following) {
                model.choose(item);
              }
            });
    list.setOnKeyPressed(event -> listKey(event, model, actions));
    list.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY && !list.getSelectionModel().isEmpty()) {
            if (event.getClickCount() == 2) {
              actions.connect();
            }
            actions.open();
          }
        });
    // The list itself hears of the change too; it must have done so before it can select.
    model.shown().subscribe(() -> Platform.runLater(() -> select(model.selectedProperty().get())));
  }

  private void contextMenu(ProfilesViewModel model, ManageViewModel manage, Actions actions) {
    ProfileMenu menu =
        new ProfileMenu(
            "context", manage, model.selectedProperty()::get, actions::edit, actions::export);
    MenuItem remove = new MenuItem(Texts.of("profiles.remove"));
    remove.setId("context-remove");
    remove.setOnAction(
        _ -> Optional.ofNullable(model.selectedProperty().get()).ifPresent(model::remove));
    ContextMenu context = new ContextMenu();
    context.setId("profile-context");
    context.getItems().setAll(menu.items());
    context.getItems().addAll(new SeparatorMenuItem(), remove);
    context.setOnShowing(
        _ -> {
          menu.refresh();
          ProfileItem item = model.selectedProperty().get();
          remove.setDisable(item == null || !model.removable(item));
        });
    list.setContextMenu(context);
    // The list takes this key for itself, to edit a cell.
    list.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          ProfileItem item = list.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.F2 && item != null) {
            event.consume();
            manage.beginRename(item);
          }
        });
  }

  /** The button that changes between light and dark. */
  public Button appearanceButton() {
    return appearance;
  }

  /** Puts the cursor into the search field, or the focus on the list when there is none. */
  public void focusSearch() {
    if (search.isVisible()) {
      search.requestFocus();
      search.selectAll();
    } else {
      list.requestFocus();
    }
  }

  /** Puts the focus on the list. */
  public void focusList() {
    list.requestFocus();
  }

  private void select(@Nullable ProfileItem item) {
    following = true;
    if (item == null) {
      list.getSelectionModel().clearSelection();
    } else if (list.getSelectionModel().getSelectedItem() != item) {
      list.getSelectionModel().clearSelection();
      if (list.getItems().contains(item)) {
        list.getSelectionModel().select(item);
        list.scrollTo(item);
      }
    }
    following = false;
  }

  private void searchKey(KeyEvent event, Actions actions) {
    switch (event.getCode()) {
      case ESCAPE -> search.clear();
      case DOWN -> {
        // As the Tab key would, so that the row shows where the keyboard is.
        search.requestFocusTraversal(TraversalDirection.DOWN);
        if (!list.isFocused()) {
          list.requestFocus();
        }
        if (list.getSelectionModel().isEmpty()) {
          list.getSelectionModel().selectFirst();
        }
      }
      case ENTER -> {
        if (list.getSelectionModel().isEmpty()) {
          list.getSelectionModel().selectFirst();
        }
        actions.open();
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Keys mean what the list shows as selected, never a profile that a search has hidden. */
  private void listKey(KeyEvent event, ProfilesViewModel model, Actions actions) {
    ProfileItem item = list.getSelectionModel().getSelectedItem();
    if (item == null || item != model.selectedProperty().get()) {
      return;
    }
    if (event.getCode() == KeyCode.ENTER) {
      actions.open();
      actions.connect();
      event.consume();
    } else if (event.getCode() == KeyCode.SPACE) {
      actions.open();
      event.consume();
    } else if (event.getCode() == KeyCode.DELETE) {
      model.remove(item);
      event.consume();
    }
  }
}
