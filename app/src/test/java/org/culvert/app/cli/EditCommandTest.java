package org.culvert.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Event;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changing a stored profile with an editor, which here is a script. */
@Timeout(60)
class EditCommandTest extends CliFixture {
  private static final String TEXT =
      GOOD
          + "auth-user-pass\n<tls-crypt>\n-----BEGIN OpenVPN Static key V1-----\n"
          + "0123456789abcdef0123456789abcdef\n".repeat(16)
          + "-----END OpenVPN Static key V1-----\n</tls-crypt>\n";

  private Path seen = Path.of("");
  private StoredProfile before =
      new StoredProfile("", "", "", false, java.time.Instant.EPOCH, false);

  @BeforeEach
  void store() throws Exception {
    seen = folder.resolve("seen");
    before =
        store.add(
            new ProfileStore.Draft(
                "work",
                ProfileStore.IfTaken.REFUSE,
                TEXT,
                KnownSecrets.ofLogin(Optional.of(new Credentials("anna", Secret.ofText("sesame")))),
                "vpn.example.org:1194",
                true));
    environment = Map.of("XDG_RUNTIME_DIR", Files.createDirectory(folder.resolve("run")) + "");
  }

  /** The script keeps what it sees, and says where it saw it. */
  private void editor(String... lines) throws Exception {
    Path script =
        Files.writeString(
            folder.resolve("editor.sh"),
            "set -e\ncp \"$1\" "
                + seen
                + "\nls -l \"$1\" >"
                + seen
                + ".ls\necho \"$1\" >"
                + seen
                + ".path\n"
                + String.join("\n", lines)
                + "\n",
            UTF_8);
    environment =
        Map.of(
            "XDG_RUNTIME_DIR",
            folder.resolve("run").toString(),
            "EDITOR",
            "false",
            "VISUAL",
            "/bin/sh " + script);
  }

  private String text() throws Exception {
    return store.text(store.find("work").orElseThrow());
  }

  private void assertNothingLeft() throws Exception {
    try (Stream<Path> left = Files.list(folder.resolve("run"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aChangeIsStoredAndAllElseStays() throws Exception {
    store.favourite(before, true);
    editor("sed -i 's/1194/443/' \"$1\"");
    assertEquals(0, run("edit", "WORK"), err.toString());
    assertEquals("Saved work\n", out.toString());
    assertEquals(TEXT.replace("1194", "443"), text());
    StoredProfile now = store.find("work").orElseThrow();
    assertEquals(before.id(), now.id());
    assertEquals(before.imported(), now.imported());
    assertEquals("vpn.example.org:443", now.server());
    assertTrue(now.favourite());
    KnownSecrets known = store.known(now);
    assertEquals(Optional.of("anna"), known.login().map(Credentials::username));
    assertEquals(
        Optional.of("sesame"),
        known.login().map(login -> new String(login.password().copyBytes(), UTF_8)));
  }

  @Test
  void theEditorSeesNoKeyUnlessItIsWantedAndNothingIsLeftBehind() throws Exception {
    editor("echo draft >\"$1~\"");
    assertEquals(0, run("edit", "work"));
    assertEquals("Nothing was changed.\n", out.toString());
    String shown = Files.readString(seen);
    assertFalse(shown.contains("0123456789abcdef"), shown);
    assertTrue(shown.contains("<tls-crypt>\n*** hidden 1: 18 lines ***\n</tls-crypt>\n"), shown);
    assertTrue(Files.readString(Path.of(seen + ".ls")).startsWith("-rw-------"));
    Path where = Path.of(Files.readString(Path.of(seen + ".path")).strip());
    assertTrue(where.startsWith(folder.resolve("run")), where.toString());
    assertEquals("work.ovpn", String.valueOf(where.getFileName()));
    assertNothingLeft();
    assertEquals(0, run("edit", "work", "--with-keys"));
    assertEquals(TEXT, Files.readString(seen));
  }

  @Test
  void errorsAreToldAndEditedAgain() throws Exception {
    editor(
        "if grep -q clinet \"$1\"; then sed -i 's/clinet/client/; s/1194/443/' \"$1\";"
            + " else sed -i 's/client/clinet/' \"$1\"; fi");
    terminal.answers.add(true);
    assertEquals(0, run("edit", "work"), err.toString());
    assertEquals(List.of("Edit again?"), terminal.questions);
    assertTrue(err.toString().contains("error: work:1: "), err.toString());
    assertEquals(TEXT.replace("1194", "443"), text());
  }

  @Test
  void whoDoesNotWantToEditAgainKeepsWhatWasStored() throws Exception {
    editor("sed -i 's/client/clinet/' \"$1\"");
    terminal.answers.add(false);
    assertEquals(7, run("edit", "work"));
    assertTrue(err.toString().contains("work is as it was"), err.toString());
    assertEquals(TEXT, text());
    assertTrue(kept().contains("clinet"));
  }

  /** What was written, from the one file that is left and named. */
  private String kept() throws Exception {
    try (Stream<Path> all = Files.walk(folder.resolve("run"))) {
      Path file = assertOne(all.filter(Files::isRegularFile).toList());
      assertTrue(err.toString().contains("is kept for you alone"), err.toString());
      assertTrue(err.toString().contains(file.toString()), err.toString());
      assertTrue(err.toString().contains("culvert edit work"), err.toString());
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      return Files.readString(file);
    }
  }

  private static Path assertOne(List<Path> files) {
    assertEquals(1, files.size(), files.toString());
    return files.getFirst();
  }

  @Test
  void whatWasWrittenOutlivesAnEditorThatEndsWithAnError() throws Exception {
    editor(
        "echo draft >\"$1~\"",
        "sed 's/1194/443/' \"$1\" >\"$1.new\"",
        "chmod 644 \"$1.new\"",
        "mv \"$1.new\" \"$1\"",
        "exit 3");
    assertEquals(1, run("edit", "work"));
    assertTrue(err.toString().contains("the editor ended with status 3"), err.toString());
    assertEquals(TEXT, text());
    String kept = kept();
    assertTrue(kept.contains("443"), kept);
    assertFalse(kept.contains("0123456789abcdef"), kept);
  }

  @Test
  void whereNothingWasWrittenNothingIsKept() throws Exception {
    editor("echo draft >\"$1~\"", "exit 3");
    assertEquals(1, run("edit", "work"));
    assertTrue(err.toString().contains("VISUAL or EDITOR names the editor"), err.toString());
    assertNothingLeft();
  }

  @Test
  void aMarkThatWasChangedIsAnError() throws Exception {
    editor("sed -i 's/18 lines/17 lines/' \"$1\"");
    terminal.answers.add(false);
    assertEquals(7, run("edit", "work"));
    assertTrue(err.toString().contains("stands for hidden lines"), err.toString());
    assertEquals(TEXT, text());
  }

  @Test
  void whatAnotherProgramStoredMeanwhileIsNotLostWithoutAQuestion() throws Exception {
    String other = TEXT.replace("1194", "1195");
    Path stored = folder.resolve("profiles").resolve(before.id() + ".ovpn");
    Path prepared = Files.writeString(folder.resolve("other.ovpn"), other);
    editor("cp " + prepared + " " + stored, "sed -i 's/1194/443/' \"$1\"");
    terminal.answers.add(false);
    assertEquals(1, run("edit", "work"));
    assertTrue(
        terminal.questions.getFirst().startsWith("work was changed meanwhile"),
        terminal.questions.toString());
    assertEquals(other, text());
    assertTrue(kept().contains("443"));
    editor("cp " + prepared + " " + stored, "sed -i 's/1195/443/' \"$1\"", "echo >>" + stored);
    terminal.answers.add(true);
    assertEquals(0, run("edit", "work"), err.toString());
    assertEquals(TEXT.replace("1194", "443"), text());
  }

  @Test
  void aTunnelThatStandsIsSaidToGoOnAsItWas() throws Exception {
    helper.tell(new Event.StatusChanged(helper.status("work", SessionState.CONNECTED)));
    editor("sed -i 's/1194/443/' \"$1\"");
    assertEquals(0, run("edit", "work"), err.toString());
    assertTrue(out.toString().contains("goes on as it was"), out.toString());
  }

  @Test
  void withoutATerminalOrAnEditorOrAProfileItSaysWhy() throws Exception {
    editor();
    assertEquals(7, run("edit", "nowhere"));
    terminal.present = false;
    assertEquals(1, run("edit", "work"));
    assertTrue(err.toString().contains("there is no terminal"), err.toString());
    terminal.present = true;
    environment = Map.of("VISUAL", "  ", "EDITOR", "false");
    assertEquals(1, run("edit", "work"));
    assertTrue(err.toString().contains("the editor ended with status 1"), err.toString());
    assertEquals(TEXT, text());
  }

  @Test
  void theStoredTextIsReadByItsOwnerAlone() throws Exception {
    editor("sed -i 's/1194/443/' \"$1\"");
    assertEquals(0, run("edit", "work"));
    Path stored = folder.resolve("profiles").resolve(before.id() + ".ovpn");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(stored)));
  }
}
