package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.Language;
import org.culvert.app.settings.Settings;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.DnsWish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCommandTest extends CliFixture {
  private Settings kept() throws Exception {
    return settings.read();
  }

  @Test
  void everythingIsShownAsItIsUsually() {
    assertEquals(0, run("settings"));
    assertEquals(
        """
        language               desktop
        appearance             system
        data-path              auto
        kill-switch            off
        allow-lan              on
        dns                    server
        reconnect-after-sleep  on
        notifications          on
        start-at-login         off
        """,
        out.toString());
  }

  @Test
  void whatIsChangedIsKeptForTheWindowToo() throws Exception {
    assertEquals(0, run("settings", "language", "german"));
    assertEquals(0, run("settings", "appearance", "dark"));
    assertEquals(0, run("settings", "data-path", "userspace"));
    assertEquals(0, run("settings", "kill-switch", "on"));
    assertEquals(0, run("settings", "allow-lan", "off"));
    assertEquals(0, run("settings", "dns", "9.9.9.9,2620:fe::fe"));
    assertEquals(0, run("settings", "reconnect-after-sleep", "off"));
    assertEquals(0, run("settings", "notifications", "off"));
    assertEquals(0, run("settings", "start-at-login", "on"));
    Settings now = kept();
    assertEquals(Optional.of(Language.GERMAN), now.language());
    assertEquals(Optional.of(Appearance.DARK), now.appearance());
    assertEquals(DataPathChoice.USERSPACE, now.all().dataPath());
    assertTrue(now.all().protection().killSwitch());
    assertEquals(false, now.all().protection().allowLan());
    assertEquals(DnsWish.parse("9.9.9.9,2620:fe::fe"), now.all().protection().dns());
    assertEquals(false, now.all().reconnectAfterSleep());
    assertEquals(false, now.all().notifications());
    assertTrue(autostart.on);
    assertEquals("", out.toString());

    assertEquals(0, run("settings", "language", "desktop"));
    assertEquals(Optional.empty(), kept().language());
  }

  @Test
  void aSettingThatIsElsewhereIsNotSaidToBeUnknown() {
    assertEquals(2, run("settings", "connect-on-start"));
    assertTrue(err.toString().contains("say which by --profile"), err.toString());
    assertEquals(2, run("settings", "language", "--profile", "office"));
    assertTrue(err.toString().contains("the same for all profiles"), err.toString());
    assertFalse(err.toString().contains("there is no setting"), err.toString());
  }

  @Test
  void whatIsDifferentForAProfileIsKeptAndTakenBack() throws Exception {
    assertEquals(0, run("settings", "--profile", "office", "kill-switch", "on"));
    assertEquals(0, run("settings", "--profile", "office", "connect-on-start", "on"));
    assertEquals(Optional.of(true), kept().overrides("office").protection().killSwitch());
    assertTrue(kept().overrides("office").connectOnStart());
    assertEquals(false, kept().all().protection().killSwitch());

    assertEquals(0, run("settings", "--profile", "office"));
    assertEquals(
        """
        data-path              as-for-all
        kill-switch            on
        allow-lan              as-for-all
        dns                    as-for-all
        reconnect-after-sleep  as-for-all
        notifications          as-for-all
        connect-on-start       on
        """,
        out.toString());

    assertEquals(0, run("settings", "--profile", "office", "kill-switch", "as-for-all"));
    assertEquals(0, run("settings", "--profile", "office", "connect-on-start", "off"));
    assertEquals(Settings.USUAL, kept());
  }

  @Test
  void aProfileIsMeantHoweverItsNameIsWritten() throws Exception {
    assertEquals(0, run("settings", "kill-switch", "on", "--profile", "OFFICE"));
    assertEquals(Optional.of(true), kept().overrides("office").protection().killSwitch());
    assertEquals(Set.of("office"), kept().profiles().keySet());
    assertEquals(0, run("settings", "kill-switch", "--profile", "Office"));
    assertEquals("on\n", out.toString());
  }

  @Test
  void oneIsReadByItself() {
    assertEquals(0, run("settings", "dns"));
    assertEquals("server\n", out.toString());
  }

  @Test
  void asJson() {
    assertEquals(0, run("settings", "kill-switch", "--json"));
    assertEquals("{\"kill-switch\":\"off\"}\n", out.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "settings colour;there is no setting colour",
        "settings colour blue;there is no setting colour",
        "settings kill-switch maybe;kill-switch cannot be maybe; it can be on|off",
        "settings language klingon;it can be desktop|english|german|french|spanish|chinese",
        "settings dns example.org;dns cannot be example.org",
        "settings start-at-login perhaps;start-at-login cannot be perhaps",
        "settings connect-on-start on;connect-on-start is for single profiles",
        "settings --profile office language german;language is the same for all profiles",
        "settings --profile office kill-switch maybe;it can be on|off|as-for-all",
        "settings kill-switch as-for-all;kill-switch cannot be as-for-all",
      })
  void whatMakesNoSenseIsRefusedWithWhatDoes(String line, String answer) throws Exception {
    assertEquals(2, run(line.split(" ", -1)));
    assertTrue(err.toString().contains(answer), err::toString);
    assertEquals(Settings.USUAL, kept());
  }

  @Test
  void aProfileThatIsNotThereHasNoSettings() throws Exception {
    assertEquals(7, run("settings", "--profile", "nowhere", "kill-switch", "on"));
    assertTrue(err.toString().contains("nowhere"), err::toString);
    assertEquals(Settings.USUAL, kept());
  }

  @Test
  void aDesktopThatStartsNothingIsNamed() {
    autostart.possible = false;
    assertTrue(run("settings", "start-at-login", "on") != 0);
    assertTrue(err.toString().contains("cannot be told to start Culvert"), err::toString);
    assertEquals(0, run("settings"));
    assertEquals(false, out.toString().contains("start-at-login"));
  }

  @ParameterizedTest
  @CsvSource({
    "settings,read",
    "settings kill-switch --json,read",
    "settings appearance dark,changed",
    "settings --profile office kill-switch on,changed"
  })
  void settingsThatCannotBeReadAreNamedAndWhatToDo(String line, String done) throws Exception {
    Files.createDirectories(settings.file());
    assertEquals(1, run(line.split(" ", -1)));
    String why = "the settings cannot be " + done + ": " + settings.file() + ": Is a directory";
    assertTrue(err.toString().contains(why), err::toString);
    assertTrue(err.toString().contains("Check the rights of that file"), err::toString);
    assertFalse(err.toString().contains(store.folder().toString()), err::toString);
    assertTrue(Files.isDirectory(settings.file()));
  }

  @Test
  void aFileInThePlaceOfTheirFolderIsNamedToo() throws Exception {
    Files.writeString(settings.file().getParent(), "");
    assertEquals(1, run("settings", "appearance", "dark"));
    String why = settings.file().getParent() + ": a file of that name is in the way";
    assertTrue(err.toString().contains(why), err::toString);
  }

  @Test
  void aDesktopThatCannotBeAskedOrToldIsNotTakenForTheProfiles() {
    autostart.failing = true;
    assertEquals(1, run("settings"));
    assertEquals(1, run("settings", "start-at-login", "on"));
    assertTrue(err.toString().contains("it cannot be told whether Culvert starts"), err::toString);
    assertTrue(err.toString().contains("starting at login was not changed"), err::toString);
    assertTrue(err.toString().contains("/autostart/culvert.desktop: permission"), err::toString);
    assertFalse(err.toString().contains(store.folder().toString()), err::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rename office work",
        "remove office",
        "restore old",
        "settings appearance dark",
        "settings kill-switch on --profile office",
        "settings",
        "settings --json"
      })
  void whoeverFindsItDamagedSaysSoAndLeavesItForItMayAskForTheKillSwitch(String line)
      throws Exception {
    settings.change(_ -> Settings.USUAL.withProfile("old", wish -> wish.withConnectOnStart(true)));
    assertEquals(0, run("duplicate", "office", "old"));
    assertEquals(0, run("remove", "old"));
    Files.writeString(settings.file(), "{");
    assertEquals("", err.toString());
    assertEquals(line.startsWith("settings") ? 1 : 0, run(line.split(" ", -1)));
    assertTrue(err.toString().contains(settings.file() + " cannot be understood"), err::toString);
    assertEquals("{", Files.readString(settings.file()));
  }

  @Test
  void whoSaysWhetherTheKillSwitchIsWantedHasItPutAside() throws Exception {
    Files.createDirectories(settings.file().getParent());
    Files.writeString(settings.file(), "{");
    assertEquals(1, run("settings"));
    assertTrue(err.toString().contains("culvert settings kill-switch on (or off)"), err::toString);
    assertEquals(0, run("settings", "kill-switch", "on"));
    Path aside = settings.file().resolveSibling("settings-20260102-030405.json.damaged");
    assertTrue(err.toString().contains("is kept as " + aside), err::toString);
    assertEquals("{", Files.readString(aside));
    assertEquals(true, settings.read().all().protection().killSwitch());
  }
}
