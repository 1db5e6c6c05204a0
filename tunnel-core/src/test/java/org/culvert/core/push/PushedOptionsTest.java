package org.culvert.core.push;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.culvert.core.profile.PullSettings;
import org.culvert.core.profile.PullSettings.Filter;
import org.culvert.core.profile.PullSettings.Filter.Action;
import org.culvert.core.wire.CompressionFraming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushedOptionsTest {
  private static final PullSettings PULL_ALL = new PullSettings(false, List.of());
  private static final Announced ANNOUNCED =
      new Announced(
          Set.of("cc-exit", "tls-ekm", "dyn-tls-crypt"),
          List.of("AES-256-GCM", "AES-128-GCM"),
          false);

  @Test
  void readsTheReplyOfADebianServer() throws PushException {
    PushedOptions pushed =
        parse(
            ("route-gateway 10.99.0.1,topology subnet,ping 10,ping-restart 60,"
                    + "ifconfig 10.99.0.2 255.255.255.0,peer-id 0,cipher AES-256-GCM,"
                    + "protocol-flags cc-exit tls-ekm dyn-tls-crypt,tun-mtu 1500")
                .split(","));
    assertEquals(OptionalInt.of(0), pushed.peerId());
    assertEquals(Optional.of("AES-256-GCM"), pushed.cipher());
    assertTrue(pushed.tlsExporter());
    assertTrue(pushed.exitNotifyOnControlChannel());
    assertTrue(pushed.dynamicTlsCrypt());
    assertEquals(OptionalInt.of(10), pushed.ping());
    assertEquals(OptionalInt.of(60), pushed.pingRestart());
    assertEquals(Optional.empty(), pushed.compression());
    assertEquals(
        List.of(
            List.of("route-gateway", "10.99.0.1"),
            List.of("topology", "subnet"),
            List.of("ifconfig", "10.99.0.2", "255.255.255.0"),
            List.of("tun-mtu", "1500")),
        pushed.network());
    assertEquals(List.of(), pushed.ignored());
  }

  @Test
  void anEmptyReplySetsNothing() throws PushException {
    PushedOptions pushed = parse();
    assertEquals(OptionalInt.empty(), pushed.peerId());
    assertEquals(Optional.empty(), pushed.cipher());
    assertFalse(pushed.tlsExporter());
    assertEquals(List.of(), pushed.network());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cipher none",
        "cipher",
        "cipher BF-CBC",
        "cipher CHACHA20-POLY1305",
        "cipher AES-256-GCM extra",
        "peer-id",
        "peer-id x",
        "peer-id -2",
        "peer-id 16777216",
        "peer-id 99999999999999999999",
        "key-derivation",
        "key-derivation prf",
        "protocol-flags aead-epoch",
        "protocol-flags cc-exit something",
        "ifconfig 10.8.0.2",
        "ifconfig",
        "ifconfig 10.8.0.2 255.255.255.0 x",
        "ifconfig \"10.8.0.2 255.255.255.0",
        "ifconfig-ipv6",
        "compress lz4",
        "compress lz4-v2",
        "compress lzo",
        "compress migrate",
        "comp-lzo",
        "comp-lzo adaptive",
        "comp-lzo no no",
        "compress stub stub",
      })
  void endsTheAttemptOnAMalformedOrUnwantedVitalOption(String option) {
    PushException e = assertThrows(PushException.class, () -> parse(option));
    List<String> subjects = List.of("cipher", "protocol", "compress", "malformed", "ifconfig");
    assertTrue(subjects.stream().anyMatch(e.reason()::contains), e.reason());
  }

  @Test
  void aFeatureMustHaveBeenAnnounced() {
    Announced nothing = new Announced(Set.of(), List.of("AES-256-GCM"), false);
    for (String option :
        List.of(
            "protocol-flags cc-exit",
            "protocol-flags tls-ekm",
            "protocol-flags dyn-tls-crypt",
            "key-derivation tls-ekm")) {
      assertThrows(
          PushException.class, () -> PushedOptions.parse(List.of(option), PULL_ALL, nothing));
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "7,7", "16777214,16777214"})
  void takesPeerIds(String text, int id) throws PushException {
    assertEquals(OptionalInt.of(id), parse("peer-id " + text).peerId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "16777215"})
  void twoValuesMeanNoPeerId(String text) throws PushException {
    assertEquals(OptionalInt.empty(), parse("peer-id " + text).peerId());
  }

  @Test
  void cipherNamesCompareWithoutCase() throws PushException {
    assertEquals(Optional.of("AES-128-GCM"), parse("cipher aes-128-gcm").cipher());
  }

  @Test
  void keyDerivationSelectsTheExporter() throws PushException {
    assertTrue(parse("key-derivation tls-ekm").tlsExporter());
  }

  @Test
  void theLaterOfTwoSingleValuesWins() throws PushException {
    assertEquals(OptionalInt.of(7), parse("ping 5", "ping 7").ping());
  }

  @Test
  void timersAreTaken() throws PushException {
    PushedOptions pushed =
        parse(
            "ping-exit 86400",
            "keepalive 3 9",
            "inactive 600 100",
            "session-timeout 604800",
            "explicit-exit-notify 90");
    assertEquals(OptionalInt.of(86_400), pushed.pingExit());
    assertEquals(OptionalInt.of(3), pushed.ping());
    assertEquals(OptionalInt.of(9), pushed.pingRestart());
    assertEquals(OptionalInt.of(600), pushed.inactive());
    assertEquals(100, pushed.inactiveBytes());
    assertEquals(OptionalInt.of(604_800), pushed.sessionTimeout());
    assertEquals(OptionalInt.of(5), pushed.explicitExitNotify());
    assertEquals(OptionalInt.of(1), parse("explicit-exit-notify").explicitExitNotify());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "ping x", "ping -1", "ping 86401", "ping ٣", "ping 4294967296"})
  void aMalformedTimerIsToldAndNotFollowed(String option) throws PushException {
    PushedOptions pushed = parse("ping 5", option);
    assertEquals(OptionalInt.of(5), pushed.ping());
    assertEquals(1, pushed.ignored().size());
  }

  @ParameterizedTest
  @CsvSource({
    "comp-lzo no, LZO",
    "compress, STUB",
    "compress stub, STUB",
    "compress stub-v2, STUB_V2",
  })
  void framingsThatCompressNothingAreTaken(String option, CompressionFraming framing)
      throws PushException {
    assertEquals(Optional.of(framing), parse(option).compression());
  }

  @ParameterizedTest
  @CsvSource({
    "comp-lzo, LZO",
    "comp-lzo adaptive, LZO",
    "compress lzo, LZO",
    "compress lz4, LZ4",
    "compress lz4-v2, LZ4_V2",
  })
  void compressionIsTakenWhereTheProfileAllowsIt(String option, CompressionFraming framing)
      throws PushException {
    Announced announced = new Announced(Set.of(), List.of("AES-256-GCM"), true);
    PushedOptions pushed = PushedOptions.parse(List.of(option), PULL_ALL, announced);
    assertEquals(Optional.of(framing), pushed.compression());
  }

  @Test
  void tokensAreTakenAndStaySecret() throws PushException {
    PushedOptions pushed =
        parse("auth-token OLD", "auth-token SESS_ID_AT_abc+/=", "auth-token-user YsO8Yg==");
    assertArrayEquals(
        "SESS_ID_AT_abc+/=".getBytes(StandardCharsets.US_ASCII),
        pushed.authToken().orElseThrow().copyBytes());
    assertEquals(Optional.of("büb"), pushed.authTokenUser());
    assertFalse(pushed.toString().contains("SESS_ID"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth-token SESS_ID x",
        "auth-token \"SESS_ID",
        "\"auth-token\" SESS_ID \\x",
        "auth-token-user SESS_ID!",
        "auth-token-user G10=",
      })
  void aMalformedTokenIsNotTakenAndNotShown(String option) throws PushException {
    PushedOptions pushed = parse(option);
    assertTrue(pushed.authToken().isEmpty());
    assertTrue(pushed.authTokenUser().isEmpty());
    assertEquals(1, pushed.ignored().size());
    assertFalse(pushed.toString().contains("SESS_ID"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up /bin/sh",
        "plugin x.so",
        "script-security 2",
        "bind-dev eth0",
        "client-nat snat 1.1.1.1 255.255.255.255 2.2.2.2",
        "setenv opt up x",
        "verb 11",
        "remote evil 1194",
        "providers legacy",
        "reneg-sec 1",
        "frobnicate",
        "Ping 3",
        "--ping 3",
      })
  void whatAServerMustNotPushIsToldAndNotFollowed(String option) throws PushException {
    PushedOptions pushed = parse(option);
    assertEquals(List.of(), pushed.network());
    assertEquals(1, pushed.ignored().size());
  }

  @Test
  void sentencesForTheLogHaveNoControlCharacters() throws PushException {
    PushedOptions pushed = parse("echo a\u001b[31mb\u202ec\r\nd", "\u0007bell");
    for (String sentence : pushed.ignored()) {
      assertTrue(sentence.codePoints().allMatch(c -> c >= ' ' && c < 0x7f), sentence);
    }
  }

  @Test
  void sentencesForTheLogAreBounded() throws PushException {
    String[] options = new String[16_384];
    Arrays.fill(options, "x".repeat(255));
    PushedOptions pushed = parse(options);
    assertEquals(201, pushed.ignored().size());
    assertTrue(pushed.ignored().stream().allMatch(s -> s.length() < 300));
  }

  @Test
  void routeNopullDropsRoutesAndDnsButKeepsAddresses() throws PushException {
    PushedOptions pushed =
        PushedOptions.parse(
            List.of(
                "ifconfig 10.8.0.2 255.255.255.0",
                "route-gateway 10.8.0.1",
                "topology subnet",
                "tun-mtu 1400",
                "route 10.0.0.0 255.0.0.0",
                "route-ipv6 2001:db8::/32",
                "redirect-gateway def1",
                "redirect-private",
                "route-metric 5",
                "block-ipv6",
                "dhcp-option DNS 10.8.0.1",
                "dns server 0 address 10.8.0.1",
                "block-outside-dns",
                "ping 10"),
            new PullSettings(true, List.of()),
            ANNOUNCED);
    assertEquals(
        List.of("ifconfig", "route-gateway", "topology", "tun-mtu"),
        pushed.network().stream().map(List::getFirst).toList());
    assertEquals(OptionalInt.of(10), pushed.ping());
    assertEquals(9, pushed.ignored().size());
  }

  @Test
  void theFirstFilterThatFitsDecides() throws PushException {
    PushedOptions pushed =
        filtered(
            List.of("route 10.1.0.0 255.255.0.0", "route 10.2.0.0 255.255.0.0", "route-ipv6 ::/0"),
            new Filter(Action.ACCEPT, "route 10.1"),
            new Filter(Action.IGNORE, "route "));
    assertEquals(
        List.of(List.of("route", "10.1.0.0", "255.255.0.0"), List.of("route-ipv6", "::/0")),
        pushed.network());
  }

  @Test
  void quotesAndBlanksDoNotSlipPastAFilter() throws PushException {
    PushedOptions pushed =
        filtered(
            List.of(
                "\"route\" 10.1.0.0",
                "   route 10.1.0.0",
                "dhcp-option   DNS 10.0.0.1",
                "'dhcp-option' \"DNS\" 10.0.0.1"),
            new Filter(Action.IGNORE, "route"),
            new Filter(Action.IGNORE, "dhcp-option DNS"));
    assertEquals(List.of(), pushed.network());
  }

  @Test
  void aRejectedOptionEndsTheAttempt() {
    PushException e =
        assertThrows(
            PushException.class,
            () -> filtered(List.of("auth-token SECRET"), new Filter(Action.REJECT, "auth-token")));
    assertTrue(e.reason().contains("pull-filter"));
    assertFalse(e.reason().contains("SECRET"));
  }

  @Test
  void aFilterAlsoKeepsAwayWhatWouldEndTheAttempt() throws PushException {
    filtered(List.of("comp-lzo no", "compress \"lz4"), new Filter(Action.IGNORE, "comp"));
  }

  @Property
  void anyOptionsAreTakenOrRefused(@ForAll("options") List<String> options) {
    try {
      PushedOptions pushed = parse(options.toArray(String[]::new));
      assertTrue(
          pushed.ignored().stream().allMatch(s -> s.chars().noneMatch(Character::isISOControl)));
    } catch (PushException e) {
      assertTrue(e.reason().chars().noneMatch(Character::isISOControl));
    }
  }

  @Provide
  Arbitrary<List<String>> options() {
    Arbitrary<String> name =
        Arbitraries.of(
            "peer-id",
            "cipher",
            "protocol-flags",
            "auth-token",
            "auth-token-user",
            "ping",
            "keepalive",
            "inactive",
            "explicit-exit-notify",
            "ifconfig",
            "route",
            "dns",
            "compress",
            "echo",
            "");
    Arbitrary<String> words =
        Arbitraries.oneOf(Arbitraries.strings(), Arbitraries.of("1", "-1", "AES-256-GCM", "x y"));
    return Combinators.combine(name, words).as((n, w) -> n + " " + w).list().ofMaxSize(6);
  }

  private static PushedOptions filtered(List<String> options, Filter... filters)
      throws PushException {
    return PushedOptions.parse(options, new PullSettings(false, List.of(filters)), ANNOUNCED);
  }

  private static PushedOptions parse(String... options) throws PushException {
    return PushedOptions.parse(List.of(options), PULL_ALL, ANNOUNCED);
  }
}
