package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.client.SocketHelperClient;
import org.culvert.app.main.StoreShelf;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.ui.driver.FileDragSource;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real window, a real helper and a real server: from a dropped file to a live chart. */
@Tag("ui")
@Tag("interop")
class WindowIT {
  private static final int MEGABYTES = 60;
  private static final double TOLERANCE = 0.05;

  @RegisterExtension static final TestLab LAB = new TestLab();

  @ParameterizedTest
  @EnumSource(
      value = Appearance.class,
      names = {"LIGHT", "DARK"})
  void aDroppedProfileConnectsAndTheChartShowsTheTraffic(Appearance appearance) throws Exception {
    OpenVpnServer server = OpenVpnServer.start(LAB, OpenVpnServer.options(LAB)).awaitReady();
    HelperProcess helper = HelperProcess.start(LAB);
    String theme = appearance.name().toLowerCase(Locale.ROOT);
    Path profile = LAB.write("office-" + theme + ".ovpn", server.profile());
    String name = profile.getFileName().toString().replace(".ovpn", "");
    ProfileStore store = new ProfileStore(LAB.newPath("store-" + theme), Clock.systemUTC());
    ProfileImporter importer = new ProfileImporter(store, Clock.systemUTC());

    try (SocketHelperClient client = new SocketHelperClient(helper.socket(), "window-test");
        WindowDriver window =
            WindowDriver.open(
                new GuiContext(
                    client,
                    new StoreShelf(store, importer, SettingsStore.NONE),
                    _ -> false,
                    new GuiContext.Options(
                        Optional.empty(), false, Optional.empty(), appearance)))) {
      window.resize(900, 640);
      window.waitToShow("empty");
      try (FileDragSource source = FileDragSource.show(profile, 1000, 100)) {
        source.dragTo(window, 450, 400);
      }
      window.click("import-accept");
      window.waitForText("profile-name", name::equals);
      assertEquals(1, store.list().size());

      window.click("connect-action");
      window.waitForText("session-state", "Connected"::equals);

      Traffic traffic = LAB.traffic();
      traffic.download(MEGABYTES);
      traffic.upload(MEGABYTES);
      String device = Cli.of(LAB, helper).status(name).text("tunnel.device");
      awaitChart(window, device);
      window.screenshot(Path.of("target", "screenshots", "live-" + theme + ".png"));

      window.click("connect-action");
      window.waitForText("session-state", text -> !text.equals("Connected"));
      Cli.of(LAB, helper).awaitState(name, "disconnected", Duration.ofSeconds(10));
    }
  }

  @Test
  void aServerThatIsSilentByUdpIsReachedByTcpWithOneClick() throws Exception {
    OpenVpnServer.Options options = OpenVpnServer.options(LAB).protocol("tcp4");
    String profile = OpenVpnServer.start(LAB, options).awaitReady().profile();
    Path file = LAB.write("office.ovpn", SilentServers.before(profile, LAB));
    HelperProcess helper = HelperProcess.start(LAB);
    ProfileStore store = new ProfileStore(LAB.newPath("store-tcp"), Clock.systemUTC());
    ProfileImporter importer = new ProfileImporter(store, Clock.systemUTC());
    importer.importFrom(
        file.toString(),
        ProfileImporter.Wishes.named(Optional.of("Office")),
        InputStream.nullInputStream());

    try (SocketHelperClient client = new SocketHelperClient(helper.socket(), "window-test");
        WindowDriver window =
            WindowDriver.open(
                new GuiContext(
                    client,
                    new StoreShelf(store, importer, SettingsStore.NONE),
                    _ -> false,
                    new GuiContext.Options(
                        Optional.of("Office"), false, Optional.empty(), Appearance.LIGHT)))) {
      window.resize(900, 640);
      window.click("connect-action");
      window.waitForText(
          "problem-banner", text -> text.contains(Lab.SERVER_IPV4 + ":" + OpenVpnServer.PORT));
      window.click("problem-banner-offer");
      window.waitForText("session-state", "Connected"::equals);
      assertEquals("TCP over IPv4", window.text("fact-server-detail"));
      Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    }
  }

  @Test
  void aDisplayThatDoesNotAnswerIsNoDefect() {
    Shell.Result window =
        Shell.run(
            Duration.ofSeconds(30),
            Map.of("DISPLAY", ":4711", "WAYLAND_DISPLAY", "", "HOME", LAB.newPath("h").toString()),
            "",
            List.of(Lab.root().resolve("app/target/culvert").toString(), "gui"));
    assertEquals(1, window.exit());
    assertEquals(
        "culvert: Not now: there can be no window here: Unable to open DISPLAY",
        window.err().lines().findFirst().orElse(""));
  }

  /** What the chart draws, added up over time, is what the kernel counted at the device. */
  private static void awaitChart(WindowDriver window, String device) {
    String[] story = {""};
    try {
      window.waitFor(
          "the chart to show what the device counted",
          () -> {
            double in = DrawnTraffic.in(window);
            double out = DrawnTraffic.out(window);
            long received = counter(device, "rx");
            long sent = counter(device, "tx");
            story[0] =
                "drawn in %.0f out %.0f, counted in %d out %d".formatted(in, out, received, sent);
            return close(in, received) && close(out, sent);
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ": " + story[0], e);
    }
    assertTrue(counter(device, "rx") > MEGABYTES * 1_000_000L, story[0]);
  }

  private static boolean close(double drawn, long counted) {
    return Math.abs(drawn - counted) <= TOLERANCE * counted;
  }

  private static long counter(String device, String direction) {
    String json =
        Shell.out("ip", "-n", LAB.clientHost(), "-s", "-j", "link", "show", "dev", device);
    return Json.parse(json).list().getFirst().number("stats64." + direction + ".bytes");
  }
}
