package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged app, started twice by a user without a session's bus. */
@Tag("ui")
@Tag("interop")
class SecondStartIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PROFILE =
      "client\ndev tun\nremote vpn.example.com\npeer-fingerprint " + "00:".repeat(31) + "00\n";

  @TempDir private Path home = Path.of("");

  private final List<Running> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.reversed().stream().filter(Running::alive).forEach(Running::kill);
  }

  private static String launcher() {
    return Lab.root().resolve("app/target/culvert").toString();
  }

  @BeforeEach
  void logIn() throws IOException {
    Files.createDirectory(
        home.resolve("run"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private Map<String, String> environment() {
    return Map.of(
        "HOME", home.toString(),
        "XDG_CONFIG_HOME", home.resolve("config").toString(),
        "XDG_DATA_HOME", home.resolve("data").toString(),
        "XDG_STATE_HOME", home.resolve("state").toString(),
        "XDG_RUNTIME_DIR", home.resolve("run").toString(),
        "DBUS_SESSION_BUS_ADDRESS", "",
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
    Path file = Files.writeString(home.resolve("branch office.ovpn"), PROFILE);

    // It ends, so the first one has them: what that asks then, DesktopMannersWindowTest shows.
    assertEquals(0, culvert("gui", file.toUri().toString()).orFail().exit());
    assertEquals(0, culvert().orFail().exit());
    assertTrue(first.alive(), first::log);
  }

  @Test
  void aWindowThatWasKilledIsInNobodysWay() throws Exception {
    Running first = gui();
    awaitSocket(first);
    first.kill();
    assertTrue(Files.exists(home.resolve("run/culvert/window.sock")), "left behind");

    Running second = gui();
    Path file = Files.writeString(home.resolve("branch.ovpn"), PROFILE);
    // Before that, a third start would be the first to come.
    Await.until("the second window to be the only one", LIMIT, this::isLocked);
    assertEquals(0, culvert("gui", file.toString()).orFail().exit());
    assertTrue(second.alive(), second::log);
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
