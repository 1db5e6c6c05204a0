package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.culvert.core.profile.ControlWrapping.KeyDirection;
import org.culvert.core.profile.ControlWrapping.TlsAuth;
import org.culvert.core.profile.Remote.Family;
import org.culvert.core.profile.Remote.Transport;
import org.culvert.core.profile.TlsSettings.PeerPurpose;
import org.culvert.core.profile.TlsSettings.ServerName;
import org.culvert.core.profile.TlsSettings.TlsVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileParserTest {
  @Test
  void aPlainProfileIsReadWithoutAWord() {
    ProfileReport report = Samples.parse(Samples.good());

    assertEquals(List.of(), Samples.lines(report.findings()));
    Profile profile = report.profile().orElseThrow();
    assertEquals(1, profile.remotes().size());
    assertEquals(Timers.DEFAULT, profile.timers());
    assertEquals(List.of("AES-256-GCM", "AES-128-GCM", "CHACHA20-POLY1305"), profile.dataCiphers());
    assertEquals("SHA1", profile.authDigest());
    assertEquals(PeerPurpose.SERVER, profile.tls().purpose());
    assertEquals(Optional.of(Samples.pem("ca.crt")), profile.tls().ca());
    assertEquals(Optional.of(Samples.pem("client.crt")), profile.tls().certificate());
    assertArrayEquals(
        Samples.resource("pki/client.key"), profile.tls().privateKey().orElseThrow().copyBytes());
  }

  @Test
  void aKeyUsageWithoutMasksStillDemandsOne() {
    Profile profile = Samples.parse(Samples.good("remote-cert-ku")).profile().orElseThrow();

    assertEquals(List.of(0), profile.tls().keyUsages());
  }

  @Test
  void remotesKeepTheirOrderAndTakeDefaultsFromAnywhere() {
    Profile profile =
        Samples.profile(
            Samples.good(
                "remote second.example.com",
                "remote [2001:db8::1] https udp6",
                "remote 192.0.2.1 5 tcp4",
                "port 1195",
                "proto udp4",
                "remote-random",
                "explicit-exit-notify 2"));

    assertEquals(
        List.of(
            "vpn.example.com 1194 UDP ANY",
            "second.example.com 1195 UDP IPV4",
            "2001:db8::1 443 UDP IPV6",
            "192.0.2.1 5 TCP IPV4"),
        profile.remotes().stream()
            .map(r -> r.host() + " " + r.port() + " " + r.transport() + " " + r.family())
            .toList());
    assertTrue(profile.choice().random());
    assertEquals(OptionalInt.of(2), profile.remotes().getFirst().explicitExitNotify());
  }

  @Test
  void protoForceKeepsOnlyOneTransport() {
    Profile profile =
        Samples.profile(Samples.good("remote b 1 tcp", "remote c 2 udp", "proto-force udp"));

    assertEquals(
        List.of("vpn.example.com", "c"), profile.remotes().stream().map(Remote::host).toList());
  }

  @Test
  void connectionBlocksInheritWhatStandsBeforeThem() {
    ProfileReport report =
        Samples.parse(
            Samples.good(
                "lport 0",
                "proto udp4",
                "<connection>",
                "remote a 1",
                "</connection>",
                "<connection>",
                "remote b 2 udp6",
                "local 192.0.2.7",
                "tls-crypt ta.key",
                "</connection>",
                "tls-auth ta.key 1"));

    List<Remote> remotes = report.profile().orElseThrow().remotes();
    assertEquals(List.of("a", "b"), remotes.stream().map(Remote::host).toList());
    assertEquals(List.of(Family.IPV4, Family.IPV6), remotes.stream().map(Remote::family).toList());
    assertEquals(Optional.of("192.0.2.7"), remotes.getLast().localAddress());
    assertInstanceOf(TlsAuth.class, remotes.getFirst().wrapping());
    assertInstanceOf(ControlWrapping.TlsCrypt.class, remotes.getLast().wrapping());
    assertTrue(
        Samples.lines(report.findings()).stream()
            .anyMatch(f -> f.contains("'remote' outside of the <connection> blocks is not used")));
  }

  @Test
  void aSettingBehindTheBlocksDoesNotCountForThem() {
    ProfileReport report =
        Samples.parse(Samples.good("<connection>", "remote a", "</connection>", "port 99"));

    assertEquals(1194, report.profile().orElseThrow().remotes().getFirst().port());
    assertTrue(
        Samples.lines(report.findings()).stream().anyMatch(f -> f.contains("does not count")));
  }

  @Test
  void keyDirectionCountsBeforeAndAfterTheKey() {
    for (String text :
        List.of(
            Samples.good("key-direction 1") + Samples.block("tls-auth", "ta.key"),
            Samples.block("tls-auth", "ta.key") + Samples.good("key-direction 1"),
            Samples.good("tls-auth ta.key 1"),
            Samples.good("tls-auth [inline] 1") + Samples.block("tls-auth", "ta.key"))) {
      assertEquals(KeyDirection.INVERSE, tlsAuth(Samples.profile(text)).direction());
    }
    assertEquals(
        KeyDirection.BIDIRECTIONAL,
        tlsAuth(Samples.profile(Samples.good("tls-auth ta.key"))).direction());
  }

  @Test
  void tlsAuthTakesItsDigestFromWhereverAuthStands() {
    assertEquals(
        "SHA512",
        tlsAuth(Samples.profile(Samples.good("tls-auth ta.key 0", "auth sha512"))).digest());
    assertEquals(
        "SHA256",
        tlsAuth(Samples.profile("auth RSA-SHA256\n" + Samples.good("tls-auth ta.key 0"))).digest());
  }

  private static TlsAuth tlsAuth(Profile profile) {
    return assertInstanceOf(TlsAuth.class, profile.remotes().getFirst().wrapping());
  }

  @Test
  void timesAreReadInSeconds() {
    Timers timers =
        Samples.profile(
                Samples.good(
                    "keepalive 10 60",
                    "ping-exit 7",
                    "hand-window 61",
                    "tran-window 62",
                    "reneg-sec 0",
                    "tls-timeout 5",
                    "reneg-bytes 5000000000",
                    "reneg-pkts -1",
                    "inactive 100 2000",
                    "session-timeout 300"))
            .timers();

    assertEquals(
        new Timers(
            OptionalInt.of(10),
            OptionalInt.of(60),
            OptionalInt.of(7),
            61,
            62,
            0,
            5,
            OptionalInt.of(100),
            2000,
            5_000_000_000L,
            0,
            300),
        timers);
  }

  @Test
  void aProfileWithoutPullAsksTheServerForNothing() {
    String text = Samples.good("ifconfig 10.8.0.2 10.8.0.1").replace("client\n", "tls-client\n");
    assertFalse(Samples.profile(text).pull().pulls());
    assertTrue(Samples.profile(Samples.good()).pull().pulls());
  }

  @Test
  void dnsLinesAreUsedAndOtherDhcpOptionsAreTold() {
    assertEquals(
        List.of(),
        Samples.parse(
                Samples.good(
                    "dhcp-option DNS 10.0.0.53",
                    "dhcp-option DOMAIN-SEARCH corp.example",
                    "dns server 0 address 10.0.0.53",
                    "dns server 0 resolve-domains corp.example"))
            .findings());
    String told =
        Samples.parse(Samples.good("dhcp-option WINS 10.0.0.1", "dhcp-option PROXY_HTTP a 1"))
            .findings()
            .toString();
    assertTrue(told.contains("'dhcp-option WINS' is for Windows"), told);
    assertTrue(told.contains("nothing to do with DNS"), told);
  }

  @Test
  void networkLinesAreKeptAsWordsInOrder() {
    TunnelSettings tunnel =
        Samples.profile(
                Samples.good(
                    "topology subnet",
                    "route 10.1.0.0 255.255.0.0 net_gateway 5",
                    "route-ipv6 2001:db8::/32",
                    "redirect-gateway def1 ipv6",
                    "dhcp-option DNS 10.0.0.53",
                    "setenv opt block-ipv6",
                    "dev tun7"))
            .tunnel();

    assertEquals(
        List.of(
            List.of("topology", "subnet"),
            List.of("route", "10.1.0.0", "255.255.0.0", "net_gateway", "5"),
            List.of("route-ipv6", "2001:db8::/32"),
            List.of("redirect-gateway", "def1", "ipv6"),
            List.of("dhcp-option", "DNS", "10.0.0.53"),
            List.of("block-ipv6")),
        tunnel.network());
    assertEquals(Optional.of("tun7"), tunnel.deviceName());
  }

  @Test
  void theServersIdentityIsDemanded() {
    String colons = "AB:".repeat(31) + "cd";
    TlsSettings tls =
        Samples.profile(
                Samples.good(
                    "verify-x509-name \"CN=a server\" subject",
                    "remote-cert-ku a0 88",
                    "remote-cert-eku \"TLS Web Server Authentication\"",
                    "tls-version-min 1.0",
                    "tls-version-max 1.2",
                    "tls-cipher ECDHE-RSA-AES256-GCM-SHA384:NOPE",
                    "tls-groups X25519:brainpoolP256r1",
                    "tls-cert-profile preferred",
                    "crl-verify crl.pem",
                    "<peer-fingerprint>",
                    colons,
                    "</peer-fingerprint>"))
            .tls();

    assertEquals(
        Optional.of(new ServerName("CN=a server", ServerName.Match.SUBJECT)), tls.serverName());
    assertEquals(List.of(0xa0, 0x88), tls.keyUsages());
    assertEquals(Optional.of("1.3.6.1.5.5.7.3.1"), tls.extendedKeyUsage());
    assertEquals(List.of("ab".repeat(31) + "cd"), tls.peerFingerprints());
    assertEquals(TlsVersion.TLS_1_2, tls.minVersion());
    assertEquals(TlsVersion.TLS_1_2, tls.maxVersion());
    assertEquals(List.of("TLS-ECDHE-RSA-WITH-AES-256-GCM-SHA384"), tls.tls12Ciphers());
    assertEquals(List.of("x25519"), tls.groups());
    assertEquals(OptionalInt.of(2), tls.certificateProfileLevel());
    assertEquals(Optional.of(Samples.pem("crl.pem")), tls.crl());
  }

  @Test
  void onlySupportedCiphersAreOffered() {
    assertEquals(
        List.of("CHACHA20-POLY1305", "AES-256-CBC", "AES-192-GCM"),
        Samples.profile(
                Samples.good("data-ciphers ?chacha20-poly1305:AES-256-CBC:DES-CBC:AES-192-GCM"))
            .dataCiphers());
    Profile old = Samples.profile(Samples.good("cipher AES-256-CBC", "ncp-ciphers AES-128-GCM"));
    assertEquals(List.of("AES-128-GCM"), old.dataCiphers());
    assertEquals(Optional.of("AES-256-CBC"), old.fallbackCipher());
    assertEquals(
        List.of("AES-256-GCM", "AES-128-GCM", "CHACHA20-POLY1305", "AES-192-GCM"),
        Samples.profile(Samples.good("cipher aes-192-gcm")).dataCiphers());
  }

  @Test
  void credentialsComeFromABlockOrAFile() {
    Profile profile =
        Samples.profile(
            Samples.good("<auth-user-pass>", "jane doe", " hunter2 ", "</auth-user-pass>"));

    assertTrue(profile.userPass());
    assertEquals("jane doe", profile.credentials().orElseThrow().username());
    assertArrayEquals(
        " hunter2 ".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        profile.credentials().orElseThrow().password().copyBytes());
    assertFalse(profile.toString().contains("hunter2"));
    Profile asked = Samples.profile(Samples.good("auth-user-pass"));
    assertTrue(asked.userPass());
    assertTrue(asked.credentials().isEmpty());
  }

  @Test
  void namesAndPeerInfoComeFromSetenvAndMetaComments() {
    String text =
        Samples.good(
            "setenv FRIENDLY_NAME \"My VPN\"", "setenv UV_ID 7", "push-peer-info", "setenv X y");

    assertEquals(Optional.of("My VPN"), Samples.profile(text).friendlyName());
    assertEquals(Map.of("UV_ID", "7"), Samples.profile(text).peerInfo());
    assertEquals(
        Optional.of("Office"),
        Samples.profile("# OVPN_ACCESS_SERVER_FRIENDLY_NAME=Office\n" + text).friendlyName());
    assertEquals(
        Optional.of("jane@host"),
        Samples.profile("# OVPN_ACCESS_SERVER_PROFILE=jane@host/x\n" + Samples.good())
            .friendlyName());
    assertEquals(Map.of(), Samples.profile(Samples.good("setenv UV_ID 7")).peerInfo());
  }

  @Test
  void pullFiltersKeepTheirOrder() {
    PullSettings pull =
        Samples.profile(
                Samples.good(
                    "route-nopull", "pull-filter ignore \"route \"", "pull-filter accept r"))
            .pull();

    assertTrue(pull.routeNoPull());
    assertEquals(
        List.of(
            new PullSettings.Filter(PullSettings.Filter.Action.IGNORE, "route "),
            new PullSettings.Filter(PullSettings.Filter.Action.ACCEPT, "r")),
        pull.filters());
  }

  @Test
  void unknownLinesAreLeftOutOnlyWhereTheProfileSaysSo() {
    assertFalse(Samples.parse(Samples.good("frobnicate 1")).profile().isPresent());
    assertTrue(
        Samples.parse(
                Samples.good(
                    "ignore-unknown-option frobnicate x", "frobnicate 1", "<x>", "y", "</x>"))
            .profile()
            .isPresent());
    assertFalse(
        Samples.parse(Samples.good("frobnicate 1", "ignore-unknown-option frobnicate"))
            .profile()
            .isPresent());
    assertTrue(Samples.parse(Samples.good("setenv opt frobnicate 1")).profile().isPresent());
    assertFalse(Samples.parse(Samples.good("setenv opt scramble x")).profile().isPresent());
    assertTrue(
        Samples.parse(Samples.good("setenv FORWARD_COMPATIBLE 1", "frobnicate 1"))
            .profile()
            .isPresent());
  }

  @Test
  void everyLineIsExplained() {
    ProfileReport report =
        Samples.parse(Samples.good("up /bin/evil", "setenv UV_TOKEN s3cret", "nice 1"));

    assertEquals(
        List.of(
            "1 client SUPPORT",
            "2 dev tun SUPPORT",
            "3 remote vpn.example.com 1194 udp SUPPORT",
            "4 remote-cert-tls server SUPPORT",
            "5 up /bin/evil DROP",
            "6 setenv … SUPPORT",
            "7 nice 1 IGNORE"),
        report.explained().stream()
            .limit(7)
            .map(e -> e.line() + " " + e.text() + " " + e.action())
            .toList());
    assertEquals("<key>", report.explained().getLast().text());
  }

  @Test
  void theDataPathIsNamedHonestly() {
    assertEquals(
        new DataPathInfo("kernel", PathReason.of(PathReasonCode.PROFILE_FITS)),
        DataPathReason.of(Samples.profile(Samples.good())));
    assertTrue(
        DataPathReason.of(Samples.profile(Samples.good("disable-dco")))
            .reason()
            .sentence()
            .endsWith("(disable-dco)"));
    Profile tcp = Samples.profile(Samples.good().replace("udp", "tcp"));
    assertEquals(Transport.TCP, tcp.remotes().getFirst().transport());
    assertEquals(DataPathReason.of(Samples.profile(Samples.good())), DataPathReason.of(tcp));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fragment 1300 | (fragment)",
        "comp-lzo no | (compress, comp-lzo)",
        "compress stub-v2 | (compress, comp-lzo)",
        "data-ciphers AES-256-CBC | (AES-GCM, CHACHA20-POLY1305)",
        "passtos | (passtos)",
        "bind-dev eth0 | (bind-dev)",
        "mtu-disc yes | (mtu-disc)",
        "replay-window 4096 | (replay-window)",
      })
  void whatTheKernelCannotDoIsNamed(String line, String named) {
    DataPathInfo path = DataPathReason.of(Samples.profile(Samples.good(line)));
    assertEquals("userspace", path.kind(), path::toString);
    assertTrue(path.reason().sentence().endsWith(named), path::toString);
  }

  @Test
  void allThatTheKernelCannotDoIsNamedAndEachOnce() {
    String both =
        Samples.good(
                "passtos",
                "<connection>",
                "remote 192.0.2.2 1194 udp",
                "fragment 1300",
                "</connection>",
                "<connection>",
                "remote 192.0.2.3 1194 udp",
                "mtu-disc yes",
                "</connection>")
            .replace("remote vpn.example.com 1194 udp\n", "");
    assertEquals(
        List.of(
            PathReasonCode.PROFILE_FRAGMENT,
            PathReasonCode.PROFILE_TOS,
            PathReasonCode.PROFILE_DISCOVERY),
        DataPathReason.of(Samples.profile(both)).reasons().stream().map(PathReason::code).toList());
  }

  @Test
  void whatOneServerCannotDoIsNotSaidOfAnother() {
    String both =
        Samples.good(
                "<connection>",
                "remote 192.0.2.2 1194 udp",
                "</connection>",
                "<connection>",
                "remote 192.0.2.3 1194 udp",
                "fragment 1300",
                "</connection>")
            .replace("remote vpn.example.com 1194 udp\n", "");
    DataPathInfo path = DataPathReason.of(Samples.profile(both));
    assertEquals("kernel", path.kind(), path::toString);
    assertTrue(path.reason().sentence().endsWith("for 1 of 2 servers"), path::toString);
  }

  @Test
  void whatTheKernelDoesAsWellIsNoReason() {
    Profile profile =
        Samples.profile(
            Samples.good("replay-window 128", "compress migrate", "float", "tun-mtu 1400"));
    assertEquals("kernel", DataPathReason.of(profile).kind(), DataPathReason.of(profile)::toString);
  }

  @Test
  void aProfileWithoutACheckOfTheServerIsWarnedAbout() {
    String text = Samples.good().replace("remote-cert-tls server\n", "");

    assertEquals(
        List.of(
            "test.ovpn: nothing in the profile tells the server from another client of the same"
                + " CA. Add a line: remote-cert-tls server."),
        Samples.lines(Samples.parse(text).findings()));
  }

  @Test
  void readsAsManyDirectivesAsThereMayBeAndNotOneMore() {
    String good = Samples.good();
    int there = Samples.parse(good).explained().size();
    String route = "route 10.0.0.0 255.0.0.0\n";
    String most = good + route.repeat(ProfileLexer.MAX_DIRECTIVES - there);
    assertTrue(Samples.parse(most).profile().isPresent());

    ProfileReport report = Samples.parse(most + route);
    assertTrue(report.profile().isEmpty());
    assertTrue(
        report.errors().stream().anyMatch(error -> error.what().contains("16384 directives")),
        () -> report.errors().toString());
  }
}
