package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.app.settings.Settings;
import org.culvert.app.totals.Carried;
import org.culvert.app.totals.DayTotal;
import org.culvert.app.totals.Totals;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Test;

/** Names, copies and files of stored profiles. */
class ManageCommandsTest extends CliFixture {
  private List<String> names() throws Exception {
    return store.list().stream().map(StoredProfile::name).toList();
  }

  @Test
  void aProfileGetsAnotherName() throws Exception {
    assertEquals(0, run("rename", "OFFICE", "Work"));
    assertEquals("Renamed to Work\n", out.toString());
    assertEquals(List.of("Work"), names());
  }

  @Test
  void settingsAndTotalsGoWithTheNewName() throws Exception {
    settings.change(
        _ -> Settings.USUAL.withProfile("office", wish -> wish.withConnectOnStart(true)));
    DayTotal day = new DayTotal(LocalDate.of(2026, 1, 2), "office", new Carried(3, 4));
    totals.claim();
    totals.save(new Totals(List.of(day), Map.of()));
    totals.release();
    assertEquals(0, run("rename", "office", "Work"));

    assertTrue(settings.read().overrides("Work").connectOnStart());
    Totals now = totals.claim().orElseThrow().totals();
    assertEquals(List.of(new DayTotal(day.date(), "Work", day.carried())), now.days());
  }

  @Test
  void overDamagedSettingsTheTotalsGoWithTheNewNameAllTheSame() throws Exception {
    DayTotal day = new DayTotal(LocalDate.of(2026, 1, 2), "office", new Carried(3, 4));
    totals.claim();
    totals.save(new Totals(List.of(day), Map.of()));
    totals.release();
    settings.change(_ -> Settings.USUAL);
    Files.writeString(settings.file(), "garbage");
    assertEquals(0, run("rename", "office", "Work"));

    assertTrue(err.toString().contains("Its settings do not go with it"), err.toString());
    Totals now = totals.claim().orElseThrow().totals();
    assertEquals(List.of(new DayTotal(day.date(), "Work", day.carried())), now.days());
  }

  @Test
  void totalsThatNobodyUnderstandsArePutAsideAndSaid() throws Exception {
    Path file = Files.createDirectories(folder.resolve("state")).resolve("totals.json");
    Files.writeString(file, "garbage");
    assertEquals(0, run("rename", "office", "Work"));

    assertTrue(err.toString().contains("The totals could not be understood"), err.toString());
    Path aside = file.resolveSibling("totals-20260102-030405.json.damaged");
    assertTrue(err.toString().contains(aside.toString()), err.toString());
    assertEquals("garbage", Files.readString(aside));
  }

  @Test
  void aNameThatIsTakenIsSevenAndOneInUseIsRefused() throws Exception {
    assertEquals(0, run("duplicate", "office"));
    assertEquals(7, run("rename", "office", "OFFICE 2"));
    assertEquals(7, run("rename", "nowhere", "x"));
    helper.tell(helper.state(SessionState.CONNECTED));
    assertEquals(1, run("rename", "office", "x"));
    assertTrue(err.toString().contains("office is in use"), err.toString());
    assertEquals(List.of("office", "office 2"), names());
  }

  @Test
  void aCopyGetsANumberOrTheNameThatIsGiven() throws Exception {
    assertEquals(0, run("duplicate", "office"));
    assertEquals(0, run("duplicate", "office", "spare"));
    assertEquals(7, run("duplicate", "office", "spare"));
    assertEquals(List.of("office", "office 2", "spare"), names());
    assertEquals("client\n", store.text(store.find("spare").orElseThrow()));
  }

  @Test
  void favouritesAndTheOrderAreThoseOfTheWindow() throws Exception {
    assertEquals(0, run("duplicate", "office", "alpha"));
    assertEquals(0, run("duplicate", "office", "beta"));
    assertEquals(List.of("alpha", "beta", "office"), names());
    assertEquals(0, run("order", "OFFICE", "beta"));
    assertEquals(List.of("office", "beta", "alpha"), names());
    assertEquals(0, run("favourite", "alpha"));
    assertEquals(List.of("alpha", "office", "beta"), names());
    out.getBuffer().setLength(0);
    assertEquals(0, run("list"));
    assertTrue(out.toString().startsWith("* alpha"), out.toString());
    assertEquals(0, run("favourite", "alpha", "--off"));
    assertEquals(List.of("office", "beta", "alpha"), names());
    assertEquals(7, run("favourite", "nowhere"));
    assertEquals(7, run("order", "office", "nowhere"));
  }

  @Test
  void aSavedLoginIsForgotten() throws Exception {
    keyring.put(SecretName.login(store.find("office").orElseThrow().id()), "ann", "secret");
    assertEquals(0, run("forget", "office"));
    assertEquals(Set.of(), keyring.names());
    assertEquals(0, run("forget", "office"));
    assertEquals("Forgot the saved login of office\nNo login of office is saved\n", out.toString());
    keyring.trouble(KeyringTrouble.LOCKED);
    assertEquals(1, run("forget", "office"));
  }

  @Test
  void totalsThatCannotBeReadAreNotTakenForProfiles() throws Exception {
    Path file = Files.createDirectories(folder.resolve("state")).resolve("totals.json");
    Files.writeString(file, "{bad");
    assertEquals(1, run("totals"));
    assertTrue(err.toString().contains("the totals cannot be read: " + file), err.toString());
    assertFalse(err.toString().contains("profiles"), err.toString());
    assertEquals("{bad", Files.readString(file));
  }

  @Test
  void totalsAreShownByDayForPeopleAndPrograms() throws Exception {
    assertEquals(0, run("totals"));
    assertEquals("Nothing was counted yet.\n", out.toString());
    totals.claim();
    totals.save(
        new Totals(
            List.of(
                new DayTotal(LocalDate.of(2026, 1, 1), "office", new Carried(3, 4)),
                new DayTotal(LocalDate.of(2026, 1, 2), "home", new Carried(5, 0)),
                new DayTotal(LocalDate.of(2026, 1, 2), "office", new Carried(2_000, 6))),
            Map.of()));
    out.getBuffer().setLength(0);
    assertEquals(0, run("totals", "OFFICE"));
    assertEquals(
        "2026-01-02  in 2.0 kB, out 6 B  office\n2026-01-01  in 3 B, out 4 B  office\n",
        out.toString());
    out.getBuffer().setLength(0);
    assertEquals(0, run("totals", "home", "--csv"));
    assertEquals("date,profile,bytes_in,bytes_out\r\n2026-01-02,\"home\",5,0\r\n", out.toString());
    out.getBuffer().setLength(0);
    assertEquals(0, run("totals", "--json"));
    assertTrue(out.toString().contains("\"bytesIn\":2000"), out.toString());
    assertEquals(2, run("totals", "--json", "--csv"));
  }

  @Test
  void anExportedProfileIsReadByItsOwnerAlone() throws Exception {
    Path file = folder.resolve("out.ovpn");
    assertEquals(0, run("export", "office", file.toString()));
    assertEquals("client\n", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(1, run("export", "office", file.toString()));
    assertTrue(err.toString().contains("already there"), err.toString());
    assertEquals(0, run("export", "office", file.toString(), "--force"));
  }

  @Test
  void anExportMayGoToTheOutput() {
    assertEquals(0, run("export", "office", "-"));
    assertEquals("client\n", out.toString());
    assertEquals(7, run("export", "nowhere", "-"));
    assertEquals(1, run("export", "office", "/nowhere/at/all.ovpn"));
  }

  @Test
  void anImportTakesThePlaceOfAProfileWhenAskedTo() throws Exception {
    store.remove(store.find("office").orElseThrow());
    Path file = Files.writeString(folder.resolve("office.ovpn"), GOOD + "verb 3\n");
    assertEquals(0, run("import", file.toString()));
    String id = store.find("office").orElseThrow().id();
    keyring.put(SecretName.login(id), "ann", "secret");
    Files.writeString(file, GOOD);
    assertEquals(7, run("import", file.toString(), "--name", "office"));
    assertTrue(err.toString().contains("--replace"), err.toString());
    assertEquals(0, run("import", file.toString(), "--replace"));
    assertEquals(id, store.find("office").orElseThrow().id());
    assertEquals(GOOD, store.text(store.find("office").orElseThrow()));
    assertEquals(List.of("office"), names());
    assertEquals(Set.of(SecretName.login(id)), keyring.names());

    Files.writeString(file, GOOD.replace("example.org", "example.net"));
    assertEquals(0, run("import", file.toString(), "--replace"));
    assertNotEquals(id, store.find("office").orElseThrow().id());
    assertEquals(Set.of(), keyring.names());
  }

  @Test
  void aUserOfAWebServiceWithoutAPasswordIsMisuse() {
    assertEquals(2, run("import", "https://vpn.example.org", "--user", "anna"));
    assertTrue(err.toString().contains("--password-file"), err.toString());
  }
}
