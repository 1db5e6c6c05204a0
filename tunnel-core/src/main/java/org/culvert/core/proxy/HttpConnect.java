package org.culvert.core.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.profile.Proxy;
import org.culvert.core.proxy.ProxyFailure.Kind;

/**
 * HTTP's CONNECT (RFC 9110, section 9.3.6; wire reference 11.6). A login is answered on another
 * connection, as OpenVPN does it: so nobody waits for the body of a refusal, whatever its length.
 */
final class HttpConnect implements ProxyConversation {
  private final Proxy.Http settings;
  private final Destination server;
  private final HttpLogin login;
  private final byte[] answer = new byte[MOST_BYTES];
  private int length;

  HttpConnect(Proxy.Http settings, Destination server, HttpLogin login) {
    this.settings = settings;
    this.server = server;
    this.login = login;
  }

  /** May hold a login: of that no copy stays but this one, which the caller wipes. */
  @Override
  public byte[] opening() {
    StringBuilder head = new StringBuilder();
    line(head, "CONNECT " + server.authority() + " HTTP/" + settings.version());
    boolean hostGiven = false;
    for (Proxy.Header header : settings.headers()) {
      line(head, header.name() + ": " + header.value());
      hostGiven |= header.name().equalsIgnoreCase("Host");
    }
    if (!hostGiven) {
      line(head, "Host: " + server.authority());
    }
    settings.agent().ifPresent(agent -> line(head, "User-Agent: " + agent));
    Optional<byte[]> authorization = login.authorization(settings, server);
    if (authorization.isEmpty()) {
      line(head, "");
      return utf8(head);
    }
    byte[] value = authorization.get();
    byte[] before = utf8(head.append("Proxy-Authorization: "));
    byte[] after = {'\r', '\n', '\r', '\n'};
    ByteBuffer request = ByteBuffer.allocate(before.length + value.length + after.length);
    request.put(before).put(value).put(after);
    Arrays.fill(value, (byte) 0);
    return request.array();
  }

  private static void line(StringBuilder head, String text) {
    head.append(text).append("\r\n");
  }

  private static byte[] utf8(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Step received(byte[] bytes, int offset, int count) {
    int before = length;
    int kept = Math.min(count, MOST_BYTES - before);
    System.arraycopy(bytes, offset, answer, before, kept);
    length += kept;
    int end = HttpAnswer.end(answer, before, length);
    if (end < 0) {
      if (length == MOST_BYTES) {
        return notOne("its answer is longer than 16 KiB");
      }
      return HttpAnswer.mayBegin(answer, length)
          ? new Step.Wait()
          : notOne("it speaks another protocol");
    }
    Optional<HttpAnswer> read = HttpAnswer.read(answer, end);
    if (read.isEmpty()) {
      return notOne("it speaks another protocol");
    }
    if (read.get().status() / 100 == 2) {
      byte[] rest = Arrays.copyOfRange(bytes, offset + end - before, offset + count);
      return new Step.Through(rest, OptionalInt.empty());
    }
    int status = read.get().status();
    if (status == 407) {
      return login.challenged(settings, read.get().challenges());
    }
    // Tinyproxy's answer to a wrong password.
    return status == 401 && login.sent()
        ? ProxyFailure.failed(Kind.LOGIN_REFUSED, "")
        : ProxyFailure.failed(Kind.REFUSED, "it answers " + read.get().statusText());
  }

  @Override
  public Step ended() {
    return length == 0
        ? ProxyFailure.failed(Kind.REFUSED, "it ended the connection without an answer")
        : notOne("it ended the connection in the middle of its answer");
  }

  private static Step notOne(String detail) {
    return ProxyFailure.failed(Kind.NOT_A_PROXY, "it does not answer in HTTP: " + detail);
  }
}
