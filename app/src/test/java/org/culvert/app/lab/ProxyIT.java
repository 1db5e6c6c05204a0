package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian's OpenVPN server behind Debian's proxies. */
@Tag("interop")
class ProxyIT {
  private static final int AUTHENTICATION = 4;
  private static final int TIMED_OUT = 5;
  private static final String LOGIN = ProxyHost.USER + "\n" + ProxyHost.PASSWORD;

  @RegisterExtension static final TestLab LAB = new TestLab();

  private static ProxyHost proxy;

  @BeforeAll
  static void openProxyHost() {
    proxy = ProxyHost.open(LAB);
  }

  @AfterEach
  void stopProxies() {
    proxy.stop();
  }

  /** A server whose gateway is redirected, and a profile that reaches it by these lines. */
  private static String serve(String protocol, String host, String... lines) {
    OpenVpnServer.Options options =
        OpenVpnServer.options(LAB).protocol(protocol).line("push \"redirect-gateway def1\"");
    OpenVpnServer server = OpenVpnServer.start(LAB, options).awaitReady();
    served = Optional.of(server);
    return server.profile().replace("remote " + Lab.SERVER_IPV4 + " ", "remote " + host + " ")
        + String.join("\n", lines)
        + "\n";
  }

  private static Optional<OpenVpnServer> served = Optional.empty();

  private static String serverLog() {
    return served.orElseThrow().process().log();
  }

  private static Cli imported(HelperProcess helper, String profile) {
    Cli cli = Cli.of(LAB, helper);
    cli.ok("import", LAB.write("lab.ovpn", profile).toString(), "--name", "lab");
    return cli;
  }

  /** Connects, carries traffic each way, and leaves the machine as it was. */
  private static HelperProcess carries(String profile) {
    HelperProcess helper = HelperProcess.start(LAB);
    String before = Lab.machine(LAB.clientHost());
    Cli cli = imported(helper, profile);
    cli.ok("connect", "lab", "--wait", "30");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    // The world is inside, and the way to the proxy is not.
    Traffic.ping(LAB.clientHost(), Lab.WORLD_IPV4);
    Traffic traffic = Traffic.start(LAB);
    traffic.upload(2);
    traffic.download(2);
    assertTrue(
        serverLog().contains("]" + ProxyHost.ADDRESS + ":"),
        "the server saw another address than the proxy's:\n" + serverLog());
    assertEquals("connected", cli.state("lab"));
    cli.ok("disconnect", "lab");
    assertEquals(before, Lab.machine(LAB.clientHost()));
    return helper;
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
  @ValueSource(strings = {ProxyHost.SERVER, ProxyHost.SERVER_NAME})
  void throughAnHttpProxyByAddressAndByAName(String host) {
    proxy.tinyproxy(false);

    carries(serve("tcp4", host, http("")));
    Matrix.carried("HTTP proxy", ServerVersion.OPENVPN_2_6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "auto basic"})
  void throughAnHttpProxyWithTheBasicLogin(String method) {
    proxy.tinyproxy(true);
    String login = LOGIN.replace(" ", "");

    HelperProcess helper =
        carries(
            serve(
                "tcp4",
                ProxyHost.SERVER,
                http(method),
                "http-proxy-option VERSION 1.1",
                "http-proxy-option AGENT \"a browser\"",
                "http-proxy-option CUSTOM-HEADER X-Lab yes",
                block("http-proxy-user-pass", login)));

    assertTrue(!helper.process().log().contains(login.substring(login.indexOf('\n') + 1)));
    Matrix.carried("HTTP proxy with basic login", ServerVersion.OPENVPN_2_6);
  }

  @Test
  void throughAnHttpProxyWithTheDigestLogin() {
    proxy.squid();

    carries(
        serve(
            "tcp4", ProxyHost.SERVER_NAME, http("auto-nct"), block("http-proxy-user-pass", LOGIN)));
    Matrix.carried("HTTP proxy with digest login", ServerVersion.OPENVPN_2_6);
  }

  @Test
  void throughASocksProxyByTcp() {
    proxy.microsocks(false);

    carries(serve("tcp4", ProxyHost.SERVER_NAME, socks()));
    Matrix.carried("SOCKS proxy over TCP", ServerVersion.OPENVPN_2_6);
  }

  @Test
  void throughASocksProxyByTcpWithALoginOfAFile() {
    proxy.microsocks(true);
    String login = LAB.write("socks-login.txt", LOGIN + "\n").getFileName().toString();

    carries(serve("tcp4", ProxyHost.SERVER, socks() + " " + login));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void throughASocksProxyByUdp(boolean login) {
    proxy.dante(login);

    carries(
        serve(
            "udp4", ProxyHost.SERVER, socks(), login ? block("socks-proxy-user-pass", LOGIN) : ""));
    Matrix.carried("SOCKS proxy over UDP", ServerVersion.OPENVPN_2_6);
  }

  @Test
  void theEndOfASocksProxyIsNoticedAtOnceAndItsReturnToo() {
    proxy.dante(false);
    String profile = serve("udp4", ProxyHost.SERVER, socks(), "connect-retry 1 1");
    Cli cli = imported(HelperProcess.start(LAB), profile);
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
    String profile = serve("tcp4", ProxyHost.SERVER, http(method), block(block, "jane\nwrong-one"));

    Shell.Result result =
        imported(HelperProcess.start(LAB), profile).run("connect", "lab", "--wait", "15");

    assertEquals(AUTHENTICATION, result.exit(), result::toString);
    assertTrue(result.err().contains(ProxyHost.ADDRESS + ":" + ProxyHost.HTTP_PORT));
    assertTrue(result.err().contains("refused the user name or password"), result::toString);
    assertTrue(!result.toString().contains("wrong-one"), result::toString);
  }

  @Test
  void aProxyThatMayNotConnectThereIsQuoted() {
    proxy.tinyproxy(false);
    String profile = serve("tcp4", ProxyHost.SERVER, http("")).replace(" 1194 tcp4", " 1195 tcp4");

    Shell.Result result =
        imported(HelperProcess.start(LAB), profile).run("connect", "lab", "--wait", "8");

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
            "tcp4",
            ProxyHost.SERVER,
            "http-proxy " + ProxyHost.ADDRESS + " " + ProxyHost.SOCKS_PORT);
    Cli cli = imported(HelperProcess.start(LAB), profile);
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
}
