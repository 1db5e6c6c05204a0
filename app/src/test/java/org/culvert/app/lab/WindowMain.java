package org.culvert.app.lab;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.culvert.app.client.SocketHelperClient;
import org.culvert.app.main.StoreShelf;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;

/**
 * The real window in a virtual machine: {@code SOCKET STORE PROFILE} are the helper's socket, a
 * folder for the window's own profiles, and a profile with the name of a session. Says twice a
 * second what it shows: the data path, and the bytes that its chart has drawn in and out.
 */
final class WindowMain {
  private static final long EVERY_MILLIS = 500;

  private WindowMain() {}

  public static void main(String[] args) throws Exception {
    ProfileStore store = new ProfileStore(Path.of(args[1]), Clock.systemUTC());
    ProfileImporter importer = new ProfileImporter(store, Clock.systemUTC());
    importer.importFrom(
        args[2], ProfileImporter.Wishes.named(Optional.empty()), InputStream.nullInputStream());
    try (SocketHelperClient client = new SocketHelperClient(Path.of(args[0]), "window");
        WindowDriver window =
            WindowDriver.open(
                new GuiContext(
                    client,
                    new StoreShelf(store, importer, SettingsStore.NONE),
                    _ -> false,
                    new GuiContext.Options(
                        Optional.empty(), false, Optional.empty(), Appearance.LIGHT)))) {
      window.waitForText("session-state", "Connected"::equals);
      while (true) {
        System.out.printf(
            "shows %s: %s (in %.0f out %.0f)%n",
            window.text("fact-path"),
            window.text("fact-path-reason"),
            WindowDriver.onFx(() -> DrawnTraffic.in(window)),
            WindowDriver.onFx(() -> DrawnTraffic.out(window)));
        Thread.sleep(EVERY_MILLIS);
      }
    }
  }
}
