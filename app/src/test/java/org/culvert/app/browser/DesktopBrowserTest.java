package org.culvert.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a page follows what its opener does, not that it was started. */
@EnabledOnOs(OS.LINUX)
class DesktopBrowserTest {
  private static final Map<String, String> DISPLAY = Map.of("DISPLAY", ":7");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String PAGE = "https://sso.example.com/login?a=1&b=$HOME;true";

  @TempDir Path folder;

  private Path opener(String does) throws IOException {
    Path script = folder.resolve("xdg-open");
    Files.writeString(script, "#!/bin/sh\n" + does + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private static boolean open(Map<String, String> environment, Path opener, Duration patience) {
    return new DesktopBrowser(environment, opener.toString(), patience)
        .open(WebAddress.of(PAGE).orElseThrow());
  }

  @Test
  void anOpenerThatIsContentWasGivenTheAddressAsItIs() throws Exception {
    Path seen = folder.resolve("seen");
    assertTrue(open(DISPLAY, opener("printf %s \"$1\" > '" + seen + "'"), LONG));
    assertEquals(PAGE, Files.readString(seen));
  }

  @Test
  void oneThatFindsNoBrowserIsToldFromThat() throws Exception {
    assertFalse(open(DISPLAY, opener("exit 3"), LONG));
    assertFalse(open(DISPLAY, opener("sleep 0.3; exit 4"), LONG));
  }

  @Test
  void oneThatStaysMayBeTheBrowserItself() throws Exception {
    Path pid = folder.resolve("pid");
    Path opener = opener("echo $$ > '" + pid + "'; exec sleep 60");
    assertTrue(open(DISPLAY, opener, Duration.ofSeconds(2)));
    ProcessHandle browser =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    assertTrue(browser.isAlive(), "it is left alone");
    browser.destroy();
  }

  @Test
  void withoutAnOpenerOrADisplayNothingIsOpened() throws Exception {
    assertFalse(open(DISPLAY, folder.resolve("none"), LONG));
    Path opener = opener("exit 0");
    assertFalse(open(Map.of(), opener, LONG));
    assertTrue(open(Map.of("WAYLAND_DISPLAY", "wayland-0"), opener, LONG));
  }
}
