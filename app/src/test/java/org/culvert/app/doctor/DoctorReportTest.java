package org.culvert.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.core.api.Response;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorReportTest {
  @TempDir Path root;

  private final Locale before = Locale.getDefault();
  private final FakeHelper helper = new FakeHelper();

  @BeforeEach
  void speakGerman() {
    Locale.setDefault(Locale.GERMAN);
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  private LocalFindings local() {
    return new LocalFindings(root, false, () -> true);
  }

  @Test
  void ourFindingsAreInTheUsersLanguageAndTheHelpersStayAsTheyAre() {
    Finding theirs = new Finding("privilege", Health.GOOD, "May set up devices", "");
    helper.answer(_ -> new Response.Findings(List.of(theirs)));
    assertEquals(
        List.of(
            new Finding("Hilfsdienst", Health.GOOD, "antwortet", ""),
            theirs,
            new Finding(
                "Anzeige",
                Health.NOTE,
                "Weder DISPLAY noch WAYLAND_DISPLAY ist gesetzt: Das Fenster lässt sich nicht"
                    + " öffnen",
                "Benutze die Befehle, oder starte Culvert von einem Desktop aus."),
            new Finding(
                "Symbol in der Statusleiste", Health.GOOD, "Der Desktop zeigt das Symbol", "")),
        DoctorReport.local(helper, local()).findings());
  }

  @Test
  void withoutAHelperWeSayWhatWeSee() throws Exception {
    helper.reachable(false);
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/resolv.conf"), "nameserver 127.0.0.53\n");
    List<Finding> said = DoctorReport.local(helper, local()).findings();
    assertTrue(said.getFirst().text().contains("Hilfsdienst"), said::toString);
    assertTrue(
        said.contains(
            new Finding(
                "TUN-Treiber",
                Health.BAD,
                "/dev/net/tun fehlt",
                "Lade den Treiber (modprobe tun); in einem Container gib das Gerät hinein.")),
        said::toString);
    assertTrue(said.toString().contains("Namen löst systemd-resolved auf;"), said::toString);
  }

  @Test
  void theCommandLineSpeaksEnglish() {
    helper.reachable(false);
    List<String> lines = DoctorReport.of(helper, local()).lines();
    assertTrue(lines.contains("bad   TUN driver: /dev/net/tun is missing"), lines::toString);
    assertTrue(
        lines.contains(
            "note  DNS back end: Names are looked up by nothing that is known here (there is no"
                + " /etc/resolv.conf); how the DNS of a tunnel is set there, only a helper can"
                + " tell"),
        lines::toString);
    assertTrue(lines.contains("good  tray: The desktop shows the icon"), lines::toString);
  }
}
