package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each way not to connect ends in time, with its own exit status, and says which it was. */
@Tag("interop")
class FailuresIT {
  private static final int WAIT_SECONDS = 8;
  private static final int SLACK_MILLIS = 15_000;

  private static final int AUTHENTICATION = 4;
  private static final int TIMED_OUT = 5;
  private static final int TLS = 6;
  private static final int PROFILE = 7;

  @RegisterExtension static final TestLab LAB = new TestLab();

  @Test
  void anotherAuthorityIsNotTrusted() {
    OpenVpnServer.Options options = OpenVpnServer.options(LAB);
    Pki other = Pki.create(LAB.newPath("other-pki"), "Lab CA");
    options.serverIdentity(other.issue("lab-server", Pki.Purpose.SERVER));

    Shell.Result result = connect(serve(options));

    check(result, TLS, "lab-server", "not signed", "ca");
  }

  @Test
  void anotherServerNameIsRefused() {
    Shell.Result result =
        connect(
            serve(OpenVpnServer.options(LAB).profileLine("verify-x509-name vpn.example.com name")));

    check(result, TLS, "lab-server", "vpn.example.com", "verify-x509-name");
  }

  @Test
  void anExpiredCertificateIsRefused() {
    OpenVpnServer.Options options = OpenVpnServer.options(LAB);
    options.serverIdentity(options.pki().issueExpired("lab-server", Pki.Purpose.SERVER));

    Shell.Result result = connect(serve(options));

    check(result, TLS, "expired", "2021", "clock");
  }

  @Test
  void aClientsCertificateIsNotAServers() {
    OpenVpnServer.Options options = OpenVpnServer.options(LAB);
    options.serverIdentity(options.pki().issue("mallory", Pki.Purpose.CLIENT));

    Shell.Result result = connect(serve(options));

    check(result, TLS, "mallory", "remote-cert-tls");
  }

  @Test
  void aWrongTlsCryptKeyIsNamedAsAPossibleCauseOfSilence() {
    OpenVpnServer.Options options = OpenVpnServer.options(LAB).wrap(OpenVpnServer.Wrap.TLS_CRYPT);
    String profile = serve(options);
    OpenVpnServer.Options others = OpenVpnServer.options(LAB).wrap(OpenVpnServer.Wrap.TLS_CRYPT);
    String otherKey = block(OpenVpnServer.profile(others), "tls-crypt");

    Shell.Result result = connect(profile.replace(block(profile, "tls-crypt"), otherKey));

    check(result, TIMED_OUT, Lab.SERVER_IPV4, "tls-crypt");
  }

  @Test
  void aWrongPasswordIsSaidToBeOne() {
    String profile = serve(OpenVpnServer.options(LAB).login(LAB, "jane", "right"));
    Cli cli = imported(profile);

    Shell.Result result =
        cli.runWith(
            "jane\nwrong\n",
            "connect",
            "lab",
            "--auth-stdin",
            "--wait",
            Integer.toString(WAIT_SECONDS));

    check(result, AUTHENTICATION, "user name or password");
    assertTrue(!result.err().contains("wrong\n"), "the password is in the message");
  }

  @Test
  void noPasswordAtAllIsAskedFor() {
    String profile = serve(OpenVpnServer.options(LAB).login(LAB, "jane", "right"));

    check(connect(profile), AUTHENTICATION, "--auth-file");
  }

  @Test
  void aMachineWithoutAServerIsSaidToRefuse() {
    Shell.Result result = connect(OpenVpnServer.profile(OpenVpnServer.options(LAB)));

    check(result, TIMED_OUT, Lab.SERVER_IPV4 + ":" + OpenVpnServer.PORT);
  }

  @Test
  void aMachineWithoutAServerIsSaidToRefuseOverTcpToo() {
    Shell.Result result =
        connect(OpenVpnServer.profile(OpenVpnServer.options(LAB).protocol("tcp4")));

    check(result, TIMED_OUT, Lab.SERVER_IPV4 + ":" + OpenVpnServer.PORT, "refuses the port");
  }

  @Test
  void aFirewallThatSwallowsTcpTimesOut() {
    // The default route leads to the server's machine, which forwards nothing and says nothing.
    String profile =
        OpenVpnServer.profile(OpenVpnServer.options(LAB).protocol("tcp4"))
            .replace("remote " + Lab.SERVER_IPV4, "connect-timeout 3\nremote 192.0.2.77");

    check(connect(profile), TIMED_OUT, "192.0.2.77", "did not answer within 3 s", "TCP");
  }

  @Test
  void aWrongTlsCryptKeyIsNamedAsAPossibleCauseOfAClosedConnection() {
    OpenVpnServer.Options options =
        OpenVpnServer.options(LAB).protocol("tcp4").wrap(OpenVpnServer.Wrap.TLS_CRYPT);
    String profile = serve(options);
    OpenVpnServer.Options others = OpenVpnServer.options(LAB).wrap(OpenVpnServer.Wrap.TLS_CRYPT);
    String otherKey = block(OpenVpnServer.profile(others), "tls-crypt");

    Shell.Result result = connect(profile.replace(block(profile, "tls-crypt"), otherKey));

    check(result, TIMED_OUT, Lab.SERVER_IPV4, "tls-crypt");
  }

  @Test
  void aWrongPasswordIsSaidToBeOneOverTcpToo() {
    String profile = serve(OpenVpnServer.options(LAB).protocol("tcp4").login(LAB, "jane", "right"));
    Cli cli = imported(profile);

    Shell.Result result =
        cli.runWith(
            "jane\nwrong\n",
            "connect",
            "lab",
            "--auth-stdin",
            "--wait",
            Integer.toString(WAIT_SECONDS));

    check(result, AUTHENTICATION, "user name or password");
  }

  @Test
  void anAddressWithoutAMachineTimesOut() {
    String profile =
        OpenVpnServer.profile(OpenVpnServer.options(LAB)).replace(Lab.SERVER_IPV4, "10.9.0.77");

    check(connect(profile), TIMED_OUT, "10.9.0.77");
  }

  @Test
  void aServerThatTalksNoiseIsSaidToSpeakSomethingElse() {
    Traffic.garbage(LAB, OpenVpnServer.PORT);

    Shell.Result result = connect(OpenVpnServer.profile(OpenVpnServer.options(LAB)));

    check(result, TIMED_OUT, "OpenVPN protocol", "another service");
  }

  @Test
  void aBrokenProfileIsNotImportedAndChangesNothing() {
    Cli cli = Cli.of(LAB, HelperProcess.start(LAB));
    String file = LAB.write("broken.ovpn", "client\ndev tun\nremote a\nfrobnicate 1\n").toString();

    Shell.Result result = cli.run("import", file, "--name", "lab");

    check(result, PROFILE, "broken.ovpn:4", "frobnicate");
    assertTrue(!cli.ok("list").out().contains("lab"));
  }

  @Test
  void anUnknownProfileAndAMissingHelperAreToldApart() {
    HelperProcess helper = HelperProcess.start(LAB);
    Cli cli = Cli.of(LAB, helper);
    assertEquals(PROFILE, cli.run("connect", "nothing").exit());
    helper.stop();
    assertEquals(3, cli.run("status").exit());
  }

  private static String serve(OpenVpnServer.Options options) {
    return OpenVpnServer.start(LAB, options).awaitReady().profile();
  }

  private static Cli imported(String profile) {
    Cli cli = Cli.of(LAB, HelperProcess.start(LAB));
    cli.ok("import", LAB.write("lab.ovpn", profile).toString(), "--name", "lab");
    return cli;
  }

  private static Shell.Result connect(String profile) {
    return imported(profile).run("connect", "lab", "--wait", Integer.toString(WAIT_SECONDS));
  }

  /** The exit status, the time, and words that must be in what the user reads. */
  private static void check(Shell.Result result, int exit, String... words) {
    assertEquals(exit, result.exit(), result::toString);
    assertTrue(result.took().toMillis() < WAIT_SECONDS * 1000 + SLACK_MILLIS, result::toString);
    for (String word : words) {
      assertTrue(
          result.err().toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)),
          () -> "not a word of \"" + word + "\" in: " + result);
    }
  }

  private static String block(String profile, String name) {
    String end = "</" + name + ">";
    return profile.substring(
        profile.indexOf("<" + name + ">"), profile.indexOf(end) + end.length());
  }
}
