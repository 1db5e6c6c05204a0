package org.culvert.app.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Profiles of a web server, and of the web service that an OpenVPN Access Server has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebImportTest {
  private static final String GOOD =
      "client\ndev tun\nremote vpn.example.org 1194 udp\nauth-user-pass\npeer-fingerprint "
          + "00:".repeat(31)
          + "00\n";
  private static final String REFUSED =
      "<?xml version=\"1.0\"?>\n<Error><Type>Authorization Required</Type><Synopsis>REST method"
          + " failed</Synopsis><Message>%s</Message></Error>";

  private ProfileWeb web;
  private ProfileImporter importer;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    web = new ProfileWeb(folder);
    importer =
        new ProfileImporter(
            new ProfileStore(folder.resolve("store"), Clock.systemUTC()),
            Clock.systemUTC(),
            web.clients());
  }

  @AfterAll
  void stop() throws Exception {
    web.close();
  }

  private List<FoundProfile> look(String address, Optional<WebLogin> login) throws Exception {
    return importer.look(address, login, InputStream.nullInputStream());
  }

  private static Optional<WebLogin> anna(String password, boolean autologin) {
    return Optional.of(new WebLogin("anna", Secret.ofText(password), autologin));
  }

  private ProfileException refused(String address, Optional<WebLogin> login) {
    return assertThrows(ProfileException.class, () -> look(address, login));
  }

  @Test
  void aProfileIsReadFromAnAddressAndFromALinkToImportFromIt() throws Exception {
    web.answer("/team/office.ovpn", 200, GOOD);
    String address = web.at("/team/office.ovpn");

    assertEquals("office", look(address, Optional.empty()).getFirst().name());
    assertEquals(
        "office",
        look("openvpn://import-profile/" + address + "?token=7", Optional.empty())
            .getFirst()
            .name());
    assertTrue(web.paths().contains("/team/office.ovpn?token=7"), web.paths().toString());
  }

  @Test
  void anAccessServerGivesItsUserAProfileForNameAndPassword() throws Exception {
    web.answer("anna:sesame/rest/GetUserlogin", 200, GOOD);
    FoundProfile found = look(web.at("/"), anna("sesame", false)).getFirst();

    assertTrue(found.profile().isPresent());
    assertEquals(web.host(), found.name(), "named after the server");
    assertTrue(
        web.paths().contains("/rest/GetUserlogin?tls-cryptv2=1&action=import"),
        web.paths().toString());
  }

  @Test
  void anAccessServerIsAskedForAProfileThatSignsInByItself() throws Exception {
    web.answer("anna:auto/rest/GetAutologin", 200, GOOD);
    assertEquals(1, look("https://" + web.host(), anna("auto", true)).size());
  }

  @Test
  void userNameAndPasswordMayStandInTheAddress() throws Exception {
    web.answer("ben:a b@c/rest/GetUserlogin", 200, GOOD);
    String address = "https://ben:a%20b%40c@" + web.host();
    FoundProfile found = look(address, Optional.empty()).getFirst();

    assertEquals(web.host(), found.name());
    assertFalse(found.toString().contains("a%20b"), found.toString());
  }

  @Test
  void aRefusedLoginIsSaidInWordsWithWhatTheServerSays() {
    web.answer("/rest/GetUserlogin", 401, REFUSED.formatted("Bad &quot;password&quot;"));
    ProfileException refused = refused(web.at("/"), anna("wrong", false));

    assertEquals(
        "localhost refused the user name or password: \"Bad \"password\"\"",
        refused.problem().message());
    assertTrue(refused.problem().hint().startsWith("Check both"), refused.problem().hint());
  }

  @Test
  void aSecondStepIsAskedAndAnsweredInThePasswordsPlace() throws Exception {
    web.answer(
        "clara:first/rest/GetUserlogin",
        401,
        REFUSED.formatted("CRV1:R,E:c2Vzc2lvbg==:Y2xhcmE=:Enter your code"));
    web.answer("clara:CRV1::c2Vzc2lvbg==::123456/rest/GetUserlogin", 200, GOOD);
    WebChallengeException asked =
        assertThrows(
            WebChallengeException.class,
            () ->
                look(
                    web.at("/"),
                    Optional.of(new WebLogin("clara", Secret.ofText("first"), false))));

    assertEquals("Enter your code", asked.text());
    assertTrue(asked.echo());
    Secret password = asked.password(Secret.ofText("123456"));
    assertEquals(1, look(web.at("/"), Optional.of(new WebLogin("clara", password, false))).size());
  }

  @Test
  void aSignInOnAWebPageIsPointedTo() {
    web.answer("dora:x/rest/GetUserlogin", 401, REFUSED.formatted("Ovpn-WebAuth: flow,external"));
    ProfileException refused =
        refused(web.at("/"), Optional.of(new WebLogin("dora", Secret.ofText("x"), false)));
    assertTrue(refused.problem().message().contains("web page"), refused.problem().message());
    assertTrue(refused.problem().hint().contains("https://localhost"), refused.problem().hint());
  }

  @Test
  void aLinkThatWasUsedIsSaidToWorkOnce() {
    web.answer("/rest/GetProfileViaToken", 200, REFUSED.formatted("token not found"));
    ProfileException refused =
        refused(web.at("/rest/GetProfileViaToken?token=secret"), Optional.empty());
    assertTrue(refused.problem().hint().contains("once"), refused.problem().hint());
    assertFalse(refused.problem().message().contains("secret"), refused.problem().message());
  }

  @Test
  void anAddressThatWantsALoginSaysSo() {
    web.answer("/closed.ovpn", 401, "");
    ProfileException refused = refused(web.at("/closed.ovpn"), Optional.empty());
    assertEquals("localhost wants to know who asks", refused.problem().message());
  }

  @Test
  void aPasswordIsNotCarriedToAnotherAddress() {
    web.redirect("/rest/GetUserlogin/", web.at("/elsewhere"));
    web.redirect("/moved", web.at("/elsewhere"));
    ProfileException refused = refused(web.at("/moved"), anna("kept", false));
    assertTrue(refused.problem().hint().contains("/elsewhere"), refused.problem().hint());
    assertFalse(web.paths().contains("/elsewhere"), web.paths().toString());
  }

  @Test
  void aServerThatNobodyVouchesForIsNotAsked(@TempDir Path folder) {
    ProfileImporter stranger =
        new ProfileImporter(
            new ProfileStore(folder.resolve("store"), Clock.systemUTC()), Clock.systemUTC());
    web.answer("/strange.ovpn", 200, GOOD);
    ProfileException refused =
        assertThrows(
            ProfileException.class,
            () ->
                stranger.look(
                    web.at("/strange.ovpn"), Optional.empty(), InputStream.nullInputStream()));
    assertTrue(refused.problem().message().contains("does not trust"), refused.toString());
  }

  @Test
  void aHostMayBeNamedInLettersOfAnyLanguage() throws Exception {
    WebPlace place =
        WebPlace.of("https://ben:b\u00fc@b\u00fccher.example:444/vpn", Optional.empty());
    assertEquals("xn--bcher-kva.example", place.uri().getHost());
    assertEquals(444, place.uri().getPort());
    for (String bad : List.of("https://my_host/a", "https:///a", "https://a..\u00fc/")) {
      var refused =
          assertThrows(ProfileException.class, () -> WebPlace.of(bad, Optional.empty()), bad);
      assertTrue(refused.problem().message().contains("well formed"), refused.toString());
    }
  }

  @Test
  void anAddressWithAPortThatDoesNotExistIsNotWellFormed() {
    ProfileException refused = refused("https://localhost:99999/a.ovpn", Optional.empty());
    assertEquals("The address is not well formed", refused.problem().message());
  }

  @Test
  void whatLeadsRoundOrAwayFromHttpsIsNotGivenAsTheAddressToTry() {
    web.redirect("/round", web.at("/round"));
    web.redirect("/plain", "http://localhost/a.ovpn");
    web.redirect("/file", "file:///etc/hostname");
    for (String path : List.of("/round", "/plain", "/file")) {
      ProfileException refused = refused(web.at(path), Optional.empty());
      assertTrue(refused.problem().message().contains("round in a circle"), refused.toString());
      assertTrue(refused.problem().hint().contains("in a browser"), refused.problem().hint());
    }
    web.redirect("/sent/", "http://localhost/a.ovpn");
    ProfileException refused = refused(web.at("/sent/"), anna("kept", false));
    assertFalse(refused.problem().hint().contains("http:"), refused.problem().hint());
  }

  @Test
  void anAnswerThatIsNoneIsSaidInWordsAndWithoutItsOwn() {
    web.redirect("/port", "https://localhost:99999/");
    web.redirect("/bracket", "https://[bad");
    web.redirect("/escape", "\u001b[31m");
    for (String path : List.of("/port", "/bracket", "/escape")) {
      String said = refused(web.at(path), Optional.empty()).problem().message();
      assertEquals("localhost gave an answer that is none of a web server's", said, path);
    }
  }

  @Test
  void theServerOfAnAddressIsNamedWithoutWhoAsksIt() {
    for (String address :
        List.of(
            "https://vpn.example.com:943/",
            "https://anna:x@vpn.example.com:943?token=1//",
            "openvpn://import-profile/https://vpn.example.com:943/rest/GetAutologin",
            "vpn.example.com:943")) {
      assertEquals("vpn.example.com:943", WebPlace.server(address), address);
    }
  }

  @Test
  void aLinkMustLeadToHttps() {
    assertTrue(WebPlace.isMeant(" openvpn://import-profile/http://example.org/a "));
    assertFalse(WebPlace.isMeant("client\nremote https://x\n"));
    ProfileException refused =
        refused("openvpn://import-profile/http://example.org/a", Optional.empty());
    assertTrue(refused.problem().message().contains("https"), refused.toString());
  }
}
