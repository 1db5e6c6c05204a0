package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.profiles.RemovedProfiles;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.app.settings.Overrides;
import org.culvert.app.settings.Settings;
import org.junit.jupiter.api.Test;

/** What was removed comes back, or does not. */
class RestoreCommandTest extends CliFixture {
  private List<String> names() throws Exception {
    return store.list().stream().map(StoredProfile::name).toList();
  }

  private Overrides different() throws Exception {
    return settings.read().overrides("office");
  }

  @Test
  void whoRemovesIsToldTheWayBackAndForHowLongTheKeyIsKept() {
    assertEquals(0, run("remove", "office"));
    assertEquals(
        "Removed office. To bring it back: culvert restore office\n"
            + "  Its private key is kept until "
            + RestoreCommand.time(CLOCK.instant().plus(RemovedProfiles.KEPT))
            + ", and deleted when Culvert runs next after that;\n"
            + "  culvert remove --for-good office deletes it now.\n",
        out.toString());
  }

  @Test
  void aRemovedProfileComesBackWithItsSettingsAndItsPlace() throws Exception {
    run("duplicate", "office", "alpha");
    run("favourite", "office");
    settings.change(
        _ -> Settings.USUAL.withProfile("office", wish -> wish.withConnectOnStart(true)));
    assertEquals(0, run("remove", "office"));
    assertEquals(Overrides.NONE, different());
    assertEquals(List.of("alpha"), names());

    assertEquals(0, run("restore", "OFFICE"));
    assertTrue(out.toString().endsWith("office is back\n"), out.toString());
    assertTrue(different().connectOnStart());
    assertEquals(List.of("office", "alpha"), names());
    assertTrue(store.list().getFirst().favourite());
    assertEquals("client\n", store.text(store.list().getFirst()));
  }

  @Test
  void settingsThatCannotBeReadKeepNoProfileFromBeingRemoved() throws Exception {
    Files.createDirectories(settings.file());
    assertEquals(0, run("remove", "office"));
    assertEquals(List.of(), names());
    assertEquals(
        "What was set for it alone is still set: " + settings.file() + ": Is a directory\n",
        err.toString());
    assertEquals(0, run("restore", "office"));
    assertEquals(List.of("office"), names());
  }

  @Test
  void aProfileWithoutItsTextCanBeRemoved() throws Exception {
    Files.delete(store.folder().resolve(store.list().getFirst().id() + ".ovpn"));
    assertEquals(0, run("remove", "office"));
    assertEquals(List.of(), names());
  }

  @Test
  void withoutANameTheLastComesBack() throws Exception {
    assertEquals(0, run("remove", "office"));
    assertEquals(0, run("restore"));
    assertEquals(List.of("office"), names());
    assertEquals(1, run("restore"));
    assertTrue(err.toString().contains("no profile was removed of late"), err.toString());
    assertEquals(1, run("restore", "nowhere"));
    assertTrue(err.toString().contains("no profile named nowhere"), err.toString());
  }

  @Test
  void aSavedLoginDoesNotComeBackAndThatIsSaid() throws Exception {
    keyring.put(SecretName.login(store.list().getFirst().id()), "anna", "sesame");
    assertEquals(0, run("remove", "office"));
    assertTrue(out.toString().contains("saved login is forgotten, and will not"), out.toString());
    assertEquals(0, run("restore", "office"));
    assertTrue(out.toString().contains("saved login is not: culvert remember office"));
  }

  @Test
  void whatIsRemovedForGoodIsGoneAtOnce() throws Exception {
    keyring.put(SecretName.login(store.list().getFirst().id()), "anna", "sesame");
    settings.change(
        _ -> Settings.USUAL.withProfile("office", wish -> wish.withConnectOnStart(true)));
    assertEquals(0, run("remove", "--for-good", "office"));
    assertEquals("Removed office for good\n", out.toString());
    assertEquals(List.of(), names());
    assertEquals(Overrides.NONE, different());
    assertTrue(keyring.names().isEmpty());
    assertEquals(1, run("restore", "office"));
    assertEquals(7, run("remove", "--for-good", "office"));
  }

  @Test
  void whatWasRemovedCanBeRemovedForGoodAfterwards() {
    assertEquals(0, run("remove", "office"));
    assertEquals(0, run("remove", "--for-good", "office"));
    assertFalse(Files.exists(store.removed().folder()));
    assertEquals(1, run("restore", "office"));
  }

  @Test
  void theListTellsWhatCanComeBack() {
    assertEquals(0, run("restore", "--list"));
    assertEquals("Nothing that was removed can come back.\n", out.toString());
    run("remove", "office");
    out.getBuffer().setLength(0);
    assertEquals(0, run("restore", "--list"));
    assertTrue(out.toString().matches("office  until 2026-01-\\S+ \\S+  vpn.example.org:1194\n"));
    out.getBuffer().setLength(0);
    assertEquals(0, run("restore", "--list", "--json"));
    assertTrue(out.toString().contains("\"until\":\"2026-01-09T03:04:05Z\""), out.toString());
  }

  @Test
  void aNameOfSeveralWordsIsOneWordInTheAdvice() {
    assertEquals("'my office'", ShellWord.of("my office"));
    assertEquals("'Anna'\\''s'", ShellWord.of("Anna's"));
    assertEquals("Büro-2", ShellWord.of("Büro-2"));
  }
}
