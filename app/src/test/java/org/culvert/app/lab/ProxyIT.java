package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Debian's OpenVPN server behind Debian's proxies. */
@Tag("interop")
class ProxyIT {
  private static final int AUTHENTICATION = 4;
  private static final int TIMED_OUT = 5;
  private static final String LOGIN = ProxyHost.USER + "\n" + ProxyHost.PASSWORD;

  @RegisterExtension static final TestLab LAB = new TestLab();

  private static ProxyHost proxy;
  private static HelperProcess helper;

  private Cli cli;
  private Optional<OpenVpnServer> served = Optional.empty();

  @BeforeAll
  static void openProxyHost() {
    proxy = ProxyHost.open(LAB);
    helper = HelperProcess.startForAll(LAB);
  }

  @BeforeEach
  void newHome() {
    cli = Cli.here(LAB, helper);
  }

  @AfterEach
  void endSessionsAndProxies() {
    cli.ok("disconnect", "--all");
    proxy.stop();
  }

  /** A server whose gateway is redirected, and a profile that reaches it by these lines. */
  private String serve(ServerVersion version, String protocol, String host, String... lines) {
    OpenVpnServer.Options options =
        OpenVpnServer.options(LAB)
            .version(version)
            .protocol(protocol)
            .line("push \"redirect-gateway def1 ipv6\"");
    OpenVpnServer server = OpenVpnServer.start(LAB, options).awaitReady();
    served = Optional.of(server);
    return server.profile().replace("remote " + Lab.SERVER_IPV4 + " ", "remote " + host + " ")
        + String.join("\n", lines)
        + "\n";
  }

  private String serverLog() {
    return served.orElseThrow().process().log();
  }

  private void imported(String profile) {
    cli.ok("import", LAB.write("lab.ovpn", profile).toString(), "--name", "lab");
  }

  /** Connects, carries traffic each way, and leaves the machine as it was. */
  private void carries(String profile, String... more) {
    String before = Lab.machine(LAB.clientHost());
    imported(profile);
    cli.ok(
        Stream.concat(Stream.of("connect", "lab", "--wait", "30"), Stream.of(more))
            .toArray(String[]::new));
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    // The world is inside, and the way to the proxy is not.
    Traffic.ping(LAB.clientHost(), Lab.WORLD_IPV4);
    Traffic traffic = LAB.traffic();
    traffic.upload(2);
    traffic.download(2);
    assertTrue(
        serverLog().contains("]" + ProxyHost.ADDRESS + ":"),
        "the server saw another address than the proxy's:\n" + serverLog());
    assertEquals("connected", cli.state("lab"));
    assertEquals(proxyOf(profile), cli.status("lab").text("remote.proxy"));
    cli.ok("disconnect", "lab");
    assertEquals(before, Lab.machine(LAB.clientHost()));
  }

  /** Host and port, as users know them. */
  private static String proxyOf(String profile) {
    Matcher line = Pattern.compile("-proxy (\\S+) (\\d+)").matcher(profile);
    assertTrue(line.find(), profile);
    String host = line.group(1);
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + line.group(2);
  }

  private static String http(String more) {
    return "http-proxy " + ProxyHost.ADDRESS + " " + ProxyHost.HTTP_PORT + " " + more;
  }

  private static String socks() {
    return "socks-proxy " + ProxyHost.ADDRESS + " " + ProxyHost.SOCKS_PORT;
  }

  private static String block(String name, String login) {
    return "<" + name + ">\n" + login + "\n</" + name + ">";
  }

  @ParameterizedTest
  @CsvSource({ProxyHost.SERVER + ", OPENVPN_2_6", ProxyHost.SERVER_NAME + ", OPENVPN_2_7"})
  void throughAnHttpProxyByAddressAndByAName(String host, ServerVersion version) {
    proxy.tinyproxy(false);

    carries(serve(version, "tcp4", host, http("")));
    Matrix.carried("HTTP proxy", version);
  }

  @ParameterizedTest
  @CsvSource({"auto, OPENVPN_2_6", "auto basic, OPENVPN_2_7"})
  void throughAnHttpProxyWithTheBasicLogin(String method, ServerVersion version) {
    proxy.tinyproxy(true);
    String login = LOGIN.replace(" ", "");

    carries(
        serve(
            version,
            "tcp4",
            ProxyHost.SERVER,
            http(method),
            "http-proxy-option VERSION 1.1",
            "http-proxy-option AGENT \"a browser\"",
            "http-proxy-option CUSTOM-HEADER X-Lab yes",
            block("http-proxy-user-pass", login)));

    assertTrue(!helper.process().log().contains(login.substring(login.indexOf('\n') + 1)));
    Matrix.carried("HTTP proxy with basic login", version);
  }

  @ParameterizedTest
  @EnumSource
  void throughAnHttpProxyWithTheDigestLogin(ServerVersion version) {
    proxy.squid();
    String login = LAB.write("proxy-login.txt", LOGIN + "\n").toString();

    carries(
        serve(version, "tcp4", ProxyHost.SERVER_NAME, http("auto-nct")),
        "--proxy-auth-file",
        login);
    Matrix.carried("HTTP proxy with digest login", version);
  }

  @ParameterizedTest
  @CsvSource({"tcp4, http", "tcp4, socks", "udp4, socks"})
  void aKillSwitchLetsTheWayThroughAProxyOut(String protocol, String kind) {
    if (kind.equals("http")) {
      proxy.tinyproxy(false);
    } else {
      proxy.dante(false);
    }

    carries(
        serve(
            ServerVersion.OPENVPN_2_6,
            protocol,
            ProxyHost.SERVER,
            kind.equals("http") ? http("") : socks()),
        "--kill-switch",
        "--no-allow-lan");
  }

  @Test
  void throughASocksProxyByTcp() {
    proxy.microsocks(false);

    carries(serve(ServerVersion.OPENVPN_2_6, "tcp4", ProxyHost.SERVER_NAME, socks()));
    Matrix.carried("SOCKS proxy over TCP", ServerVersion.OPENVPN_2_6);
  }

  @Test
  void throughASocksProxyByTcpWithALoginOfAFile() {
    proxy.microsocks(true);
    String login = LAB.write("socks-login.txt", LOGIN + "\n").getFileName().toString();

    carries(serve(ServerVersion.OPENVPN_2_7, "tcp4", ProxyHost.SERVER, socks() + " " + login));
    Matrix.carried("SOCKS proxy over TCP", ServerVersion.OPENVPN_2_7);
  }

  @ParameterizedTest
  @CsvSource({"false, OPENVPN_2_6", "true, OPENVPN_2_7"})
  void throughASocksProxyByUdp(boolean login, ServerVersion version) {
    proxy.dante(login);

    carries(
        serve(
            version,
            "udp4",
            ProxyHost.SERVER,
            socks(),
            login ? block("socks-proxy-user-pass", LOGIN) : ""));
    Matrix.carried("SOCKS proxy over UDP", version);
  }

  @ParameterizedTest
  @EnumSource
  void throughAnHttpProxyThatIsReachedByIpv6(ServerVersion version) {
    proxy.tinyproxy(false);

    String profile =
        serve(
            version,
            "tcp4",
            ProxyHost.SERVER_NAME,
            "http-proxy " + ProxyHost.ADDRESS_IPV6 + " " + ProxyHost.HTTP_PORT);
    carries(profile.replace(" tcp4\n", " tcp\n"));
    Matrix.carried("HTTP proxy reached by IPv6", version);
  }

  @ParameterizedTest
  @CsvSource({"tcp, OPENVPN_2_6", "udp, OPENVPN_2_6", "tcp, OPENVPN_2_7", "udp, OPENVPN_2_7"})
  void throughASocksProxyThatIsReachedByIpv6(String transport, ServerVersion version) {
    if (transport.equals("tcp")) {
      proxy.microsocks(false);
    } else {
      proxy.dante(false);
    }

    String profile =
        serve(
            version,
            transport + "4",
            ProxyHost.SERVER,
            "socks-proxy " + ProxyHost.ADDRESS_IPV6 + " " + ProxyHost.SOCKS_PORT);
    carries(profile.replace(" " + transport + "4\n", " " + transport + "\n"));
    Matrix.carried("SOCKS proxy reached by IPv6", version);
  }

  @Test
  void theEndOfASocksProxyIsNoticedAtOnceAndItsReturnToo() {
    proxy.dante(false);
    imported(
        serve(ServerVersion.OPENVPN_2_6, "udp4", ProxyHost.SERVER, socks(), "connect-retry 1 1"));
    cli.ok("connect", "lab", "--wait", "30");

    proxy.stop();
    cli.awaitState("lab", "reconnecting", Duration.ofSeconds(10));
    proxy.dante(false);
    cli.awaitState("lab", "connected", Duration.ofSeconds(40));

    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    assertTrue(cli.ok("log", "lab").out().contains("SOCKS proxy"), cli.ok("log", "lab").out());
  }

  @ParameterizedTest
  @CsvSource({"auto, http-proxy-user-pass", "auto basic, http-proxy-user-pass"})
  void aWrongPasswordIsSaidToBeTheProxys(String method, String block) {
    proxy.tinyproxy(true);
    imported(
        serve(
            ServerVersion.OPENVPN_2_6,
            "tcp4",
            ProxyHost.SERVER,
            http(method),
            block(block, "jane\nwrong-one")));

    Shell.Result result = cli.run("connect", "lab", "--wait", "15");

    assertEquals(AUTHENTICATION, result.exit(), result::toString);
    assertTrue(result.err().contains(ProxyHost.ADDRESS + ":" + ProxyHost.HTTP_PORT));
    assertTrue(result.err().contains("refused the user name or password"), result::toString);
    assertTrue(!result.toString().contains("wrong-one"), result::toString);
  }

  @Test
  void aProxyThatMayNotConnectThereIsQuoted() {
    proxy.tinyproxy(false);
    imported(
        serve(ServerVersion.OPENVPN_2_6, "tcp4", ProxyHost.SERVER, http(""))
            .replace(" 1194 tcp4", " 1195 tcp4"));

    Shell.Result result = cli.run("connect", "lab", "--wait", "8");

    assertEquals(TIMED_OUT, result.exit(), result::toString);
    assertTrue(
        result.err().contains("does not connect to " + ProxyHost.SERVER + ":1195"),
        result::toString);
    assertTrue(result.err().contains("403"), result::toString);
  }

  @Test
  void aProxyOfAnotherKindAndAMissingOneAreToldApart() {
    proxy.microsocks(false);
    String profile =
        serve(
            ServerVersion.OPENVPN_2_6,
            "tcp4",
            ProxyHost.SERVER,
            "http-proxy " + ProxyHost.ADDRESS + " " + ProxyHost.SOCKS_PORT);
    imported(profile);
    Shell.Result other = cli.run("connect", "lab", "--wait", "8");
    assertEquals(TIMED_OUT, other.exit(), other::toString);
    assertTrue(
        other.err().contains(ProxyHost.ADDRESS + ":" + ProxyHost.SOCKS_PORT), other::toString);

    String missing = profile.replace(" " + ProxyHost.SOCKS_PORT, " 9");
    cli.ok("import", LAB.write("missing.ovpn", missing).toString(), "--name", "missing");
    Shell.Result none = cli.run("connect", "missing", "--wait", "8");
    assertEquals(TIMED_OUT, none.exit(), none::toString);
    assertTrue(none.err().contains("cannot be reached: nothing listens there"), none::toString);
  }

  @Test
  void aProxyThatSaysNothingIsNamedWhenTheWaitIsOver() {
    proxy.microsocks(false);
    proxy.freeze();
    String address = ProxyHost.ADDRESS + ":" + ProxyHost.SOCKS_PORT;
    imported(
        serve(
            ServerVersion.OPENVPN_2_6,
            "tcp4",
            ProxyHost.SERVER,
            "socks-proxy " + address.replace(':', ' ')));

    Shell.Result result = cli.run("connect", "lab", "--wait", "4");

    assertEquals(TIMED_OUT, result.exit(), result::toString);
    assertTrue(result.err().contains("through the proxy " + address), result::toString);
    assertTrue(result.err().contains("Check that a proxy answers at " + address), result::toString);
  }
}
