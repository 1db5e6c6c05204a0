package org.culvert.helper.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.profile.Remote;
import org.culvert.helper.host.ConnectFailedException;
import org.culvert.helper.host.ConnectFailedException.Reason;

/** What it means to the user when no socket to a server could be had. */
final class DialProblems {
  private DialProblems() {}

  /** {@code address} is the first that was tried, for {@code millis} milliseconds. */
  static Problem of(IOException e, Remote remote, InetAddress address, long millis) {
    String server = remote.host() + ":" + remote.port();
    Reason reason =
        e instanceof ConnectFailedException failed ? failed.reason() : Reason.UNREACHABLE;
    return switch (reason) {
      case REFUSED -> Problem.of(ProblemCode.PORT_CLOSED, server);
      case SILENT ->
          Problem.of(
              ProblemCode.NO_ANSWER,
              server,
              Long.toString(Math.max(1, millis / 1000)),
              remote.transport().name());
      case UNREACHABLE ->
          // No socket was there yet that could have broken.
          Problem.of(ProblemCode.UNREACHABLE, outer(remote, address), reason(e));
    };
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
