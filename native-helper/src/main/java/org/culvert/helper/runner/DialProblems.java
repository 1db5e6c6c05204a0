package org.culvert.helper.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.profile.Proxy;
import org.culvert.core.profile.Remote;
import org.culvert.core.proxy.ProxyFailure;
import org.culvert.helper.host.BlockFailedException;
import org.culvert.helper.host.ConnectFailedException;
import org.culvert.helper.host.ConnectFailedException.Reason;
import org.culvert.helper.host.ProxyFailedException;

/** What it means to the user when no socket to a server could be had. */
final class DialProblems {
  private DialProblems() {}

  static Problem of(NameUnknownException unknown) {
    return Problem.of(ProblemCode.RESOLVE_FAILED, unknown.host(), unknown.reason());
  }

  /** {@code address} is the first that was tried, for {@code millis} milliseconds. */
  static Problem of(IOException e, Remote remote, InetAddress address, long millis) {
    String server = remote.host() + ":" + remote.port();
    if (e instanceof NameUnknownException unknown) {
      return of(unknown);
    }
    if (e instanceof BlockFailedException) {
      return TunnelKeeper.problem(e);
    }
    Reason reason =
        e instanceof ConnectFailedException failed ? failed.reason() : Reason.UNREACHABLE;
    if (remote.proxy().isPresent()) {
      Proxy proxy = remote.proxy().get();
      return e instanceof ProxyFailedException failed
          ? refused(failed.failure(), proxy, server)
          : Problem.of(
              ProblemCode.PROXY_UNREACHABLE, proxy.text(), unreached(reason, millis, reason(e)));
    }
    return switch (reason) {
      case REFUSED -> Problem.of(ProblemCode.PORT_CLOSED, server);
      case SILENT ->
          Problem.of(ProblemCode.NO_ANSWER, server, seconds(millis), remote.transport().name());
      case UNREACHABLE ->
          // No socket was there yet that could have broken.
          Problem.of(ProblemCode.UNREACHABLE, outer(remote, address), reason(e));
    };
  }

  private static String unreached(Reason reason, long millis, String text) {
    return switch (reason) {
      case REFUSED -> "nothing listens there";
      case SILENT -> "it did not answer within " + seconds(millis) + " s";
      case UNREACHABLE -> text;
    };
  }

  private static Problem refused(ProxyFailure failure, Proxy proxy, String server) {
    return switch (failure.kind()) {
      // Both are asked for before they become anybody's problem.
      case LOGIN_NEEDED, LOGIN_REFUSED -> Problem.of(ProblemCode.PROXY_LOGIN_REFUSED, proxy.text());
      case LOGIN_UNKNOWN ->
          Problem.of(ProblemCode.PROXY_LOGIN_UNKNOWN, proxy.text(), failure.detail());
      case REFUSED -> Problem.of(ProblemCode.PROXY_REFUSED, proxy.text(), server, failure.detail());
      case NOT_A_PROXY -> Problem.of(ProblemCode.NOT_A_PROXY, proxy.text(), failure.detail());
    };
  }

  private static String seconds(long millis) {
    return Long.toString(Math.max(1, millis / 1000));
  }

  private static String outer(Remote remote, InetAddress address) {
    String text = IpPrefix.text(address);
    return (text.contains(":") ? "[" + text + "]" : text)
        + ":"
        + remote.port()
        + " by "
        + remote.transport().name();
  }

  /** The part of a message behind what was tried, which names the address once more. */
  private static String reason(IOException e) {
    String message = Optional.ofNullable(e.getMessage()).orElse(e.toString());
    return message.substring(message.lastIndexOf(": ") + 1).strip();
  }
}
