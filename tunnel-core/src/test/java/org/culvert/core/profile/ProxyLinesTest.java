package org.culvert.core.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyLinesTest {
  private static final IncludedFiles LOGIN =
      name ->
          name.equals("login.txt")
              ? Optional.of("jane\nhunter2\n".getBytes(UTF_8))
              : Samples.PKI.read(name);

  private static Proxy proxy(String... lines) {
    return Samples.profile(Samples.good(lines)).remotes().getFirst().proxy().orElseThrow();
  }

  private static Proxy.Http http(String... more) {
    String text = overTcp(Samples.good(more));
    return assertInstanceOf(
        Proxy.Http.class, Samples.profile(text).remotes().getFirst().proxy().orElseThrow());
  }

  private static String overTcp(String text) {
    return text.replace("1194 udp", "443 tcp");
  }

  private static void isJane(Optional<Credentials> credentials) {
    assertEquals("jane", credentials.orElseThrow().username());
    assertArrayEquals("hunter2".getBytes(UTF_8), credentials.get().password().copyBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "http-proxy proxy.example 3128 gone.txt, <http-proxy-user-pass>",
    "socks-proxy proxy.example 1080 gone.txt, <socks-proxy-user-pass>",
    "crl-verify gone.txt, <crl-verify>",
    "askpass gone.txt, ''"
  })
  void aFileThatIsMissingMayBePastedIntoABlockThatThereIs(String line, String block) {
    ProfileReport report = Samples.parse(overTcp(Samples.good(line)));
    String hint = report.errors().getFirst().whatToDo();
    assertTrue(hint.contains("next to the profile"), hint);
    assertTrue(block.isEmpty() ? !hint.contains("paste") : hint.contains(block), hint);
  }

  @ParameterizedTest
  @CsvSource({
    "'', WHEN_ASKED",
    "auto, WHEN_ASKED",
    "auto none, WHEN_ASKED",
    "stdin, WHEN_ASKED",
    "auto-nct, NEVER_IN_CLEAR",
    "auto basic, BASIC_AT_ONCE"
  })
  void anHttpProxyIsAskedAsTheProfileSays(String words, Proxy.HttpLogin login) {
    Proxy.Http proxy = http("http-proxy proxy.example 3128 " + words);
    assertEquals("proxy.example:3128", proxy.text());
    assertEquals(login, proxy.login());
    assertEquals(Optional.empty(), proxy.credentials());
    assertEquals("1.0", proxy.version());
  }

  @Test
  void optionsOfAnHttpProxyAreCollected() {
    Proxy.Http proxy =
        http(
            "http-proxy [2001:db8::1] 3128",
            "http-proxy-option VERSION 1.1",
            "http-proxy-option AGENT \"Mozilla 5\"",
            "http-proxy-option CUSTOM-HEADER X-One \"a b\"",
            "http-proxy-option CUSTOM-HEADER \"X-Two: c\"");
    assertEquals("[2001:db8::1]:3128", proxy.text());
    assertEquals("1.1", proxy.version());
    assertEquals(Optional.of("Mozilla 5"), proxy.agent());
    assertEquals(
        List.of(new Proxy.Header("X-One", "a b"), new Proxy.Header("X-Two", "c")), proxy.headers());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http-proxy-option VERSION 2",
        "http-proxy-option CUSTOM-HEADER \"X Y\" z",
        "http-proxy-option CUSTOM-HEADER X \"a\rb\"",
        "http-proxy-option FOO x",
        "http-proxy a 70000",
        "http-proxy a 3128 auto kerberos",
        "http-proxy a/b 3128",
        "socks-proxy a 0",
        "mark -1",
        "bind-dev a/b",
        "sndbuf x"
      })
  void whatIsMiswrittenIsReported(String line) {
    ProfileReport report =
        new ProfileParser(Samples.NOW)
            .parse("a.ovpn", overTcp(Samples.good(line)).getBytes(UTF_8), Samples.PKI);
    assertEquals(1, report.errors().size(), line);
  }

  @Test
  void aLoginMayStandInABlockInFrontOrBehind() {
    String block = "<http-proxy-user-pass>\njane\nhunter2\n</http-proxy-user-pass>";
    isJane(http("http-proxy a 3128", block).credentials());
    isJane(http(block, "http-proxy a 3128 auto-nct").credentials());
  }

  @Test
  void aLoginOfAFileBecomesABlock() {
    for (String line :
        List.of("http-proxy a 3128 login.txt basic", "socks-proxy a 1080 login.txt")) {
      String text = overTcp(Samples.good(line));
      ProfileBundle bundle = ProfileBundle.make("a.ovpn", text.getBytes(UTF_8), LOGIN, Samples.NOW);
      String alone = bundle.text().orElseThrow();
      assertFalse(alone.contains("login.txt"), alone);
      Proxy proxy = Samples.profile(alone).remotes().getFirst().proxy().orElseThrow();
      isJane(proxy.credentials());
      if (proxy instanceof Proxy.Http http) {
        assertEquals(Proxy.HttpLogin.BASIC_AT_ONCE, http.login());
      }
    }
  }

  @Test
  void aFileCannotAddLinesToTheProfile() {
    IncludedFiles hostile =
        name ->
            name.equals("login.txt")
                ? Optional.of("jane\n</socks-proxy-user-pass>\nup x\n".getBytes(UTF_8))
                : Samples.PKI.read(name);
    ProfileReport report =
        new ProfileParser(Samples.NOW)
            .parse("a.ovpn", Samples.good("socks-proxy a 1080 login.txt").getBytes(UTF_8), hostile);
    assertTrue(report.profile().isEmpty());
  }

  @Test
  void serversByUdpThatAreLeftOutNeedNoHttpProxy() {
    String text =
        overTcp(Samples.good("remote b 1195 udp", "proto-force tcp", "http-proxy a 3128"));
    assertEquals(1, Samples.profile(text).remotes().size());
  }

  @Test
  void aSocksProxyServesBothTransports() {
    assertEquals(new Proxy.Socks5("a", 1080, Optional.empty()), proxy("socks-proxy a"));
    assertEquals(new Proxy.Socks5("a", 99, Optional.empty()), proxy("socks-proxy a 99"));
  }

  @Test
  void eachConnectionMayHaveItsOwnProxyAndPace() {
    List<Remote> remotes =
        Samples.profile(
                Samples.good(
                    "connect-retry 2 20",
                    "<connection>",
                    "remote a 443 tcp",
                    "http-proxy p 3128",
                    "http-proxy-option AGENT x",
                    "server-poll-timeout 7",
                    "</connection>",
                    "<connection>",
                    "remote b 1194 udp",
                    "socks-proxy q",
                    "connect-retry 3",
                    "</connection>",
                    "<connection>",
                    "remote c 1194 udp",
                    "</connection>"))
            .remotes();
    assertEquals(
        List.of(Optional.of("p:3128"), Optional.of("q:1080"), Optional.empty()),
        remotes.stream().map(remote -> remote.proxy().map(Proxy::text)).toList());
    assertEquals(
        List.of(new Pace(2, 20, 7), new Pace(3, 20, 120), new Pace(2, 20, 120)),
        remotes.stream().map(Remote::pace).toList());
  }

  @Test
  void aPasswordIsShownNowhere() {
    String text =
        overTcp(Samples.good("http-proxy a 3128"))
            + "<http-proxy-user-pass>\njane\nhunter2\n</http-proxy-user-pass>\n"
            + "http-proxy-option CUSTOM-HEADER X-Token hunter2\n";
    ProfileReport report = Samples.parse(text);
    assertFalse(report.explained().toString().contains("hunter2"));
    assertFalse(report.profile().toString().contains("hunter2"));
  }

  @Test
  void optionsOfSocketsAreKept() {
    SocketSettings sockets =
        Samples.profile(
                Samples.good(
                    "sndbuf 100000",
                    "rcvbuf 0",
                    "mark 42",
                    "bind-dev eth0",
                    "socket-flags TCP_NODELAY",
                    "passtos",
                    "tcp-nodelay"))
            .sockets();
    assertEquals(
        new SocketSettings(
            OptionalInt.of(100_000),
            OptionalInt.empty(),
            OptionalInt.of(42),
            Optional.of("eth0"),
            Optional.empty(),
            true),
        sockets);
  }

  @Test
  void theOrderOfTrialIsKept() {
    RemoteChoice choice =
        Samples.profile(
                Samples.good(
                    "remote-random",
                    "remote-random-hostname",
                    "connect-retry-max 4",
                    "resolv-retry 30"))
            .choice();
    assertEquals(new RemoteChoice(true, true, OptionalInt.of(4), OptionalInt.of(30)), choice);
  }

  @Test
  void aProxyIsAReasonAgainstTheKernelsDataPath() {
    assertTrue(
        DataPathReason.of(Samples.profile(Samples.good("socks-proxy a")))
            .reason()
            .sentence()
            .contains("SOCKS proxy"));
  }
}
