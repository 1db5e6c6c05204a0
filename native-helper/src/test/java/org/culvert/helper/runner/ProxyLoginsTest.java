package org.culvert.helper.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Question;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.Pace;
import org.culvert.core.profile.PacketSizes;
import org.culvert.core.profile.Proxy;
import org.culvert.core.profile.Remote;
import org.culvert.core.proxy.ProxyFailure;
import org.culvert.core.proxy.ProxyFailure.Kind;
import org.culvert.helper.host.ProxyFailedException;
import org.junit.jupiter.api.Test;

final class ProxyLoginsTest {
  private static Credentials login(String password) {
    return new Credentials("jane", Secret.ofText(password));
  }

  private static String password(ProxyLogins logins, Proxy proxy) {
    return new String(logins.of(proxy).orElseThrow().password().copyBytes(), UTF_8);
  }

  @Test
  void theUsersWordCountsMoreThanWhatIsKnownAndThatMoreThanTheProfile() {
    Proxy proxy = new Proxy.Socks5("p", 1080, Optional.of(login("profile")));
    ProxyLogins ofProfile = new ProxyLogins(List.of(proxy), Optional.empty());
    assertEquals("profile", password(ofProfile, proxy));
    ProxyLogins logins = new ProxyLogins(List.of(proxy), Optional.of(login("known")));
    assertEquals("known", password(logins, proxy));
    logins.use(proxy, login("said"));
    assertEquals("said", password(logins, proxy));
  }

  @Test
  void allPasswordsAreWipedInTheEnd() {
    Credentials profile = login("profile");
    Credentials wrong = login("wrong");
    Credentials right = login("right");
    Proxy proxy = new Proxy.Socks5("p", 1080, Optional.of(profile));
    ProxyLogins logins = new ProxyLogins(List.of(proxy), Optional.empty());
    logins.use(proxy, wrong);
    logins.use(proxy, right);
    assertThrows(IllegalStateException.class, () -> wrong.password().copyBytes());
    assertArrayEquals("right".getBytes(UTF_8), right.password().copyBytes());
    logins.close();
    assertThrows(IllegalStateException.class, () -> right.password().copyBytes());
    assertThrows(IllegalStateException.class, () -> profile.password().copyBytes());
  }

  @Test
  void aProxyThatWantsALoginIsAQuestionAndNothingElseIs() {
    assertEquals(
        Optional.of(new Question.ProxyLogin("p:1080", "office", "")),
        question(new ProxyFailedException(new ProxyFailure(Kind.LOGIN_NEEDED, "office"))));
    Optional<Question> again =
        question(new ProxyFailedException(new ProxyFailure(Kind.LOGIN_REFUSED, "")));
    assertTrue(again.orElseThrow().toString().contains("refused"));
    assertEquals(
        Optional.empty(), question(new ProxyFailedException(new ProxyFailure(Kind.REFUSED, "x"))));
    assertEquals(Optional.empty(), question(new IOException("x")));
  }

  private static Optional<Question> question(IOException failure) {
    Remote remote =
        new Remote(
            "vpn",
            1194,
            Remote.Transport.UDP,
            Remote.Family.ANY,
            new ControlWrapping.None(),
            Optional.empty(),
            OptionalInt.empty(),
            false,
            OptionalInt.empty(),
            Optional.of(new Proxy.Socks5("p", 1080, Optional.empty())),
            Pace.DEFAULT,
            PacketSizes.DEFAULT);
    return ProxyLogins.question(remote, failure);
  }
}
