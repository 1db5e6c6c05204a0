package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ListView;
import org.culvert.app.main.StoreShelf;
import org.culvert.app.profiles.ProfileException;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window beside a command line that changes the same profiles. */
@Tag("ui")
class ElsewhereWindowTest {
  @TempDir Path folder;

  private final FakeHelper helper = new FakeHelper();
  private ProfileStore store;
  private WindowDriver window;

  @BeforeEach
  void open() throws IOException, ProfileException {
    store = new ProfileStore(folder.resolve("profiles"), Clock.systemUTC());
    add("Alpha");
    add("Beta");
    // As another process does: through a store of its own.
    window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new StoreShelf(
                    store, new ProfileImporter(store, Clock.systemUTC()), SettingsStore.NONE),
                _ -> false,
                new GuiContext.Options(
                    Optional.of("Beta"), false, Optional.empty(), Appearance.LIGHT)));
    store = new ProfileStore(folder.resolve("profiles"), Clock.systemUTC());
    awaitNames("Alpha", "Beta");
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void add(String name) throws IOException, ProfileException {
    store.add(
        new ProfileStore.Draft(
            name,
            ProfileStore.IfTaken.REFUSE,
            "client\nremote " + name + ".example.com 1194\n",
            KnownSecrets.NONE,
            name + ".example.com:1194",
            false));
  }

  private void remove(String name) throws IOException {
    store.remove(store.find(name).orElseThrow());
  }

  private void awaitNames(String... names) {
    window.waitFor(
        String.join(", ", names),
        () ->
            ((ListView<?>) window.visible("profile-list"))
                .getItems().stream()
                    .map(item -> ((ProfileItem) item).name())
                    .toList()
                    .equals(List.of(names)));
  }

  @Test
  void theListFollowsWhatIsImportedRenamedAndRemovedElsewhere() throws Exception {
    add("Gamma");
    awaitNames("Alpha", "Beta", "Gamma");
    store.rename(store.find("Beta").orElseThrow(), "Zeta");
    awaitNames("Alpha", "Gamma", "Zeta");
    assertEquals("Zeta", window.text("profile-name"), "the selection goes with its profile");
    remove("Alpha");
    awaitNames("Gamma", "Zeta");
    remove("Gamma");
    remove("Zeta");
    window.waitToShow("empty");
    add("Alpha");
    window.waitForText("profile-name", "Alpha"::equals);
  }

  @Test
  void aTunnelWhoseProfileWasRemovedElsewhereIsShownUntilItEnds() throws Exception {
    helper.status(Samples.connected("Beta", 1));
    window.waitForText("session-state", "Connected"::equals);
    remove("Beta");
    window.waitFor(
        "a profile that is known by its session alone",
        () ->
            ((ListView<?>) window.visible("profile-list"))
                .getItems().stream()
                    .map(ProfileItem.class::cast)
                    .anyMatch(item -> item.name().equals("Beta") && !item.stored()));
    assertEquals("Beta", window.text("profile-name"));
    assertEquals("Connected", window.text("session-state"));
    helper.status(SessionStatus.disconnected("Beta", 2));
    awaitNames("Alpha");
    window.waitForText("profile-name", "Alpha"::equals);
  }
}
