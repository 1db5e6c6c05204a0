package org.culvert.app.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Optional;
import org.culvert.app.autostart.Autostart;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.Overrides;
import org.culvert.app.settings.Settings;
import org.culvert.app.settings.SettingsFile;
import org.culvert.app.settings.SettingsKeeper;
import org.culvert.core.api.DataPathChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsViewModelTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aWishIsKeptForTheProfileThatWasShownWhenItWasMade() throws Exception {
    SettingsFile store = new SettingsFile(folder, Clock.systemUTC());
    ArrayDeque<Runnable> work = new ArrayDeque<>();
    SettingsViewModel model =
        new SettingsViewModel(
            new SettingsKeeper(store, work::add, Runnable::run),
            Appearance.SYSTEM,
            Autostart.NONE,
            () -> true,
            work::add,
            Runnable::run,
            _ -> {});
    model.show("a");
    model.profileDataPathProperty().set(Optional.of(DataPathChoice.USERSPACE));
    model.show("b");
    while (!work.isEmpty()) {
      work.remove().run();
    }

    Settings kept = store.read();
    assertEquals(Optional.of(DataPathChoice.USERSPACE), kept.overrides("a").dataPath());
    assertEquals(Overrides.NONE, kept.overrides("b"));
  }
}
