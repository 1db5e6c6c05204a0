package org.culvert.app.ui.shell;

import java.util.List;
import java.util.function.Consumer;
import org.culvert.app.settings.SettingsKeeper;
import org.culvert.app.state.AppState;
import org.culvert.app.state.LinkState;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.profiles.ProfilesViewModel;

/**
 * Connects what the user wants connected when Culvert starts: once, as soon as the helper answers
 * and the profiles are read. Belongs to the JavaFX thread.
 */
final class OnStart {
  private final AppState state;
  private final ProfilesViewModel profiles;
  private final SettingsKeeper settings;
  private final Consumer<ProfileItem> connect;
  private boolean over;

  OnStart(
      AppState state,
      ProfilesViewModel profiles,
      SettingsKeeper settings,
      Consumer<ProfileItem> connect) {
    this.state = state;
    this.profiles = profiles;
    this.settings = settings;
    this.connect = connect;
    state.onChange(this::look);
    profiles.loadedProperty().subscribe(this::look);
  }

  private void look() {
    if (over || !profiles.loadedProperty().get() || !(state.link() instanceof LinkState.Up)) {
      return;
    }
    over = true;
    List<ProfileItem> wanted =
        profiles.all().stream()
            .filter(ProfileItem::stored)
            .filter(item -> settings.now().overrides(item.name()).connectOnStart())
            .filter(item -> state.standing(item.name()).state().ended())
            .toList();
    wanted.forEach(connect);
  }
}
