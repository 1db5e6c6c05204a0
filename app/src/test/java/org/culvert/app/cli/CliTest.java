package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.culvert.app.instance.Visit;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract that scripts depend on: arguments, output, exit status. */
@Timeout(30)
class CliTest extends CliFixture {
  @Test
  void theLogOfAnUnknownProfileIsSeven() {
    assertEquals(7, run("log", "nowhere"));
    assertEquals(7, run("log", "nowhere", "--follow"));
  }

  @Test
  void followingEndsWhenNobodyReadsTheOutputAnyMore() {
    helper.tell(helper.state(SessionState.CONNECTED));
    helper.log.add(new LogLine("office", 0, LogLine.Level.WARNING, "slow"));
    closedOutput = true;
    assertEquals(1, run("log", "--follow"));
    assertEquals("", err.toString());
  }

  @Test
  void aCopyOfATakenNameIsRefusedWithoutWordsOfTheImport() {
    assertEquals(7, run("duplicate", "office", "office"));
    assertTrue(err.toString().contains("already a profile named office"), err.toString());
    assertFalse(err.toString().contains("--replace"), err.toString());
  }

  @Test
  void aDamagedProfileIsNamedByItsFile() throws Exception {
    Path file = folder.resolve("profiles").resolve(store.list().getFirst().id() + ".ovpn");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 'x'});
    assertEquals(1, run("connect", "office"));
    assertTrue(err.toString().contains(file + ": it is not text in UTF-8"), err.toString());
  }

  @Test
  void profilesThatCannotBeSeenAreNotSaidToBeNone() throws Exception {
    Path home = Files.writeString(folder.resolve("home"), "no folder");
    store = new ProfileStore(home, CLOCK);
    assertEquals(1, run("list"));
    assertFalse(out.toString().contains("No profiles yet"), out.toString());
    assertTrue(err.toString().contains(home.toString()), err.toString());
  }

  @Test
  void everyCommandIsSummedUpInAWholeSentence() {
    assertEquals(0, run("--help"));
    String commands =
        out.toString().replaceFirst("(?s).*Commands:", "").replaceFirst("(?s)Exit.*", "");
    for (String command : commands.strip().split("\n  (?=[a-z])", -1)) {
      assertTrue(command.strip().endsWith("."), command);
    }
  }

  @Test
  void whatOnlySpeaksTcpIsUsable() throws Exception {
    Path file = Files.writeString(folder.resolve("tcp.ovpn"), GOOD.replace("udp", "tcp"));
    assertEquals(0, run("check", file.toString(), "--json"));
    assertTrue(out.toString().contains("\"usable\":true"), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void checkNamesTheDataPathAsStatusDoes() throws Exception {
    Path file = Files.writeString(folder.resolve("udp.ovpn"), GOOD);
    assertEquals(0, run("check", file.toString(), "--json"));
    assertTrue(
        out.toString().contains("\"dataPath\":{\"kind\":\"kernel\",\"reason\":\"Nothing in"),
        out.toString());
    assertTrue(out.toString().contains("is what culvert doctor says"), out.toString());
  }

  @Test
  void checkHasAStableNameForWhatItFinds() throws Exception {
    Path file = Files.writeString(folder.resolve("x.ovpn"), GOOD + "lport 99999\n");
    assertEquals(7, run("check", file.toString(), "--json"));
    assertTrue(
        out.toString()
            .contains(
                "\"code\":\"number-range\",\"args\":[\"lport\",\"99999\",\"0\",\"65535\"],"
                    + "\"what\":\"'lport': '99999' is not a number from 0 to 65535\""),
        out.toString());
  }

  @Test
  void checkNamesAllThatKeepsAProfileFromTheKernel() throws Exception {
    Path file = Files.writeString(folder.resolve("udp.ovpn"), GOOD + "passtos\ndisable-dco\n");
    assertEquals(0, run("check", file.toString()));
    assertTrue(
        out.toString()
            .contains(
                "data path: userspace: The profile forbids the kernel's data path (disable-dco)\n"
                    + "  The kernel's data path cannot do it: packets are to be as urgent"),
        out.toString());
    assertEquals(0, run("check", file.toString(), "--json"));
    assertTrue(
        out.toString().contains("\"furtherReasons\":[{\"reason\":\"The kernel's data path cannot"),
        out.toString());
  }

  @Test
  void checkTellsEachErrorOnce() throws Exception {
    Path file = Files.writeString(folder.resolve("x.ovpn"), "client\nnonsense 1 2 3\n");
    run("check", file.toString());
    String all = out.toString() + err;
    assertEquals(2, all.split("x.ovpn:2", -1).length, all);
  }

  @Test
  void aMisspeltCommandIsAnsweredWithTheOneThatIsMeant() {
    assertEquals(2, run("lst"));
    assertTrue(err.toString().contains("list"), err.toString());
  }

  @Test
  void helpIsACommandToo() {
    assertEquals(0, run("help"));
    assertTrue(out.toString().contains("  connect"), out.toString());
  }

  @Test
  void anUnknownProfileIsSeven() {
    assertEquals(7, run("connect", "nowhere"));
    assertEquals(7, run("remove", "nowhere"));
    assertEquals(7, run("status", "nowhere"));
    assertEquals(7, run("disconnect", "nowhere"));
  }

  @Test
  void aFileThatIsNoProfileIsSevenAndNeverReachesTheHelper() throws Exception {
    Path file = Files.writeString(folder.resolve("x.ovpn"), "nonsense 1 2 3\n");
    assertEquals(7, run("connect", file.toString()));
    assertEquals(7, run("import", file.toString()));
    assertEquals(7, run("check", file.toString()));
    assertTrue(err.toString().contains("x.ovpn:1"), err.toString());
    assertEquals(List.of(), helper.asked);
    assertEquals(1, store.list().size());
  }

  @ParameterizedTest
  @CsvSource({
    "connect office",
    "disconnect office",
    "disconnect --all",
    "status",
    "status office",
    "stats office",
    "stats office --follow",
    "log",
    "log --follow",
    "doctor",
    "demo --no-window",
  })
  void withoutAHelperTheExitStatusIsThree(String line) {
    helper.unreachable = true;
    assertEquals(3, run(line.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense",
    "connect",
    "connect office more",
    "connect office --wait soon",
    "connect office --wait -1",
    "connect office --data-path magic",
    "connect office --auth-stdin --auth-file x",
    "disconnect",
    "disconnect office --all",
    "import",
    "stats",
    "remove",
    "check",
    "list --unknown",
  })
  void aWrongUseIsTwo(String line) {
    assertEquals(2, run(line.split(" ", -1)), err::toString);
    assertTrue(err.toString().startsWith("culvert: "), err.toString());
  }

  @ParameterizedTest
  @CsvSource({"--help", "--version", "connect --help", "list -h"})
  void helpIsNoFailure(String line) {
    assertEquals(0, run(line.split(" ", -1)));
    assertTrue(!out.toString().isEmpty());
  }

  @Test
  void theHelpNamesEveryCommand() {
    run("--help");
    for (String name :
        List.of(
            "import",
            "list",
            "connect",
            "answer",
            "reconnect",
            "disconnect",
            "status",
            "stats",
            "log",
            "watch",
            "rename",
            "duplicate",
            "favourite",
            "order",
            "forget",
            "totals",
            "export",
            "remove",
            "restore",
            "check",
            "doctor",
            "demo")) {
      assertTrue(out.toString().contains("  " + name), name);
    }
  }

  @Test
  void withoutACommandTheWindowOpens() {
    environment = Map.of("DISPLAY", ":0");
    assertEquals(0, run());
    assertEquals(0, run("gui"));
    assertEquals(List.of(Window.Wish.PLAIN, Window.Wish.PLAIN), windows);
  }

  @Test
  void theWindowIsToldWhatToImportFromWhereverItWasStarted() {
    environment = Map.of("DISPLAY", ":0");
    assertEquals(0, run("gui", "--hidden", "a b.ovpn", "file:///c%20d.zip"));
    assertEquals(
        List.of(
            new Window.Wish(
                Optional.empty(),
                new Visit(List.of(Path.of("a b.ovpn").toAbsolutePath(), Path.of("/c d.zip"))),
                true)),
        windows);
  }

  @Test
  void aLinkFromABrowserIsForTheWindow() {
    environment = Map.of("DISPLAY", ":0");
    String link = "openvpn://import-profile/https://vpn.example.com/office.ovpn";
    assertEquals(0, run("gui", link));
    assertEquals(
        List.of(new Window.Wish(Optional.empty(), new Visit(List.of(), Optional.of(link)), false)),
        windows);
  }

  @Test
  void whatIsNoFileOfThisComputerIsNotForTheWindow() {
    environment = Map.of("DISPLAY", ":0");
    assertEquals(2, run("gui", "ftp://me:secret@vpn.example.com/office.ovpn"));
    assertEquals(2, run("gui", "a.ovpn", "https://vpn.example.com/office.ovpn"));
    assertEquals(2, run("gui", "file:relative"));
    assertEquals(List.of(), windows);
    assertTrue(err.toString().contains("one https address"), err::toString);
    assertFalse(err.toString().contains("secret"), err::toString);
  }

  @Test
  void withoutADisplayTheWindowIsAFailureThatSaysSo() {
    assertEquals(1, run());
    assertTrue(err.toString().contains("no display"));
  }

  @Test
  void listShowsProfilesWithoutAHelper() {
    helper.unreachable = true;
    assertEquals(0, run("list"));
    assertEquals("office  vpn.example.org:1194  (user name and password)\n", out.toString());
    out.getBuffer().setLength(0);
    assertEquals(0, run("list", "--json"));
    assertEquals(
        "[{\"name\":\"office\",\"server\":\"vpn.example.org:1194\",\"asksForPassword\":true,"
            + "\"imported\":\"2026-01-02T03:04:05Z\",\"favourite\":false}]\n",
        out.toString());
  }

  @Test
  void statusOfAProfileThatWasNeverConnectedIsDisconnected() {
    assertEquals(0, run("status", "OFFICE", "--json"));
    assertTrue(out.toString().startsWith("{\"name\":\"office\",\"state\":\"disconnected\","));
  }

  @Test
  void statusWithoutANameIsAList() {
    assertEquals(0, run("status", "--json"));
    assertEquals("[]\n", out.toString());
    helper.tell(helper.state(SessionState.CONNECTED));
    out.getBuffer().setLength(0);
    assertEquals(0, run("status", "--json"));
    assertTrue(out.toString().startsWith("[{\"name\":\"office\",\"state\":\"connected\","));
  }

  @Test
  void statusNamesTheProxy() {
    helper.proxy("proxy.example.org:1080");
    helper.tell(helper.state(SessionState.CONNECTED));
    assertEquals(0, run("status", "office"));
    assertTrue(out.toString().contains("  proxy       proxy.example.org:1080\n"), out.toString());
    assertEquals(0, run("status", "office", "--json"));
    assertTrue(out.toString().contains("\"proxy\":\"proxy.example.org:1080\""), out.toString());
  }

  @Test
  void statsPrintTheCounters() {
    helper.tell(helper.state(SessionState.CONNECTED));
    assertEquals(0, run("stats", "office", "--json"));
    assertEquals(
        "{\"name\":\"office\",\"time\":\"2026-01-02T03:04:05Z\",\"bytesIn\":1000,"
            + "\"bytesOut\":2000,\"packetsIn\":3,\"packetsOut\":4}\n",
        out.toString());
  }

  @Test
  void statsOfNoSessionAreAFailure() {
    assertEquals(1, run("stats", "office"));
    assertEquals(1, run("stats", "office", "--follow"));
    assertEquals(7, run("stats", "nowhere"));
    assertEquals(7, run("stats", "nowhere", "--follow"));
  }

  @Test
  void logPrintsALineAnEvent() {
    helper.log.add(new LogLine("office", 0, LogLine.Level.WARNING, "slow"));
    assertEquals(0, run("log"));
    assertTrue(out.toString().endsWith(" office warning: slow\n"), out.toString());
  }

  private void logOfEveryLevel() {
    helper.tell(helper.state(SessionState.CONNECTED));
    for (LogLine.Level level : LogLine.Level.values()) {
      helper.log.add(new LogLine("office", 0, level, "The TLS of " + level.wireName()));
    }
  }

  @Test
  void theLogLeavesOutWhatMattersLessThanALevel() {
    logOfEveryLevel();
    assertEquals(0, run("log", "office", "--level", "warning"));
    assertEquals(
        List.of("The TLS of warning", "The TLS of error"),
        out.toString().lines().map(line -> line.replaceFirst(".*: ", "")).toList());
    assertEquals(2, run("log", "--level", "loud"));
    assertTrue(err.toString().contains("debug, info, warning or error"), err::toString);
  }

  @Test
  void theLogIsSearchedWhateverTheCaseOfTheLetters() {
    logOfEveryLevel();
    assertEquals(0, run("log", "--search", "tls OF E", "--level", "info"));
    assertTrue(out.toString().endsWith(" office error: The TLS of error\n"), out::toString);
    assertEquals(1, out.toString().lines().count());
    out.getBuffer().setLength(0);
    assertEquals(0, run("log", "--search", "office"), "not in what a line says");
    assertEquals("", out.toString());
  }

  @Test
  void whatFollowsIsLookedThroughToo() throws Exception {
    logOfEveryLevel();
    Thread following = start("log", "--follow", "--level", "warning", "--search", "tls");
    await(() -> out.toString().contains("The TLS of error"));
    helper.tell(new Event.Logged(new LogLine("office", 1, LogLine.Level.INFO, "more TLS")));
    helper.tell(new Event.Logged(new LogLine("office", 2, LogLine.Level.ERROR, "something else")));
    helper.tell(new Event.Logged(new LogLine("office", 3, LogLine.Level.ERROR, "no tls")));
    await(() -> out.toString().contains("no tls"));
    following.interrupt();
    following.join();
    assertEquals(3, out.toString().lines().count(), out::toString);
  }

  @Test
  void statsComeAsATableForAsLongAsTheSessionLasts() throws Exception {
    helper.tell(helper.state(SessionState.CONNECTED));
    assertEquals(0, run("stats", "office", "--csv"));
    assertEquals(
        List.of(
            "time,bytes_in,bytes_out,bytes_in_per_second,bytes_out_per_second",
            "2026-01-02T03:04:05Z,1000,2000,,"),
        out.toString().lines().toList());
    out.getBuffer().setLength(0);

    Thread following = start("stats", "office", "--follow", "--csv");
    await(() -> out.toString().contains("time,"));
    helper.tell(new Event.Traffic("office", 1_000, 1_000, 2_000, 1, 1));
    helper.tell(new Event.Traffic("office", 3_000, 5_000, 2_500, 1, 1));
    helper.tell(helper.state(SessionState.DISCONNECTED));
    following.join();
    assertEquals(
        List.of("1970-01-01T00:00:03Z,5000,2500,2000,250"),
        out.toString().lines().skip(1).toList());
    assertEquals(2, run("stats", "office", "--csv", "--json"));
  }

  @Test
  void eachProfileOfAFolderIsExplained() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.writeString(in.resolve("a.ovpn"), GOOD);
    assertEquals(0, run("check", in.toString()), err::toString);
    assertTrue(out.toString().contains("a.ovpn:\n"), out.toString());
    assertTrue(out.toString().contains("remote vpn.example.org 1194 udp"), out.toString());

    Files.writeString(in.resolve("b.ovpn"), "client\nremote vpn.example.org 99999999\n");
    out.getBuffer().setLength(0);
    assertEquals(7, run("check", in.toString(), "--json"));
    assertTrue(out.toString().startsWith("["), out.toString());
    assertTrue(out.toString().contains("\"usable\":false"), out.toString());
    assertTrue(err.toString().contains("b.ovpn:2"), err.toString());
    assertEquals(1, store.list().size());
  }

  @Test
  void aProfileInUseIsNotRemoved() throws Exception {
    helper.tell(helper.state(SessionState.CONNECTED));
    assertEquals(1, run("remove", "office"));
    assertEquals(1, store.list().size());
    helper.tell(helper.state(SessionState.DISCONNECTED));
    assertEquals(0, run("remove", "office"));
    assertEquals(List.of(), store.list());
  }

  @Test
  void aRemovedProfileTakesItsSecretsAlong() throws Exception {
    SecretName login = SecretName.login(store.find("office").orElseThrow().id());
    keyring.put(login, "anna", "sesame");
    keyring.put(SecretName.login("another"), "ben", "other");
    assertEquals(0, run("remove", "office"));
    assertEquals(Set.of(SecretName.login("another")), keyring.names());
    assertEquals("", err.toString());
  }

  @Test
  void aKeyringThatKeepsThemIsSaidUnlessThereIsNone() throws Exception {
    keyring.trouble(KeyringTrouble.LOCKED);
    assertEquals(0, run("remove", "office"));
    assertTrue(err.toString().contains("still in the keyring: the keyring stayed locked"));
    assertEquals(List.of(), store.list());
    err.getBuffer().setLength(0);
    storeOneProfile();
    keyring.trouble(KeyringTrouble.NO_KEYRING);
    assertEquals(0, run("remove", "office"));
    assertEquals("", err.toString());
  }

  @Test
  void disconnectNamesTheSessionAsItIsStored() {
    assertEquals(0, run("disconnect", "Office"));
    assertEquals(0, run("disconnect", "--all"));
    assertEquals(List.of(new Request.Disconnect("office")), helper.asked(Request.Disconnect.class));
    assertEquals(1, helper.asked(Request.DisconnectAll.class).size());
  }

  @Test
  void doctorPrintsWhatToDo() {
    assertEquals(0, run("doctor"));
    assertTrue(
        out.toString()
            .startsWith(
                "good  helper: answers\nbad   tun: /dev/net/tun is missing\n      load it\n"),
        out.toString());
    for (String subject : List.of("display", "tray")) {
      assertTrue(out.toString().contains("  " + subject + ": "), subject);
    }
    for (String ofHelper :
        List.of("kernel", "TUN driver", "TUN offloads", "DNS back end", "kill switch")) {
      assertFalse(out.toString().contains("  " + ofHelper + ": "), ofHelper);
    }
  }

  @Test
  void doctorSaysWhetherTheDesktopShowsTheIcon() {
    assertEquals(0, run("doctor"));
    assertTrue(out.toString().contains("note  tray: No tray that shows icons"), out.toString());
    tray = true;
    assertEquals(0, run("doctor"));
    assertTrue(out.toString().contains("good  tray: The desktop shows the icon"), out.toString());
  }

  @Test
  void withoutAHelperTheDoctorLooksAtWhatItCanSeeItself() {
    helper.unreachable = true;
    assertEquals(3, run("doctor"));
    assertTrue(out.toString().contains("  kernel: Linux"), out.toString());
    assertTrue(out.toString().contains("  TUN driver: "), out.toString());
    assertTrue(out.toString().contains("  TUN offloads: "), out.toString());
    assertTrue(out.toString().contains("  DNS back end: "), out.toString());
  }
}
