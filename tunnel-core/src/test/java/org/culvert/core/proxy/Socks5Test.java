package org.culvert.core.proxy;

import static org.culvert.core.proxy.Answers.failure;
import static org.culvert.core.proxy.Answers.sayHex;
import static org.culvert.core.proxy.Answers.sent;
import static org.culvert.core.proxy.Answers.through;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.Proxy;
import org.culvert.core.proxy.ProxyConversation.Step;
import org.culvert.core.proxy.ProxyFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Socks5Test {
  private static final Proxy.Socks5 PROXY = new Proxy.Socks5("proxy", 1080, Optional.empty());

  private static ProxyConversation connect(String host) {
    return connect(host, Optional.empty());
  }

  private static ProxyConversation connect(String host, Optional<Credentials> login) {
    return ProxyDoor.toServer(PROXY, new Destination(host, 1194), login, new Random(1))
        .knock(InetAddress.ofLiteral("127.0.0.1"));
  }

  private static ProxyConversation associate(String proxyAddress) {
    return ProxyDoor.toRelay(PROXY, Optional.empty(), new Random(1))
        .knock(InetAddress.ofLiteral(proxyAddress));
  }

  @ParameterizedTest
  @CsvSource({
    "10.6.0.2, 05030001 00000000 0000",
    "fd06::2, 05030004 00000000000000000000000000000000 0000"
  })
  void asksForARelayInTheFamilyOfTheConnection(String proxyAddress, String request) {
    assertEquals(request.replace(" ", ""), sent(sayHex(associate(proxyAddress), "0500")));
  }

  @ParameterizedTest
  @CsvSource({
    "vpn.example, 0501000 30b76706e2e6578616d706c65 04aa",
    "10.11.12.13, 05010001 0a0b0c0d 04aa",
    "2001:db8::1, 05010004 20010db8000000000000000000000001 04aa"
  })
  void namesTheServerByNameOrAddress(String host, String request) {
    ProxyConversation talk = connect(host);
    assertEquals("05020002", HexFormat.of().formatHex(talk.opening()));
    assertEquals(request.replace(" ", ""), sent(sayHex(talk, "0500")));
    assertArrayEquals(
        new byte[] {0, 5}, through(sayHex(talk, "05000001 00000000 0000 0005")).rest());
  }

  @Test
  void readsAnswersByteByByteWithEveryKindOfAddress() {
    for (String address :
        new String[] {"01 7f000001", "04 00000000000000000000000000000001", "03 03 616263"}) {
      ProxyConversation talk = connect("a");
      sayHex(talk, "0500");
      String answer = ("050000" + address + "0438").replace(" ", "");
      for (int i = 0; i < answer.length() - 2; i += 2) {
        assertInstanceOf(Step.Wait.class, sayHex(talk, answer.substring(i, i + 2)), answer);
      }
      assertEquals(0, through(sayHex(talk, answer.substring(answer.length() - 2))).rest().length);
    }
  }

  @Test
  void logsInWithNameAndPassword() {
    ProxyConversation talk = connect("a", Optional.of(Answers.jane()));
    assertEquals("01046a616e6509706173733a776f7264", sent(sayHex(talk, "0502")));
    assertEquals("05010003016104aa", sent(sayHex(talk, "0100")));
  }

  @Test
  void aRefusedLoginIsToldHoweverTheProxySaysIt() {
    for (boolean closes : new boolean[] {false, true}) {
      ProxyConversation talk = connect("a", Optional.of(Answers.jane()));
      sayHex(talk, "0502");
      Step end = closes ? talk.ended() : sayHex(talk, "0101");
      assertEquals(Kind.LOGIN_REFUSED, failure(end).kind());
    }
  }

  @Test
  void aLoginThatIsWantedAndNotAtHandIsAskedFor() {
    assertEquals(Kind.LOGIN_NEEDED, failure(sayHex(connect("a"), "0502")).kind());
    assertEquals(Kind.LOGIN_UNKNOWN, failure(sayHex(connect("a"), "05ff")).kind());
  }

  @Test
  void aPasswordThatSocksCannotCarryIsNotCut() {
    Credentials login = new Credentials("jane", Secret.ofText("x".repeat(256)));
    ProxyFailure failure = failure(sayHex(connect("a", Optional.of(login)), "0502"));
    assertEquals(Kind.LOGIN_REFUSED, failure.kind());
  }

  @Test
  void tellsWhyTheServerWasNotReached() {
    ProxyConversation talk = connect("a");
    sayHex(talk, "0500");
    ProxyFailure failure = failure(sayHex(talk, "0502"));
    assertEquals(Kind.REFUSED, failure.kind());
    assertEquals("its rules do not allow it", failure.detail());
    for (int code = 1; code < 256; code++) {
      ProxyConversation another = connect("a");
      sayHex(another, "0500");
      assertEquals(Kind.REFUSED, failure(sayHex(another, "05%02x".formatted(code))).kind());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"48", "04", "0501", "050005"})
  void anotherServiceIsNotTakenForAProxy(String answer) {
    assertEquals(Kind.NOT_A_PROXY, failure(sayHex(connect("a"), answer)).kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"48", "05000007000000000000", "05000000000000000000"})
  void anAnswerOutOfOrderIsNotTaken(String answer) {
    ProxyConversation talk = connect("a");
    sayHex(talk, "0500");
    assertEquals(Kind.NOT_A_PROXY, failure(sayHex(talk, answer)).kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"01 0a090005", "01 00000000", "04 00000000000000000000000000000000", "03 01 61"})
  void asksForARelayAndIsToldItsPort(String address) {
    ProxyConversation talk = associate("127.0.0.1");
    assertEquals("05030001000000000000", sent(sayHex(talk, "0500")));
    assertEquals(OptionalInt.of(1081), through(sayHex(talk, "050000" + address + "0439")).relay());
  }

  @Test
  void aRelayWithoutAPortIsNone() {
    ProxyConversation talk = associate("127.0.0.1");
    sayHex(talk, "0500");
    assertEquals(Kind.NOT_A_PROXY, failure(sayHex(talk, "05000001000000000000")).kind());
  }

  @Test
  void writesAndMeasuresRelayHeaders() {
    // Wire reference 14.10.
    assertEquals(
        "000000010a0b0c0d04aa",
        HexFormat.of().formatHex(RelayHeader.to(InetAddress.ofLiteral("10.11.12.13"), 1194)));
    assertEquals(22, RelayHeader.to(InetAddress.ofLiteral("2001:db8::1"), 1194).length);
    assertEquals(10, length("0000000100"));
    assertEquals(22, length("0000000400"));
    assertEquals(10, length("0000000303"));
    assertEquals(-1, length("0000010100"));
    assertEquals(-1, length("0000000200"));
  }

  private static int length(String hex) {
    return RelayHeader.length(HexFormat.of().parseHex(hex));
  }
}
