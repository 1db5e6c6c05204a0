package org.culvert.core.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.culvert.core.api.Credentials;
import org.culvert.core.fuzz.FuzzTarget;
import org.culvert.core.profile.Proxy;
import org.culvert.core.proxy.ProxyConversation.Step;

/**
 * What proxies answer. The first byte says which kind of proxy is talked to and with which login;
 * the second in pieces of which size the rest comes. What an HTTP proxy says means the same however
 * it is cut; a SOCKS proxy that runs ahead is refused only when that is seen.
 */
public final class ProxyReplyFuzz implements FuzzTarget {
  private static final Destination SERVER = new Destination("vpn.example.net", 443);
  private static final int HTTP = 0;
  private static final int SOCKS = 4;
  private static final int RELAY = 8;
  private static final int WITH_LOGIN = 1;

  /** Of {@link Answers#jane}. */
  private static final String PASSWORD = "pass:word";

  /** A login takes two connections; whoever asks for a third would be asked for ever. */
  private static final int MOST_KNOCKS = 4;

  /** For the list of targets. */
  public ProxyReplyFuzz() {}

  @Override
  public String name() {
    return "proxy-reply";
  }

  @Override
  public List<byte[]> seeds() {
    String digest =
        "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Digest realm=\"x\", nonce=\"n\", qop=\"auth\","
            + " algorithm=SHA-256, opaque=\"o\"\r\nProxy-Authenticate: Basic realm=x\r\n\r\n";
    return Stream.of(
            text(HTTP, 255, "HTTP/1.0 200 Connection established\r\nVia: a\r\n\r\nrest"),
            text(HTTP, 7, "HTTP/1.1 403 Forbidden\n\nno"),
            text(HTTP | WITH_LOGIN, 255, digest),
            text(HTTP, 255, digest),
            text(HTTP | WITH_LOGIN, 1, "HTTP/1.1 407 Who?\r\nproxy-authenticate: basic\r\n\r\n"),
            hex("04 ff 0500 05000001 c0000201 01bb 99"),
            hex("05 01 0502 0100 05000004 20010db8000000000000000000000001 01bb"),
            hex("09 ff 0502 0100 05000003 03 612e62 1f90"),
            hex("04 ff 05ff"),
            hex("08 ff 0500 05070001 00000000 0000"))
        .toList();
  }

  private static byte[] text(int kind, int piece, String text) {
    return (String.valueOf((char) kind) + (char) piece + text)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Override
  public void run(byte[] input) {
    if (input.length < 2) {
      return;
    }
    byte[] words = Arrays.copyOfRange(input, 2, input.length);
    String whole = talk(input[0], words, Math.max(1, words.length));
    String cut = talk(input[0], words, Math.max(1, input[1] & 0xff));
    if ((input[0] & (SOCKS | RELAY)) == 0) {
      assertEquals(whole, cut);
    }
    if (!new String(words, StandardCharsets.ISO_8859_1).contains(PASSWORD)) {
      assertFalse(whole.contains(PASSWORD), "the password is shown");
    }
    if (words.length >= RelayHeader.LOOK) {
      int header = RelayHeader.length(words);
      assertTrue(header == -1 || (header >= 3 + 1 + 1 && header <= 3 + SocksAddress.LONGEST));
    }
  }

  /** How it ends; every knock hears the same words. */
  private static String talk(int kind, byte[] words, int piece) {
    ProxyDoor door = door(kind);
    for (int knocks = 1; knocks <= MOST_KNOCKS; knocks++) {
      ProxyConversation conversation = door.knock(InetAddress.getLoopbackAddress());
      assertTrue(conversation.opening().length > 0);
      Step step = hear(conversation, words, piece);
      if (!(step instanceof Step.KnockAgain)) {
        return told(step);
      }
    }
    throw new AssertionError("the proxy is asked again and again");
  }

  private static Step hear(ProxyConversation conversation, byte[] words, int piece) {
    for (int at = 0; at < words.length; ) {
      int length = Math.min(piece, words.length - at);
      Step step = conversation.received(words, at, length);
      at += length;
      if (step instanceof Step.Through through) {
        byte[] rest = through.rest();
        assertArrayEquals(Arrays.copyOfRange(words, at - rest.length, at), rest);
        return new Step.Through(
            Arrays.copyOfRange(words, at - rest.length, words.length), through.relay());
      }
      if (!(step instanceof Step.Wait) && !(step instanceof Step.Send)) {
        return step;
      }
    }
    return conversation.ended();
  }

  private static String told(Step step) {
    return switch (step) {
      case Step.Failed failed -> {
        ProxyFailure failure = failed.failure();
        failure
            .detail()
            .chars()
            .forEach(c -> assertFalse(c < ' ' || c == 127, "not printable: " + c));
        yield failure.toString();
      }
      case Step.Through through -> {
        OptionalInt relay = through.relay();
        assertTrue(relay.isEmpty() || (relay.getAsInt() > 0 && relay.getAsInt() < 65_536));
        yield relay + HexFormat.of().formatHex(through.rest());
      }
      case Step.Wait _, Step.Send _, Step.KnockAgain _ ->
          throw new AssertionError("the end of the connection is no end: " + step);
    };
  }

  private static ProxyDoor door(int kind) {
    Optional<Credentials> login =
        (kind & WITH_LOGIN) == 0 ? Optional.empty() : Optional.of(Answers.jane());
    if ((kind & RELAY) != 0) {
      return ProxyDoor.toRelay(socks(), login, new Random(1));
    }
    return ProxyDoor.toServer(
        (kind & SOCKS) != 0 ? socks() : http(kind), SERVER, login, new Random(1));
  }

  private static Proxy.Socks5 socks() {
    return new Proxy.Socks5("proxy", 1080, Optional.empty());
  }

  private static Proxy.Http http(int kind) {
    Proxy.HttpLogin[] logins = Proxy.HttpLogin.values();
    return new Proxy.Http(
        "proxy",
        3128,
        Optional.empty(),
        logins[Math.floorMod(kind >> 4, logins.length)],
        "1.0",
        Optional.empty(),
        List.of());
  }
}
