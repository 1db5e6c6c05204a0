package org.culvert.app.keyring.dbus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.app.bus.Patience;
import org.culvert.app.bus.PrivateBus;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.freedesktop.dbus.interfaces.DBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Prompts, old services, slow ones and none: over a real bus. */
@Tag("ui")
class SecretServiceTest {
  private static final SecretName LOGIN = SecretName.login("0123");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path folder;

  private PrivateBus bus;

  @BeforeEach
  void start() throws Exception {
    bus = PrivateBus.bare(folder);
  }

  @AfterEach
  void stop() {
    bus.close();
  }

  private FakeService service(FakeService.Person person) throws Exception {
    return new FakeService(bus, person, "anna\nsesame".getBytes(UTF_8));
  }

  private SecretServiceKeyring keyring() {
    return new SecretServiceKeyring(bus.environment(), LONG, LONG);
  }

  private static KeyringTrouble trouble(Executable call) {
    return assertThrows(KeyringException.class, call).trouble();
  }

  @Test
  @Timeout(20)
  void aBusThatTakesTheConnectionAndSaysNothingIsGivenUp() throws Exception {
    Path mute = folder.resolve("mute");
    try (var _ =
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(mute))) {
      SecretServiceKeyring keyring =
          new SecretServiceKeyring(
              Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + mute), SHORT, SHORT);
      assertEquals(KeyringTrouble.SILENT, trouble(() -> keyring.find(LOGIN)));
    }
  }

  @Test
  void withoutABusThereIsNoDesktop() {
    SecretServiceKeyring nowhere = new SecretServiceKeyring(Map.of());
    assertEquals(KeyringTrouble.NO_DESKTOP, trouble(() -> nowhere.find(LOGIN)));
    SecretServiceKeyring gone =
        new SecretServiceKeyring(
            Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder.resolve("gone")));
    assertEquals(KeyringTrouble.NO_DESKTOP, trouble(() -> gone.find(LOGIN)));
  }

  @Test
  void aDesktopMayHaveNoKeyring() {
    assertEquals(KeyringTrouble.NO_KEYRING, trouble(() -> keyring().find(LOGIN)));
    assertEquals(KeyringTrouble.NO_KEYRING, trouble(() -> keyring().holds("0123")));
    assertEquals(KeyringTrouble.NO_KEYRING, trouble(() -> keyring().forget("0123")));
  }

  @Test
  void aLockedSecretIsReadAfterAPrompt() throws Exception {
    try (FakeService service = service(FakeService.Person.AGREES)) {
      Credentials found = keyring().find(LOGIN).orElseThrow();

      assertEquals("anna", found.username());
      assertArrayEquals("sesame".getBytes(UTF_8), found.password().copyBytes());
      assertEquals(
          List.of(
              "search {application=culvert, kind=login, profile=0123}",
              "prompt",
              "session dh-ietf1024-sha256-aes128-cbc-pkcs7",
              "session plain"),
          service.heard);
    }
  }

  @Test
  void whoDismissesThePromptIsNotAskedAgain() throws Exception {
    try (FakeService service = service(FakeService.Person.REFUSES)) {
      assertEquals(KeyringTrouble.LOCKED, trouble(() -> keyring().find(LOGIN)));
      assertEquals(2, service.heard.size());
    }
  }

  @Test
  void aPromptThatNobodyAnswersIsTakenBack() throws Exception {
    try (FakeService service = service(FakeService.Person.IS_AWAY)) {
      SecretServiceKeyring keyring = new SecretServiceKeyring(bus.environment(), LONG, SHORT);
      assertEquals(KeyringTrouble.LOCKED, trouble(() -> keyring.find(LOGIN)));
      assertEquals("dismiss", service.heard.getLast());
    }
  }

  @Test
  void whetherThereIsASecretIsToldWithoutAPrompt() throws Exception {
    try (FakeService service = service(FakeService.Person.AGREES)) {
      assertTrue(keyring().holds("0123"));
      assertEquals(List.of("search {application=culvert, profile=0123}"), service.heard);
    }
  }

  @Test
  void lockedSecretsAreForgottenAfterAPrompt() throws Exception {
    try (FakeService service = service(FakeService.Person.AGREES)) {
      assertTrue(keyring().forget("0123"));
      assertEquals(
          List.of("search {application=culvert, profile=0123}", "prompt", "delete"), service.heard);
    }
  }

  @Test
  void aFirstSecretMakesTheCollectionThatItGoesInto() throws Exception {
    try (FakeService service = service(FakeService.Person.AGREES);
        Secret password = Secret.ofText("new")) {
      service.hasCollection = false;
      service.locked = false;
      keyring().store(LOGIN, "Culvert: login of Office", new Credentials("ben", password));

      assertEquals(
          List.of(
              "collection default",
              "prompt",
              "session dh-ietf1024-sha256-aes128-cbc-pkcs7",
              "session plain",
              "create Culvert: login of Office true"),
          service.heard);
      assertArrayEquals("ben\nnew".getBytes(UTF_8), service.secret);
    }
  }

  @Test
  void whatIsNotStoredStaysTheCallers() throws Exception {
    try (FakeService _ = service(FakeService.Person.REFUSES);
        Secret password = Secret.ofText("new")) {
      Credentials credentials = new Credentials("ben", password);
      assertEquals(
          KeyringTrouble.LOCKED, trouble(() -> keyring().store(LOGIN, "Label", credentials)));
      assertEquals(3, password.copyBytes().length);
    }
  }

  @Test
  void aServiceThatSaysNothingIsNotWaitedFor() throws Exception {
    try (FakeService service = service(FakeService.Person.AGREES)) {
      service.silent = true;
      SecretServiceKeyring keyring = new SecretServiceKeyring(bus.environment(), SHORT, LONG);
      assertEquals(KeyringTrouble.SILENT, trouble(() -> keyring.find(LOGIN)));
    }
  }

  @Test
  void noTraceOfACallIsLeftOnTheBus() throws Exception {
    try (FakeService service = service(FakeService.Person.AGREES);
        var watching = bus.connect()) {
      service.locked = false;
      assertEquals(Optional.of("anna"), keyring().find(LOGIN).map(Credentials::username));
      DBus all =
          watching.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
      Patience.until(
          "the connection to go",
          () -> Stream.of(all.ListNames()).filter(name -> name.startsWith(":")).count() == 2);
    }
  }
}
