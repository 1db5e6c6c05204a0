package org.culvert.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.MachinePart;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
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
  void ourFindingsAreInTheUsersLanguageAndThoseOfAnOlderHelperStayAsTheyAre() {
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

  private String said(Locale language, Diagnosis diagnosis) {
    Locale.setDefault(language);
    helper.answer(_ -> new Response.Findings(List.of(Finding.of(diagnosis))));
    Finding said = DoctorReport.local(helper, local()).findings().get(1);
    return said.subject() + ": " + said.text() + ". " + said.remedy();
  }

  @Test
  void whatTheHelperFindsIsSaidInTheUsersLanguage() {
    Diagnosis denied = Diagnosis.of(MachineCode.TUN_REFUSED, "it's {1}");
    assertEquals(
        "TUN-Treiber: Der Treiber ließ sich nicht öffnen: it's {1}. Lade den Treiber (modprobe"
            + " tun), und lass den Benutzer des Hilfsdienstes die Datei öffnen.",
        said(Locale.GERMAN, denied));
    assertEquals(
        "TUN driver: Could not open the driver: it's {1}. Load the driver (modprobe tun) and let"
            + " the helper's user open the file.",
        said(Locale.forLanguageTag("nl"), denied));
    Diagnosis left = Diagnosis.of(MachineCode.TABLE_LEFT, "inet culvert");
    assertEquals(
        "Kill-Switch: Die Tabelle inet culvert blockiert Verkehr, und dieser Hilfsdienst weiß"
            + " nichts davon. Beende den anderen Hilfsdienst, oder als root: nft delete table"
            + " inet culvert",
        said(Locale.GERMAN, left));
  }

  @Test
  void whatItNamesAndQuotesIsTranslatedWithIt() {
    assertEquals(
        "Datenpfad im Userspace: Der Kernel fasst UDP-Datagramme am Gerät des Tunnels, Datagramme"
            + " vom Server nicht zusammen: Solcher Verkehr kostet mehr. Aktualisiere den Kernel:"
            + " Linux 6.2 und spätere fassen all das zusammen.",
        said(
            Locale.GERMAN,
            Diagnosis.naming(
                MachineCode.JOINS_NOT,
                List.of(MachinePart.UDP_AT_DEVICE, MachinePart.FROM_SERVER))));
    assertEquals(
        "chemin de données du noyau: Le pilote ovpn du noyau fonctionne, mais pas avec tous les"
            + " chiffrements\u00a0: Le noyau n’a pas AES-128-GCM, ou ne peut pas en charger le"
            + " module. Le noyau n’a pas CHACHA20-POLY1305, ou ne peut pas en charger le module."
            + " Laissez le noyau charger le module du chiffrement\u00a0; d’ici là, les connexions"
            + " qui l’emploient prennent le chemin de données de l’espace utilisateur.",
        said(
            Locale.FRENCH,
            Diagnosis.quoting(
                MachineCode.KERNEL_LACKS_CIPHERS,
                List.of(
                    PathReason.of(PathReasonCode.CIPHER_MISSING, "AES-128-GCM"),
                    PathReason.of(PathReasonCode.CIPHER_MISSING, "CHACHA20-POLY1305")))));
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
