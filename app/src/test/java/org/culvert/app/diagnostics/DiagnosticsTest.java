package org.culvert.app.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.culvert.app.doctor.LocalFindings;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.Samples;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Response;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsTest {
  private static final List<String> SECRETS =
      List.of(
          "s3cret-private-key",
          "s3cret-tls-auth",
          "s3cret-tls-crypt",
          "s3cret-tls-crypt-v2",
          "s3cret-static",
          "s3cret-password",
          "s3cret-proxy-password",
          "s3cret-pkcs12",
          "s3cret-pushed-token",
          "s3cret-proxy-line",
          "s3cret-management",
          "s3cret-askpass",
          "s3cret-comment",
          "s3cret-header",
          "s3cret-environment",
          "s3cret-page",
          "s3cret-line");
  private static final String PROFILE =
      """
      client
      # remember: s3cret-comment
      remote vpn.corp.example 1194 udp
      http-proxy proxy.corp.example 3128 s3cret-proxy-line basic
      http-proxy-option CUSTOM-HEADER Authorization s3cret-header
      management 127.0.0.1 7505 s3cret-management
      askpass s3cret-askpass
      setenv TOKEN s3cret-environment
      s3cret-line
      <key>
      -----BEGIN PRIVATE KEY-----
      s3cret-private-key
      -----END PRIVATE KEY-----
      </key>
      <tls-auth>
      s3cret-tls-auth
      </tls-auth>
      <tls-crypt>
      s3cret-tls-crypt
      </tls-crypt>
      <tls-crypt-v2>
      s3cret-tls-crypt-v2
      </tls-crypt-v2>
      <secret>
      s3cret-static
      </secret>
      <auth-user-pass>
      jane.doe
      s3cret-password
      </auth-user-pass>
      <http-proxy-user-pass>
      jd-proxy
      s3cret-proxy-password
      </http-proxy-user-pass>
      <pkcs12>
      s3cret-pkcs12
      </pkcs12>
      """;

  @TempDir Path folder;

  private final FakeHelper helper = new FakeHelper();

  private Diagnostics diagnostics() {
    helper.answer(
        _ ->
            new Response.Findings(
                List.of(
                    new Response.Finding(
                        "tun",
                        Response.Finding.Health.BAD,
                        "the TUN driver is missing",
                        "load it"))));
    return new Diagnostics(
        helper,
        new LocalFindings(folder, true, () -> false),
        Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
        "1.2.3",
        Optional.of(folder.resolve("settings.json")));
  }

  private static Diagnostics.Subject office(Optional<String> text, KnownSecrets known) {
    return Diagnostics.Subject.of("Office", () -> text, () -> Optional.of(known));
  }

  private byte[] zip(boolean withoutNames) throws Exception {
    helper.status(
        Samples.waiting(
            "Office", 1, new Question.WebLogin("https://sso.example/?token=s3cret-page")));
    helper.say(
        Samples.log(
            "Office",
            1_700_000_000_000L,
            LogLine.Level.DEBUG,
            "PUSH_REPLY,route 10.2.0.0,auth-token s3cret-pushed-token,ping 5"));
    helper.say(
        Samples.log(
            "Office",
            1_700_000_000_001L,
            LogLine.Level.WARNING,
            "jane.doe said s3cret-password to vpn.corp.example at 192.0.2.7 and [2001:db8::7]"));
    helper.say(
        Samples.log(
            "Office",
            1_700_000_000_002L,
            LogLine.Level.INFO,
            "see https://sso.example/?token=s3cret-page"));
    Files.writeString(folder.resolve("settings.json"), "{\"appearance\":\"dark\"}");
    return diagnostics()
        .zip(List.of(office(Optional.of(PROFILE), KnownSecrets.NONE)), withoutNames);
  }

  private static void assertNowhere(byte[] zip, Archive files, String secret) {
    String all = new String(zip, StandardCharsets.ISO_8859_1) + files;
    assertFalse(all.contains(secret), () -> secret + " is in the archive:\n" + files);
  }

  @Test
  void noSecretOfAnyKindIsInTheArchive() throws Exception {
    byte[] zip = zip(false);
    Archive files = Archive.of(zip);
    SECRETS.forEach(secret -> assertNowhere(zip, files, secret));
    assertNowhere(zip, files, "s3cret");
  }

  @Test
  void whatHelpsIsInIt() throws Exception {
    Archive files = Archive.of(zip(false));
    assertEquals(
        List.of(
            "README.txt",
            "versions.txt",
            "doctor.txt",
            "status.json",
            "log.txt",
            "settings.json",
            "profile-1.ovpn"),
        files.names());
    assertTrue(files.text("versions.txt").startsWith("culvert 1.2.3\njava.version "));
    assertTrue(files.text("doctor.txt").contains("bad   tun: the TUN driver is missing"));
    assertTrue(files.text("status.json").contains("\"state\":\"waiting-for-user\""));
    assertFalse(files.text("status.json").contains("sso.example"));
    assertTrue(files.text("log.txt").contains("vpn.corp.example at 192.0.2.7"));
    assertTrue(
        files.text("log.txt").contains("route 10.2.0.0,auth-token [removed: 19 bytes],ping"));
    assertTrue(files.text("profile-1.ovpn").contains("remote vpn.corp.example 1194 udp"));
    assertTrue(files.text("profile-1.ovpn").contains("<tls-auth>\n[removed: 15 bytes]"));
    assertTrue(files.text("README.txt").contains("ARE in these files"));
    assertEquals("{\"appearance\":\"dark\"}", files.text("settings.json"));
  }

  @Test
  void namesAndAddressesStayOutWhenWanted() throws Exception {
    byte[] zip = zip(true);
    Archive files = Archive.of(zip);
    for (String name :
        List.of(
            "vpn.corp.example",
            "proxy.corp.example",
            "jane.doe",
            "jd-proxy",
            "192.0.2.7",
            "2001:db8",
            "Office",
            "s3cret")) {
      assertNowhere(zip, files, name);
    }
    assertTrue(
        files.text("log.txt").contains("at [address] and [[address]]"), files.text("log.txt"));
    assertTrue(files.text("profile-1.ovpn").matches("(?s).*remote \\[name \\d+] 1194 udp.*"));
  }

  @Test
  void namesOfOtherProfilesInTheSettingsStayOutWhenWanted() throws Exception {
    Files.writeString(
        folder.resolve("settings.json"),
        "{\"version\":1,\"profiles\":[{\"name\":\"Jane's clinic\"},{\"name\":\"Bank \\\"A\\\"\"}]}");
    Archive files =
        Archive.of(
            diagnostics().zip(List.of(office(Optional.of(PROFILE), KnownSecrets.NONE)), true));
    assertFalse(files.text("settings.json").contains("clinic"), files.text("settings.json"));
    assertFalse(files.text("settings.json").contains("Bank"), files.text("settings.json"));
  }

  @Test
  void withoutAHelperTheArchiveSaysWhy() throws Exception {
    Diagnostics diagnostics = diagnostics();
    helper.reachable(false);
    Archive files =
        Archive.of(diagnostics.zip(List.of(office(Optional.empty(), KnownSecrets.NONE)), false));
    assertTrue(files.text("doctor.txt").contains("bad   helper: "), files.text("doctor.txt"));
    assertEquals("", files.text("log.txt"));
    assertFalse(files.names().contains("profile-1.ovpn"));
    assertFalse(files.names().contains("settings.json"));
  }

  private void failWith(String words) {
    helper.status(
        Samples.failed(
            "Office",
            SessionState.FAILED,
            1,
            Optional.of(Problem.of(ProblemCode.SERVER_SAYS, "vpn", words))));
    helper.say(Samples.log("Office", 1_700_000_000_000L, LogLine.Level.WARNING, words));
  }

  /** As it is imported and stored: the login stands beside the text. */
  private Diagnostics.Subject imported(String password) throws Exception {
    ProfileStore store = new ProfileStore(folder.resolve("profiles"), Clock.systemUTC());
    Path file =
        Files.writeString(
            folder.resolve("Office.ovpn"),
            "client\ndev tun\nremote vpn.example.com\npeer-fingerprint "
                + "00:".repeat(31)
                + "00\n<auth-user-pass>\njane.doe\n"
                + password
                + "\n</auth-user-pass>\n");
    new ProfileImporter(store, Clock.systemUTC())
        .importFrom(
            file.toString(),
            ProfileImporter.Wishes.named(Optional.empty()),
            InputStream.nullInputStream());
    StoredProfile stored = store.find("Office").orElseThrow();
    assertFalse(store.text(stored).contains(password), "where it was before");
    return Diagnostics.Subject.of(
        "Office", () -> Optional.of(store.text(stored)), () -> Optional.of(store.known(stored)));
  }

  @Test
  void theLoginThatWasImportedIsTakenOutOfLogAndProblem() throws Exception {
    failWith("no user jane.doe with s3cret-password");
    Archive files = Archive.of(diagnostics().zip(List.of(imported("s3cret-password")), false));
    for (String file : List.of("log.txt", "status.json")) {
      String text = files.text(file);
      assertTrue(text.contains("no user jane.doe with [removed: 15 bytes]"), text);
    }
    files = Archive.of(diagnostics().zip(List.of(imported("s3cret-password")), true));
    assertFalse(files.toString().contains("jane.doe"), files.toString());
  }

  @Test
  void inWhateverFormItIsRepeated() throws Exception {
    String password = "s3cret \"%\\ü";
    failWith(
        String.join(
            " or ",
            password,
            "s3cret+%22%25%5C%C3%BC",
            "s3cret%20%22%25%5C%C3%BC",
            base64(password),
            base64("jane.doe:" + password)));
    Archive files = Archive.of(diagnostics().zip(List.of(imported(password)), false));
    for (String file : List.of("log.txt", "status.json")) {
      String text = files.text(file);
      assertTrue(
          text.contains(
              (file.equals("log.txt") ? "[removed: 12 bytes]" : "[removed: 14 bytes]")
                  + " or [removed: 22 bytes] or [removed: 24 bytes] or [removed: 16 bytes] or"
                  + " [removed: 28 bytes]"),
          text);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsKnownIsWipedAfterwards() throws Exception {
    KnownSecrets known =
        new KnownSecrets(
            Optional.of(new Credentials("jane.doe", Secret.ofText("s3cret-password"))),
            Optional.empty(),
            Optional.of(Secret.ofText("s3cret-passphrase")),
            Optional.empty());
    failWith("the key opens with s3cret-passphrase");
    Archive files =
        Archive.of(diagnostics().zip(List.of(office(Optional.of(PROFILE), known)), false));
    assertFalse(files.toString().contains("s3cret"), files.toString());
    assertThrows(
        IllegalStateException.class, () -> known.login().orElseThrow().password().copyBytes());
    assertThrows(IllegalStateException.class, () -> known.passphrase().orElseThrow().copyBytes());
  }

  @Test
  void whatIsDamagedIsToldInTheArchive() throws Exception {
    Path settings = folder.resolve("settings.json");
    Files.write(settings, new byte[] {'{', (byte) 0xff, '}'});
    Diagnostics.Subject damaged =
        Diagnostics.Subject.of(
            "Office",
            () -> Optional.of(Files.readString(folder.resolve("gone"))),
            () -> Optional.of(KnownSecrets.NONE));
    failWith("so it is");
    Archive files = Archive.of(diagnostics().zip(List.of(damaged), true));
    assertEquals("cannot be read: it is not text in UTF-8\n", files.text("settings.json"));
    assertEquals("cannot be read: there is no such file\n", files.text("profile-1.ovpn"));
    assertTrue(files.text("log.txt").contains("so it is"), files.text("log.txt"));

    Files.delete(settings);
    Files.createDirectory(settings);
    files = Archive.of(diagnostics().zip(List.of(damaged), false));
    assertTrue(
        files.text("settings.json").startsWith("cannot be read: "), files.text("settings.json"));
  }

  @Test
  void whatAnUnreadableLoginMayStandInIsLeftOut() throws Exception {
    failWith("no user jane.doe with s3cret-password");
    Diagnostics.Subject damaged =
        Diagnostics.Subject.of(
            "Office",
            () -> Optional.of("client\n"),
            () -> {
              throw new AccessDeniedException("login");
            });
    byte[] zip = diagnostics().zip(List.of(damaged), false);
    assertNowhere(zip, Archive.of(zip), "s3cret");
    assertTrue(
        Archive.of(zip).text("log.txt").startsWith("What there is of Office is left out: "),
        Archive.of(zip).text("log.txt"));
    assertEquals("client\n", Archive.of(zip).text("profile-1.ovpn"));
  }
}
