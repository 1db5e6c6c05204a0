package org.culvert.app.ui.profiles;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.culvert.app.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** What can be done with a profile, for its context menu and for the menu beside its name. */
public final class ProfileMenu {
  private final ManageViewModel model;
  private final Supplier<@Nullable ProfileItem> profile;
  private final MenuItem favourite;
  private final MenuItem up;
  private final MenuItem down;
  private final List<MenuItem> items;

  /**
   * Items that can be put into one menu.
   *
   * @param where begins the ids of the items
   * @param profile which one it is about
   * @param edit opens its text
   * @param export asks where to, and writes the file
   */
  public ProfileMenu(
      String where,
      ManageViewModel model,
      Supplier<@Nullable ProfileItem> profile,
      Consumer<ProfileItem> edit,
      Consumer<ProfileItem> export) {
    this.model = model;
    this.profile = profile;
    favourite = item(where, "favourite", control(KeyCode.B), model::toggleFavourite);
    up = item(where, "up", alt(KeyCode.UP), it -> model.move(it, -1));
    down = item(where, "down", alt(KeyCode.DOWN), it -> model.move(it, 1));
    items =
        List.of(
            item(where, "edit", control(KeyCode.E), edit),
            item(where, "rename", new KeyCodeCombination(KeyCode.F2), model::beginRename),
            item(where, "duplicate", control(KeyCode.D), model::duplicate),
            item(where, "export", control(KeyCode.S), export),
            new SeparatorMenuItem(),
            favourite,
            up,
            down);
  }

  /** The items. */
  public List<MenuItem> items() {
    return items;
  }

  /** Fits them to the profile that it is about now; to be called before the menu shows. */
  public void refresh() {
    Optional<ProfileItem> now = Optional.ofNullable(profile.get());
    boolean can = now.filter(model::manageable).isPresent();
    items.forEach(item -> item.setDisable(!can));
    up.setDisable(now.filter(it -> model.movable(it, -1)).isEmpty());
    down.setDisable(now.filter(it -> model.movable(it, 1)).isEmpty());
    favourite.setText(
        Texts.of(
            now.filter(it -> it.profile().favourite()).isPresent()
                ? "profiles.unfavourite"
                : "profiles.favourite"));
  }

  private MenuItem item(
      String where, String what, KeyCombination key, Consumer<ProfileItem> action) {
    MenuItem item = new MenuItem(Texts.of("profiles." + what));
    item.setId(where + "-" + what);
    item.setAccelerator(key);
    // Before a key is obeyed: the menu may have been fitted to another profile.
    item.setOnMenuValidation(_ -> refresh());
    item.setOnAction(
        _ -> Optional.ofNullable(profile.get()).filter(model::manageable).ifPresent(action));
    return item;
  }

  private static KeyCombination control(KeyCode key) {
    return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
  }

  private static KeyCombination alt(KeyCode key) {
    return new KeyCodeCombination(key, KeyCombination.ALT_DOWN);
  }
}
