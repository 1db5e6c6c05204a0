package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.culvert.app.tray.TraySign;
import org.culvert.app.tray.dbus.Panel;
import org.culvert.app.tray.dbus.PanelIcon;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The packaged app in the tray of a real panel, a real helper and a real server: between the
 * pointer and the icon there is nothing of the test's.
 */
@Tag("ui")
@Tag("interop")
class TrayIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PROFILE = "Office";

  @RegisterExtension static final TestLab LAB = new TestLab();

  private static String launcher() {
    return Lab.root().resolve("app/target/culvert").toString();
  }

  /** A user of this desktop, who has nothing yet. */
  private static Map<String, String> user(Panel panel, HelperProcess helper) throws Exception {
    Path home = Files.createDirectory(LAB.newPath("home"));
    Path run =
        Files.createDirectory(
            home.resolve("run"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Map<String, String> environment = new HashMap<>(panel.session());
    environment.putAll(
        Map.of(
            "DISPLAY", panel.display(),
            "WAYLAND_DISPLAY", "",
            "HOME", home.toString(),
            "XDG_CONFIG_HOME", home.resolve("config").toString(),
            "XDG_DATA_HOME", home.resolve("data").toString(),
            "XDG_STATE_HOME", home.resolve("state").toString(),
            "XDG_RUNTIME_DIR", run.toString(),
            "CULVERT_SOCKET", helper.socket().toString()));
    return environment;
  }

  private static Running hiddenWindow(Map<String, String> user) {
    Running window =
        Running.start(
            "culvert gui", LAB.newPath("gui.log"), user, List.of(launcher(), "gui", "--hidden"));
    LAB.register(window);
    return window;
  }

  @Test
  void aClickInTheMenuConnectsAndTheNextOneDisconnects() throws Exception {
    OpenVpnServer server = OpenVpnServer.start(LAB, OpenVpnServer.options(LAB)).awaitReady();
    HelperProcess helper = HelperProcess.start(LAB);
    Cli cli = Cli.here(LAB, helper);
    try (Panel panel = new Panel(Files.createDirectory(LAB.newPath("desktop")))) {
      Map<String, String> user = user(panel, helper);
      String profile = LAB.write("office.ovpn", server.profile()).toString();
      Shell.run(LIMIT, user, "", List.of(launcher(), "import", profile, "--name", PROFILE))
          .orFail();
      PanelIcon icon = PanelIcon.expectedIn(panel);
      try (Running window = hiddenWindow(user)) {
        icon.await(TraySign.OFF);
        icon.awaitFirstLine(window.pid(), PROFILE);

        icon.click(icon.pointAtFirstLine());
        icon.await(TraySign.ON);
        assertEquals("connected", cli.state(PROFILE));
        Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
        panel.screenshot("tray-by-the-pointer");

        icon.click(icon.pointAtFirstLine());
        icon.await(TraySign.OFF);
        cli.awaitState(PROFILE, "disconnected", LIMIT);
      }
    }
  }
}
