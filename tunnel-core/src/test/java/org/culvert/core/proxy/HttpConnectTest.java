package org.culvert.core.proxy;

import static org.culvert.core.proxy.Answers.failure;
import static org.culvert.core.proxy.Answers.opening;
import static org.culvert.core.proxy.Answers.say;
import static org.culvert.core.proxy.Answers.through;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.culvert.core.api.Credentials;
import org.culvert.core.profile.Proxy;
import org.culvert.core.profile.Proxy.HttpLogin;
import org.culvert.core.proxy.ProxyConversation.Step;
import org.culvert.core.proxy.ProxyFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpConnectTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final Destination SERVER = new Destination("vpn.example.net", 443);
  private static final String BASIC = "HTTP/1.0 407 Who?\r\nProxy-Authenticate: Basic realm=x\r\n";
  private static final String DIGEST =
      "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Digest realm=\"x\", nonce=\"n\", qop=\"auth\"\r\n";

  private static Proxy.Http proxy(HttpLogin login, Proxy.Header... headers) {
    return new Proxy.Http(
        "proxy", 3128, Optional.empty(), login, "1.0", Optional.empty(), List.of(headers));
  }

  private static ProxyDoor door(HttpLogin login, Optional<Credentials> credentials) {
    return ProxyDoor.toServer(proxy(login), SERVER, credentials, new Random(1));
  }

  private static ProxyConversation plain() {
    return door(HttpLogin.WHEN_ASKED, Optional.empty()).knock(HERE);
  }

  @Test
  void asksForTheServerByName() {
    assertEquals(
        "CONNECT vpn.example.net:443 HTTP/1.0\r\nHost: vpn.example.net:443\r\n\r\n",
        opening(plain()));
  }

  @Test
  void putsIpv6AddressesIntoBrackets() {
    ProxyDoor door =
        ProxyDoor.toServer(
            proxy(HttpLogin.WHEN_ASKED),
            new Destination("2001:db8::1", 443),
            Optional.empty(),
            new Random(1));
    assertTrue(opening(door.knock(HERE)).startsWith("CONNECT [2001:db8::1]:443 HTTP/1.0\r\n"));
  }

  @Test
  void saysWhatTheProfileWantsSaid() {
    Proxy.Http settings =
        new Proxy.Http(
            "proxy",
            3128,
            Optional.empty(),
            HttpLogin.WHEN_ASKED,
            "1.1",
            Optional.of("Mozilla"),
            List.of(new Proxy.Header("X-One", "a b"), new Proxy.Header("host", "front.example")));
    List<String> lines =
        List.of(
            "CONNECT vpn.example.net:443 HTTP/1.1",
            "X-One: a b",
            "host: front.example",
            "User-Agent: Mozilla");
    assertEquals(
        String.join("\r\n", lines) + "\r\n\r\n",
        opening(ProxyDoor.toServer(settings, SERVER, Optional.empty(), new Random(1)).knock(HERE)));
  }

  @Test
  void whatComesBehindTheHeaderIsTheServers() {
    ProxyConversation talk = plain();
    assertInstanceOf(Step.Wait.class, say(talk, "HTTP/1.1 200 Connection est"));
    assertInstanceOf(Step.Wait.class, say(talk, "ablished\r\nContent-Length: 7\r\n\r"));
    assertArrayEquals(new byte[] {'\0', '\5', '@'}, through(say(talk, "\n\0\5@")).rest());
    assertEquals(0, through(say(plain(), "HTTP/1.0 200 OK\n\n")).rest().length);
  }

  @Test
  void aLongRestBehindAShortAnswerIsKeptWhole() {
    String rest = "x".repeat(40_000);
    Step.Through end = through(say(plain(), "HTTP/1.0 200 OK\r\n\r\n" + rest));
    assertEquals(40_000, end.rest().length);
  }

  @Test
  void aRefusalIsToldWithoutItsControlCharacters() {
    ProxyFailure failure = failure(say(plain(), "HTTP/1.1 403 Fil\033[2Jtered\r\n\r\n<html>"));
    assertEquals(Kind.REFUSED, failure.kind());
    assertEquals("it answers 403 Fil?[2Jtered", failure.detail());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH\r\n", "\5\0", "HTTP/1.1 20\r\n\r\n", "HTTP/x\n\n", "Q"})
  void anotherServiceIsNotTakenForAProxy(String text) {
    assertEquals(Kind.NOT_A_PROXY, failure(say(plain(), text)).kind());
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUpAt16KiB() {
    ProxyConversation talk = plain();
    assertInstanceOf(Step.Wait.class, say(talk, "HTTP/1.1 200 OK\r\n"));
    Step step = new Step.Wait();
    int said = 0;
    while (step instanceof Step.Wait) {
      step = say(talk, "X: " + "y".repeat(1000) + "\r\n");
      said++;
    }
    assertEquals(Kind.NOT_A_PROXY, failure(step).kind());
    assertEquals(17, said);
  }

  @Test
  void anEndInTheMiddleIsAFailure() {
    assertEquals(Kind.REFUSED, failure(plain().ended()).kind());
    ProxyConversation talk = plain();
    say(talk, "HTTP/1.");
    assertEquals(Kind.NOT_A_PROXY, failure(talk.ended()).kind());
  }

  @Test
  void aProxyThatWantsALoginIsAnsweredOnAnotherConnection() {
    ProxyDoor door = door(HttpLogin.WHEN_ASKED, Optional.of(Answers.jane()));
    ProxyConversation first = door.knock(HERE);
    assertFalse(opening(first).contains("Authorization"));
    assertInstanceOf(
        Step.KnockAgain.class, say(first, BASIC + "Content-Length: 99999999999\r\n\r\nbody"));
    ProxyConversation second = door.knock(HERE);
    assertTrue(opening(second).endsWith("Proxy-Authorization: Basic amFuZTpwYXNzOndvcmQ=\r\n\r\n"));
    assertEquals(Kind.LOGIN_REFUSED, failure(say(second, BASIC + "\r\n")).kind());
  }

  @Test
  void tinyproxysAnswerToAWrongPasswordIsKnown() {
    ProxyDoor door = door(HttpLogin.BASIC_AT_ONCE, Optional.of(Answers.jane()));
    ProxyConversation talk = door.knock(HERE);
    talk.opening();
    String answer = "HTTP/1.0 401 Unauthorized\r\n\r\n";
    assertEquals(Kind.LOGIN_REFUSED, failure(say(talk, answer)).kind());
    assertEquals(Kind.REFUSED, failure(say(plain(), answer)).kind());
  }

  @Test
  void withoutALoginOneIsAskedFor() {
    assertEquals(Kind.LOGIN_NEEDED, failure(say(plain(), BASIC + "\r\n")).kind());
  }

  @Test
  void basicIsSaidAtOnceWhereTheProfileWantsIt() {
    ProxyDoor door = door(HttpLogin.BASIC_AT_ONCE, Optional.of(Answers.jane()));
    ProxyConversation first = door.knock(HERE);
    assertTrue(opening(first).contains("Proxy-Authorization: Basic "));
    assertInstanceOf(Step.KnockAgain.class, say(first, DIGEST + "\r\n"));
    assertTrue(opening(door.knock(HERE)).contains("Proxy-Authorization: Digest "));
  }

  @Test
  void digestIsPreferredAndAStaleNumberIsReplacedOnce() {
    ProxyDoor door = door(HttpLogin.NEVER_IN_CLEAR, Optional.of(Answers.jane()));
    assertInstanceOf(
        Step.KnockAgain.class,
        say(door.knock(HERE), DIGEST + "Proxy-Authenticate: Basic realm=x\r\n\r\n"));
    ProxyConversation second = door.knock(HERE);
    assertTrue(opening(second).contains("nonce=\"n\""));
    String stale = DIGEST.replace("nonce=\"n\"", "nonce=\"m\", stale=true");
    assertInstanceOf(Step.KnockAgain.class, say(second, stale + "\r\n"));
    ProxyConversation third = door.knock(HERE);
    assertTrue(opening(third).contains("nonce=\"m\""));
    assertEquals(Kind.LOGIN_REFUSED, failure(say(third, stale + "\r\n")).kind());
  }

  @Test
  void aPasswordThatMayNotGoInTheClearDoesNot() {
    ProxyDoor door = door(HttpLogin.NEVER_IN_CLEAR, Optional.of(Answers.jane()));
    ProxyFailure failure = failure(say(door.knock(HERE), BASIC + "\r\n"));
    assertEquals(Kind.LOGIN_UNKNOWN, failure.kind());
    assertTrue(failure.detail().contains("auto-nct"), failure.detail());
  }

  @Test
  void unknownLoginsAreNamed() {
    String answer =
        String.join(
            "\r\n",
            "HTTP/1.1 407 No",
            "Proxy-Authenticate: NTLM TlRMTVNTUAAC==",
            "Proxy-Authenticate: Negotiate",
            "",
            "");
    ProxyFailure failure = failure(say(plain(), answer));
    assertEquals(Kind.LOGIN_UNKNOWN, failure.kind());
    assertEquals("it knows ntlm, negotiate", failure.detail());
  }
}
