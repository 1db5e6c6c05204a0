package org.culvert.app.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.ui.profiles.ImportResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreShelfTest {
  private static final String GOOD =
      "client\ndev tun\nremote vpn.example.com\npeer-fingerprint " + "00:".repeat(31) + "00\n";

  @TempDir Path folder;

  private StoreShelf shelf = shelf(Path.of("unused"));

  @BeforeEach
  void openStore() {
    shelf = shelf(folder.resolve("profiles"));
  }

  private static StoreShelf shelf(Path where) {
    ProfileStore store = new ProfileStore(where, Clock.systemUTC());
    return new StoreShelf(store, new ProfileImporter(store, Clock.systemUTC()));
  }

  private ImportResult importText(String name, String text) throws IOException {
    return shelf.importFile(Files.writeString(folder.resolve(name), text)).getFirst();
  }

  @Test
  void aDefectNamesItsLineWithoutTheWholePath() throws IOException {
    ImportResult.Rejected rejected =
        assertInstanceOf(
            ImportResult.Rejected.class,
            importText("broken.ovpn", "client\nremote vpn.example.com 99999999\n"));

    assertEquals("broken.ovpn", rejected.file());
    assertEquals("broken.ovpn:2", rejected.defects().getFirst().where());
    assertTrue(shelf.list().isEmpty());
  }

  @Test
  void everyDefectOfAProfileIsTold() throws IOException {
    ImportResult.Rejected rejected =
        assertInstanceOf(
            ImportResult.Rejected.class,
            importText("broken.ovpn", "client\nremote vpn.example.com 99999999\nproto sctp\n"));

    assertEquals(
        List.of("broken.ovpn:2", "broken.ovpn:3"),
        rejected.defects().stream().limit(2).map(ImportResult.Defect::where).toList());
  }

  @Test
  void theWarningsOfAGoodProfileAreTold() throws IOException {
    ImportResult.Imported imported =
        assertInstanceOf(
            ImportResult.Imported.class, importText("good.ovpn", GOOD + "up /bin/true\n"));

    assertTrue(
        imported.warnings().stream().anyMatch(warning -> warning.where().equals("good.ovpn:5")),
        imported::toString);
  }

  @Test
  void aFileThatIsNotThereIsRejected() {
    List<ImportResult> results = shelf.importFile(folder.resolve("missing.ovpn"));

    ImportResult.Rejected rejected =
        assertInstanceOf(ImportResult.Rejected.class, results.getFirst());
    assertEquals("missing.ovpn", rejected.file());
  }

  @Test
  void secretsAreKeptUnderAnIdThatNoLaterProfileHas() throws IOException {
    importText("office.ovpn", GOOD);
    Optional<String> id = shelf.secretsId("office");
    assertTrue(id.isPresent());
    shelf.remove("office").run();
    assertNotEquals(id, shelf.secretsId("office"));
  }

  @Test
  void secretsOfAProfileThatWantsThemForgottenAreNotKept() throws IOException {
    importText("office.ovpn", GOOD + "auth-nocache\n");
    assertEquals(Optional.empty(), shelf.secretsId("office"));
  }
}
