package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.culvert.core.session.TestProfiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileBundleTest {
  private static final String FILES =
      """
      client # with a comment
      dev tun
      remote vpn.example.com
      remote-cert-tls server
      ca ca.der
      cert /somewhere/client.crt
      key client.key
      """;

  @ParameterizedTest
  @MethodSource("profiles")
  void aBundleAloneIsTheSameProfile(String text) {
    ProfileBundle bundle = bundle(text);
    Profile alone =
        new ProfileParser(Samples.NOW)
            .parse("b.ovpn", bundle.text().orElseThrow(), IncludedFiles.NONE)
            .profile()
            .orElseThrow();

    assertEquals(
        DeepText.of(TestProfiles.withoutCredentials(Samples.profile(text))), DeepText.of(alone));
  }

  static List<String> profiles() {
    return List.of(
        Samples.good(),
        FILES,
        FILES.replace("\n", "\r\n"),
        "\uFEFF" + FILES,
        FILES + "tls-auth ta.key 1\nauth SHA256",
        FILES + "tls-crypt ta.key",
        FILES + "setenv opt tls-auth ta.key 0\nextra-certs client.crt\ncrl-verify crl.pem\n",
        FILES + "tls-auth [inline] 1\n" + Samples.block("tls-auth", "ta.key"),
        FILES + "<connection>\nremote a\ntls-auth ta.key 1\n</connection>\n",
        FILES + "<auth-user-pass>\njane\nhunter2\n</auth-user-pass>");
  }

  @Test
  void thePasswordIsTakenOut() {
    ProfileBundle bundle = bundle(FILES + "<auth-user-pass>\njane\nhunter2\n</auth-user-pass>\n");

    assertFalse(bundle.text().orElseThrow().contains("hunter2"));
    assertFalse(bundle.text().orElseThrow().contains("jane"));
    assertTrue(bundle.text().orElseThrow().endsWith("\nauth-user-pass\n"));
    assertEquals("jane", bundle.credentials().orElseThrow().username());
  }

  @Test
  void linesThatNeedNoChangeStayAsTheyAre() {
    assertTrue(bundle(FILES).text().orElseThrow().startsWith("client # with a comment\ndev tun\n"));
    assertEquals(Samples.good(), bundle(Samples.good()).text().orElseThrow());
  }

  @Test
  void aFileCannotAddLinesToTheProfile() {
    byte[] hostile =
        (Samples.pem("ca.crt") + "  </ca>\nup /bin/evil\n<ca>\n" + Samples.pem("ca.crt"))
            .getBytes(StandardCharsets.UTF_8);
    ProfileBundle bundle =
        ProfileBundle.make(
            "test.ovpn",
            FILES.getBytes(StandardCharsets.UTF_8),
            name -> name.equals("ca.der") ? Optional.of(hostile) : Samples.PKI.read(name),
            Samples.NOW);

    assertEquals(Optional.empty(), bundle.text());
    assertTrue(
        bundle.report().errors().getFirst().what().contains("could add lines to the profile"));
  }

  @Test
  void aProfileWithErrorsHasNoBundle() {
    ProfileBundle bundle = bundle("client\n");

    assertEquals(Optional.empty(), bundle.text());
    assertFalse(bundle.report().errors().isEmpty());
  }

  @Test
  void aBundlePrintsWithoutItsText() {
    assertFalse(bundle(FILES).toString().contains("PRIVATE"));
  }

  private static ProfileBundle bundle(String text) {
    return ProfileBundle.make(
        "test.ovpn", text.getBytes(StandardCharsets.UTF_8), Samples.PKI, Samples.NOW);
  }
}
