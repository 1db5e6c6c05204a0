package org.culvert.app.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;

/**
 * What the doctor can see without the helper's privilege.
 *
 * @param root {@code /}, or another for a test
 * @param display whether there is one that a window can be opened on
 * @param tray looks whether the desktop shows icons
 */
public record LocalFindings(Path root, boolean display, BooleanSupplier tray) {
  private static final String NOTHING_TO_DO = "Nothing needs to be done.";

  /** What the helper does not tell. */
  List<Finding> always() {
    return List.of(window(), icon());
  }

  /** What the helper would tell better, if there were one. */
  List<Finding> insteadOfHelper() {
    return List.of(kernel(), tun(), offloads(), dns(), killSwitch());
  }

  private Finding kernel() {
    String version = text("proc/sys/kernel/osrelease").strip();
    return version.isEmpty()
        ? new Finding("kernel", Health.NOTE, "Linux, version unknown", "Mount /proc.")
        : new Finding("kernel", Health.GOOD, "Linux " + version, "");
  }

  private Finding tun() {
    return Files.exists(root.resolve("dev/net/tun"))
        ? new Finding(
            "TUN driver",
            Health.GOOD,
            "/dev/net/tun is there; whether it can be opened, only a helper can tell",
            "")
        : new Finding(
            "TUN driver",
            Health.BAD,
            "/dev/net/tun is missing",
            "Load the driver (modprobe tun); in a container, pass the device in.");
  }

  private static Finding offloads() {
    return new Finding(
        "TUN offloads",
        Health.NOTE,
        "Whether the kernel passes packets of a flow together, only a helper can tell",
        NOTHING_TO_DO);
  }

  private Finding dns() {
    return new Finding(
        "DNS back end",
        Health.NOTE,
        "Names are looked up by "
            + resolver()
            + "; how the DNS of a tunnel is set there, only a helper can tell",
        NOTHING_TO_DO);
  }

  private String resolver() {
    Path file = root.resolve("etc/resolv.conf");
    String target = "";
    try {
      target = file.toRealPath().toString();
    } catch (IOException e) {
      return "nothing that is known here (there is no /etc/resolv.conf)";
    }
    String text = text("etc/resolv.conf");
    if (target.contains("systemd/resolve") || text.contains("127.0.0.53")) {
      return "systemd-resolved";
    }
    return text.contains("NetworkManager")
        ? "/etc/resolv.conf, which NetworkManager writes"
        : text.contains("resolvconf")
            ? "/etc/resolv.conf, which resolvconf writes"
            : "/etc/resolv.conf";
  }

  private static Finding killSwitch() {
    return new Finding(
        "kill switch",
        Health.NOTE,
        "Whether traffic can be blocked outside a tunnel, only a helper can tell",
        NOTHING_TO_DO);
  }

  private Finding window() {
    return display
        ? new Finding("display", Health.GOOD, "The window can be opened", "")
        : new Finding(
            "display",
            Health.NOTE,
            "Neither DISPLAY nor WAYLAND_DISPLAY is set: the window cannot be opened",
            "Use the commands, or start Culvert from a desktop.");
  }

  private Finding icon() {
    return tray.getAsBoolean()
        ? new Finding("tray", Health.GOOD, "The desktop shows the icon", "")
        : new Finding(
            "tray",
            Health.NOTE,
            "No tray that shows icons answers here: Culvert stays a window, and tunnels stay when it"
                + " is closed",
            "On GNOME, enable the extension AppIndicator; culvert status tells what is connected.");
  }

  private String text(String file) {
    try {
      return Files.readString(root.resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
