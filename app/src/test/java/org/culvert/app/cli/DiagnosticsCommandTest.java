package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.culvert.app.diagnostics.Archive;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Test;

class DiagnosticsCommandTest extends CliFixture {
  private Archive archive(Path file) throws Exception {
    return Archive.of(Files.readAllBytes(file));
  }

  @Test
  void theArchiveIsForTheUserAloneAndAboutTheSessionsOfLate() throws Exception {
    helper.tell(helper.state(SessionState.CONNECTED));
    helper.log.add(new LogLine("office", 0, LogLine.Level.INFO, "hello"));
    Path file = folder.resolve("d.zip");
    assertEquals(0, run("diagnostics", file.toString()));

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(out.toString().contains("names of hosts and users"), out.toString());
    Archive files = archive(file);
    assertTrue(files.text("log.txt").endsWith("office info: hello\n"), files.text("log.txt"));
    assertEquals("client\n", files.text("profile-1.ovpn"));
    assertTrue(files.text("status.json").contains("\"name\":\"office\""));
  }

  @Test
  void aFileThatIsThereIsLeftAsItIs() throws Exception {
    Path file = Files.writeString(folder.resolve("d.zip"), "mine");
    assertEquals(1, run("diagnostics", file.toString()));
    assertEquals("mine", Files.readString(file));
    assertTrue(err.toString().contains("a file of that name is in the way"), err.toString());
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    Path file = folder.resolve("nowhere").resolve("d.zip");
    assertEquals(1, run("diagnostics", file.toString()));
    assertEquals(
        "culvert: Not now: "
            + file
            + " was not written: the folder does not exist\n  Make the folder "
            + file.getParent()
            + ", or name another file.\n",
        err.toString());
  }

  @Test
  void oneProfileAloneAndWithoutNames() throws Exception {
    store.add(
        new ProfileStore.Draft(
            "home",
            ProfileStore.IfTaken.REFUSE,
            "client\nremote home.example.net 443\n",
            KnownSecrets.NONE,
            "home.example.net:443",
            false));
    Path file = folder.resolve("d.zip");
    assertEquals(0, run("diagnostics", file.toString(), "--profile", "home", "--without-names"));
    String profile = archive(file).text("profile-1.ovpn");
    assertTrue(profile.matches("client\nremote \\[name \\d+] 443\n"), profile);
  }

  @Test
  void anUnknownProfileIsSevenAndWritesNothing() {
    Path file = folder.resolve("d.zip");
    assertEquals(7, run("diagnostics", file.toString(), "--profile", "nowhere"));
    assertFalse(Files.exists(file));
  }

  @Test
  void withoutAHelperThereIsStillAnArchive() throws Exception {
    helper.unreachable = true;
    Path file = folder.resolve("d.zip");
    assertEquals(0, run("diagnostics", file.toString(), "--profile", "office"));
    assertTrue(archive(file).text("doctor.txt").contains("helper: The Culvert helper does not"));
    assertEquals("client\n", archive(file).text("profile-1.ovpn"));
  }

  @Test
  void aDamagedProfileIsToldInTheArchive() throws Exception {
    Files.delete(folder.resolve("profiles").resolve(store.list().getFirst().id() + ".ovpn"));
    Path file = folder.resolve("d.zip");
    assertEquals(0, run("diagnostics", file.toString(), "--profile", "office"), err::toString);
    assertEquals("cannot be read: there is no such file\n", archive(file).text("profile-1.ovpn"));
  }
}
