package org.culvert.app.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.Response.Finding;

/**
 * What the doctor can see without the helper's privilege.
 *
 * @param root {@code /}, or another for a test
 * @param display whether there is one that a window can be opened on
 * @param tray looks whether the desktop shows icons
 */
public record LocalFindings(Path root, boolean display, BooleanSupplier tray) {
  /** What the helper does not tell. */
  List<Finding> always(FindingWords words) {
    return List.of(window(words), icon(words));
  }

  /** What the helper would tell better, if there were one. */
  List<Finding> insteadOfHelper(FindingWords words) {
    return List.of(
        kernel(words),
        tun(words),
        words.note("offloads", "unknown"),
        words.note("dns", "unknown", words.of("dns." + resolver())),
        words.note("kill-switch", "unknown"));
  }

  private Finding kernel(FindingWords words) {
    String version = text("proc/sys/kernel/osrelease").strip();
    return words.said(
        version.isEmpty()
            ? Finding.of(MachineCode.KERNEL_UNKNOWN)
            : Finding.of(MachineCode.KERNEL_KNOWN, version));
  }

  private Finding tun(FindingWords words) {
    return Files.exists(root.resolve("dev/net/tun"))
        ? words.good("tun", "there")
        : words.said(Finding.of(MachineCode.TUN_MISSING));
  }

  private String resolver() {
    Path file = root.resolve("etc/resolv.conf");
    String target = "";
    try {
      target = file.toRealPath().toString();
    } catch (IOException e) {
      return "nothing";
    }
    String text = text("etc/resolv.conf");
    if (target.contains("systemd/resolve") || text.contains("127.0.0.53")) {
      return "resolved";
    }
    return text.contains("NetworkManager")
        ? "network-manager"
        : text.contains("resolvconf") ? "resolvconf" : "file";
  }

  private Finding window(FindingWords words) {
    return display ? words.good("display", "there") : words.note("display", "missing");
  }

  private Finding icon(FindingWords words) {
    return tray.getAsBoolean() ? words.good("tray", "there") : words.note("tray", "missing");
  }

  private String text(String file) {
    try {
      return Files.readString(root.resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
