package org.culvert.app.ui.totals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.ListView;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.totals.Carried;
import org.culvert.app.totals.DayTotal;
import org.culvert.app.totals.Totals;
import org.culvert.app.totals.TotalsFile;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.driver.CssWarnings;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The totals in the real window, over a real file. */
@Tag("ui")
class TotalsWindowTest {
  @TempDir Path folder;

  private final FakeHelper helper = new FakeHelper();
  private final CssWarnings warnings = new CssWarnings();

  @AfterEach
  void close() {
    warnings.close();
    assertEquals(List.of(), warnings.heard(), "JavaFX complains");
  }

  private TotalsFile store() {
    return new TotalsFile(folder.resolve("state"), Clock.systemUTC());
  }

  private WindowDriver open() {
    WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new FakeShelf().with("Office", "vpn.example.com:1194").with("Home", "h:1"),
                _ -> false,
                new FakeKeyring(),
                TrayDesktop.NONE,
                store(),
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), Appearance.LIGHT)));
    window.waitToShow("connect-action");
    return window;
  }

  private void carried(long in, long out) {
    helper.status(Samples.connected("Office", 1));
    helper.say(new Event.Traffic("Office", System.currentTimeMillis(), in, out, 1, 1));
  }

  private static String plain(String text) {
    return text.replace('\u00a0', ' ');
  }

  private static int days(WindowDriver window) {
    return ((ListView<?>) window.visible("totals-days")).getItems().size();
  }

  @Test
  void whatIsCarriedIsCountedAndThereAgainTheNextTime() {
    try (WindowDriver window = open()) {
      carried(5_000_000, 40_000);
      window.click("tab-totals");
      window.waitForText("today-in", text -> plain(text).equals("5.00 MB"));
      assertEquals("40.0 kB", plain(window.text("today-out")));
      assertEquals(1, WindowDriver.onFx(() -> days(window)));

      window.click("profile-Home");
      window.waitFor("no days of the other profile", () -> days(window) == 0);
    }
    try (WindowDriver window = open()) {
      window.click("tab-totals");
      window.waitForText("today-in", text -> plain(text).equals("5.00 MB"));
      assertEquals("5.00 MB", plain(window.text("month-in")));
    }
  }

  @Test
  void theDaysOfAllProfilesAreExportedAsATable() throws IOException {
    LocalDate day = LocalDate.of(2026, 1, 2);
    TotalsFile before = store();
    before.claim();
    before.save(
        new Totals(
            List.of(
                new DayTotal(day, "Home", new Carried(1, 2)),
                new DayTotal(day, "Office", new Carried(30, 40))),
            Map.of()));
    before.release();
    Path file = folder.resolve("export.csv");
    try (WindowDriver window = open()) {
      window.click("tab-totals");
      window.waitFor("the day", () -> days(window) == 1);
      String[] suggested = {""};
      WindowDriver.onFx(
          () -> {
            ((TotalsView) window.visible("totals"))
                .askWith(
                    (_, name) -> {
                      suggested[0] = name;
                      return Optional.of(file);
                    });
            return true;
          });
      window.click("totals-export");
      window.waitForText("toast-text", "Exported to export.csv"::equals);

      assertTrue(suggested[0].matches("culvert-totals-\\d{4}-\\d\\d-\\d\\d\\.csv"), suggested[0]);
      assertEquals(
          """
          date,profile,bytes_in,bytes_out\r
          2026-01-02,"Home",1,2\r
          2026-01-02,"Office",30,40\r
          """,
          Files.readString(file));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

      WindowDriver.onFx(
          () -> {
            ((TotalsView) window.visible("totals"))
                .askWith((_, _) -> Optional.of(folder.resolve("nowhere").resolve("export.csv")));
            return true;
          });
      window.click("totals-export");
      window.waitForText(
          "toast-text", "export.csv was not written: the folder does not exist"::equals);
    }
  }

  @Test
  void aDamagedFileIsPutAsideAndSaid() throws IOException {
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(folder.resolve("state").resolve("totals.json"), "{\"version\":");
    try (WindowDriver window = open()) {
      window.click("tab-totals");
      String told = window.waitForText("totals-banner", text -> text.contains("could not be read"));
      Path aside = Path.of(told.replaceFirst(".*put aside as ", "").replaceFirst(", and .*", ""));
      assertEquals("{\"version\":", Files.readString(aside));
      carried(3_000_000, 1);
      window.waitForText("today-in", text -> plain(text).equals("3.00 MB"));
    }
  }
}
