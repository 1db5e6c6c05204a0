package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.profiles.StoredProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged app, as a user starts it who has neither a session's bus nor a helper. */
@Tag("ui")
@Tag("interop")
class LonelyWindowIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PROFILE =
      "client\ndev tun\nremote vpn.example.com\npeer-fingerprint " + "00:".repeat(31) + "00\n";
  private static final String DIALOG = "Import OpenVPN profiles";
  private static final String OTHER = PROFILE.replace("vpn.", "branch.");

  @TempDir private Path home = Path.of("");

  private final List<Running> started = new ArrayList<>();
  private ProfileStore store;

  @AfterEach
  void stop() {
    started.reversed().stream().filter(Running::alive).forEach(Running::kill);
  }

  private static String launcher() {
    return Lab.root().resolve("app/target/culvert").toString();
  }

  @BeforeEach
  void logIn() throws Exception {
    Files.createDirectory(
        home.resolve("run"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    store =
        new ProfileStore(ProfileStore.folder(environment(), home.toString()), Clock.systemUTC());
    // Where there is a profile but no helper, Enter does nothing unless something is asked.
    new ProfileImporter(store, Clock.systemUTC())
        .importFrom(
            Files.writeString(home.resolve("office.ovpn"), PROFILE).toString(),
            ProfileImporter.Wishes.named(Optional.empty()),
            InputStream.nullInputStream());
  }

  private List<String> profiles() {
    try {
      return store.list().stream().map(StoredProfile::name).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Says yes to what the window asks: Enter, which would be nobody's in a window without a preview.
   */
  private void accept(Running window, String profile) {
    assertEquals(List.of("office"), profiles(), "nothing is imported unseen");
    Hands hands = new Hands(window);
    Await.until(
        "the window to show " + profile + " and to take it",
        LIMIT,
        () -> {
          assertTrue(window.alive(), window::log);
          hands.press("Culvert", "Return");
          return profiles().equals(List.of(profile, "office"));
        });
  }

  private Map<String, String> environment() {
    return Map.of(
        "HOME", home.toString(),
        "XDG_CONFIG_HOME", home.resolve("config").toString(),
        "XDG_DATA_HOME", home.resolve("data").toString(),
        "XDG_STATE_HOME", home.resolve("state").toString(),
        "XDG_RUNTIME_DIR", home.resolve("run").toString(),
        "DBUS_SESSION_BUS_ADDRESS", "",
        "LC_ALL", "C.UTF-8",
        "CULVERT_SOCKET", home.resolve("no-helper.sock").toString());
  }

  private Running gui() {
    Running running =
        Running.start(
            "culvert gui", home.resolve("gui.log"), environment(), List.of(launcher(), "gui"));
    started.add(running);
    return running;
  }

  private Shell.Result culvert(String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher()));
    command.addAll(List.of(arguments));
    return Shell.run(LIMIT, environment(), "", command);
  }

  private void awaitSocket(Running window) {
    Await.until(
        "the window to open its door",
        LIMIT,
        () -> {
          assertTrue(window.alive(), window::log);
          return Files.exists(home.resolve("run/culvert/window.sock"));
        });
  }

  @Test
  void aSecondStartHandsItsFilesToTheFirstAndEnds() throws Exception {
    Running first = gui();
    awaitSocket(first);
    Path file = Files.writeString(home.resolve("branch office.ovpn"), OTHER);

    culvert("gui", file.toUri().toString()).orFail();
    accept(first, "branch office");
    culvert().orFail();
    assertTrue(first.alive(), first::log);
  }

  @Test
  void aWindowThatWasKilledIsInNobodysWay() throws Exception {
    Running first = gui();
    awaitSocket(first);
    first.kill();
    assertTrue(Files.exists(home.resolve("run/culvert/window.sock")), "left behind");

    Running second = gui();
    Path file = Files.writeString(home.resolve("branch.ovpn"), OTHER);
    // Before that, a third start would be the first to come.
    Await.until("the second window to be the only one", LIMIT, this::isLocked);
    culvert("gui", file.toString()).orFail();
    accept(second, "branch");
  }

  @Test
  void aFileIsChosenInTheDesktopsDialog() throws Exception {
    Running window = gui();
    awaitSocket(window);
    Path file = Files.writeString(home.resolve("branch.ovpn"), OTHER);

    Hands hands = new Hands(window);
    Await.until(
        "the dialog to be answered, and the profile in it to be taken",
        LIMIT,
        () -> {
          assertTrue(window.alive(), window::log);
          hands.press("Culvert", "ctrl+o");
          if (Await.holdsWithin(Duration.ofSeconds(5), () -> hands.find(DIALOG).isPresent())) {
            choose(hands, file);
          }
          hands.press("Culvert", "Return");
          return Await.holdsWithin(
              Duration.ofSeconds(2), () -> profiles().equals(List.of("branch", "office")));
        });
  }

  /**
   * A key that is pressed while the dialog changes is lost: who looks sees that, and begins anew.
   */
  private static void choose(Hands hands, Path file) {
    hands.press(DIALOG, "ctrl+l");
    hands.press(DIALOG, "ctrl+a");
    hands.type(DIALOG, file.toString());
    hands.press(DIALOG, "Return");
    if (!Await.holdsWithin(Duration.ofSeconds(5), () -> hands.find(DIALOG).isEmpty())) {
      hands.press(DIALOG, "Escape");
    }
  }

  private boolean isLocked() {
    try {
      Object inode = Files.getAttribute(home.resolve("run/culvert/.window.lock"), "unix:ino");
      return Files.readString(Path.of("/proc/locks")).contains(":" + inode + " ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
