package org.culvert.core.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.Credentials;
import org.culvert.core.proxy.ProxyFailure.Kind;

/**
 * SOCKS 5 (RFC 1928), with user name and password (RFC 1929); wire reference 11.7.
 *
 * <pre>
 * greeting  5, count, method…            answer  5, method
 * login     1, length, name, length, password    answer  version, 0
 * request   5, command, 0, address, port  answer  5, 0, 0, address, port
 * address   1, four bytes   or   4, sixteen bytes   or   3, length, name
 * </pre>
 */
final class Socks5 implements ProxyConversation {
  private static final int VERSION = 5;
  private static final int WITHOUT_LOGIN = 0;
  private static final int WITH_PASSWORD = 2;
  private static final int CONNECT = 1;
  private static final int UDP_ASSOCIATE = 3;

  /** What is waited for. */
  private enum Stage {
    METHOD,
    LOGIN,
    REPLY
  }

  private final int command;
  private final Destination server;
  private final Optional<Credentials> login;
  private final ByteBuffer answer = ByteBuffer.allocate(SocksAddress.LONGEST + 3);
  private Stage stage = Stage.METHOD;

  private Socks5(int command, Destination server, Optional<Credentials> login) {
    this.command = command;
    this.server = server;
    this.login = login;
  }

  static Socks5 connect(Destination server, Optional<Credentials> login) {
    return new Socks5(CONNECT, server, login);
  }

  /**
   * For datagrams from an address and a port that we do not know yet. RFC 1928, 7: the proxy takes
   * them only from there, so that one that goes by the family opens the relay in it.
   */
  static Socks5 associate(boolean ipv6, Optional<Credentials> login) {
    return new Socks5(UDP_ASSOCIATE, new Destination(ipv6 ? "::" : "0.0.0.0", 0), login);
  }

  /** Both methods, with a password at hand or not: so a proxy tells whether it wants one. */
  @Override
  public byte[] opening() {
    return new byte[] {VERSION, 2, WITHOUT_LOGIN, WITH_PASSWORD};
  }

  @Override
  public Step received(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      answer.put(bytes[at++]);
      Step step = advance();
      if (step instanceof Step.Wait) {
        continue;
      }
      if (step instanceof Step.Through through) {
        return new Step.Through(Arrays.copyOfRange(bytes, at, end), through.relay());
      }
      if (at < end && step instanceof Step.Send) {
        return notOne("it says more than it was asked");
      }
      return step;
    }
    return new Step.Wait();
  }

  /** Judges what is there after each byte: only so is known where an answer ends. */
  private Step advance() {
    int there = answer.position();
    if (there == 1 && stage != Stage.LOGIN && answer.get(0) != VERSION) {
      return notOne("it speaks another protocol");
    }
    return switch (stage) {
      case METHOD -> there < 2 ? new Step.Wait() : method(answer.get(1) & 0xff);
      // The version should be 1 here; some proxies say 5.
      case LOGIN -> there < 2 ? new Step.Wait() : loggedIn(answer.get(1) == 0);
      case REPLY -> reply(there);
    };
  }

  private Step method(int method) {
    return switch (method) {
      case WITHOUT_LOGIN -> request();
      case WITH_PASSWORD -> login.isPresent() ? password(login.get()) : wanted();
      case 0xff ->
          ProxyFailure.failed(Kind.LOGIN_UNKNOWN, "it takes neither a password nor nobody's word");
      default -> notOne("it chose a login that was not offered");
    };
  }

  private static Step wanted() {
    return ProxyFailure.failed(Kind.LOGIN_NEEDED, "");
  }

  private Step password(Credentials credentials) {
    byte[] name = credentials.username().getBytes(StandardCharsets.UTF_8);
    byte[] password = credentials.password().copyBytes();
    try {
      if (name.length == 0 || name.length > 255 || password.length == 0 || password.length > 255) {
        return ProxyFailure.failed(Kind.LOGIN_REFUSED, ""); // no proxy could be told it
      }
      ByteBuffer message = ByteBuffer.allocate(3 + name.length + password.length);
      message.put((byte) 1).put((byte) name.length).put(name);
      message.put((byte) password.length).put(password);
      return next(Stage.LOGIN, message.array());
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

  private Step loggedIn(boolean accepted) {
    return accepted ? request() : ProxyFailure.failed(Kind.LOGIN_REFUSED, "");
  }

  private Step request() {
    byte[] to = SocksAddress.write(server);
    ByteBuffer message = ByteBuffer.allocate(3 + to.length);
    message.put((byte) VERSION).put((byte) command).put((byte) 0).put(to);
    return next(Stage.REPLY, message.array());
  }

  private Step next(Stage following, byte[] message) {
    stage = following;
    answer.clear();
    return new Step.Send(message);
  }

  private Step reply(int there) {
    if (there == 2 && answer.get(1) != 0) {
      return ProxyFailure.failed(Kind.REFUSED, refusal(answer.get(1) & 0xff));
    }
    int length = there < 5 ? Integer.MAX_VALUE : SocksAddress.length(answer.get(3), answer.get(4));
    if (length < 0) {
      return notOne("its answer holds an unknown kind of address");
    }
    if (there < 5 || there < 3 + length) {
      return new Step.Wait();
    }
    return command == UDP_ASSOCIATE
        ? relay(length)
        : new Step.Through(new byte[0], OptionalInt.empty());
  }

  private Step relay(int length) {
    int port = answer.getShort(3 + length - 2) & 0xffff;
    if (port == 0) {
      return notOne("it names no port for datagrams");
    }
    return new Step.Through(new byte[0], OptionalInt.of(port));
  }

  private String refusal(int code) {
    return switch (code) {
      case 1 -> "it says that something failed (general SOCKS server failure)";
      case 2 -> "its rules do not allow it";
      case 3 -> "it says that the network is unreachable";
      case 4 -> "it says that the host is unreachable or unknown";
      case 5 -> "it says that nothing listens there";
      case 6 -> "it says that the server did not answer in time";
      case 7 -> "it does not carry " + (command == UDP_ASSOCIATE ? "datagrams" : "connections");
      case 8 -> "it does not know this kind of address";
      default -> "it gives the unknown reason " + code;
    };
  }

  @Override
  public Step ended() {
    return switch (stage) {
      case METHOD ->
          answer.position() == 0
              ? ProxyFailure.failed(Kind.REFUSED, "it ended the connection without an answer")
              : notOne("it ended the connection in the middle of its answer");
      // RFC 1929: a proxy that does not accept a login closes the connection.
      case LOGIN -> ProxyFailure.failed(Kind.LOGIN_REFUSED, "");
      case REPLY ->
          ProxyFailure.failed(Kind.REFUSED, "it ended the connection instead of connecting");
    };
  }

  private static Step notOne(String detail) {
    return ProxyFailure.failed(Kind.NOT_A_PROXY, "it does not answer in SOCKS 5: " + detail);
  }
}
