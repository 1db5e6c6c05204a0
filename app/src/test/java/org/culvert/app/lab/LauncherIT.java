package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher of the command line does before there is any Java. */
@Tag("interop")
class LauncherIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void filesMayHaveNamesInAnyLettersWhereNoLanguageIsSet(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("a.ovpn"),
        "client\ndev tun\nremote vpn.example.org 1194 udp\npeer-fingerprint "
            + "00:".repeat(31)
            + "00\n");
    // The shell writes the name: this process may be in the same language.
    Shell.Result checked =
        Shell.run(
            LIMIT,
            Map.of("LC_ALL", "C"),
            "",
            List.of(
                "sh",
                "-c",
                "cd \"$1\" && name=$(printf 'b\\303\\274ro.ovpn') && mv a.ovpn \"$name\""
                    + " && exec \"$2\" check \"$name\"",
                "sh",
                folder.toString(),
                Lab.root().resolve("app/target/culvert").toString()));
    assertEquals(0, checked.exit(), checked::toString);
  }
}
