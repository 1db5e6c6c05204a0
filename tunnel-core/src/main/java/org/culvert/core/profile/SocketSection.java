package org.culvert.core.profile;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Options of the sockets that lead to servers. */
final class SocketSection implements Section {
  private static final Pattern DEVICE = Pattern.compile("[!-.0-~]{1,15}");

  /** What no kernel of a desktop gives, whoever asks. */
  private static final int LARGEST_BUFFER = 1 << 30;

  private final Arguments arguments;
  private final Findings findings;
  private OptionalInt sendBuffer = OptionalInt.empty();
  private OptionalInt receiveBuffer = OptionalInt.empty();
  private OptionalInt mark = OptionalInt.empty();
  private Optional<String> device = Optional.empty();
  private boolean passTos;

  SocketSection(Findings findings) {
    this.arguments = new Arguments(findings);
    this.findings = findings;
  }

  @Override
  public boolean read(Statement s) {
    switch (s.name()) {
      case "sndbuf" -> sendBuffer = buffer(s);
      case "rcvbuf" -> receiveBuffer = buffer(s);
      case "mark" -> mark = arguments.number(s, 0, 0, Integer.MAX_VALUE);
      case "bind-dev" -> device(s);
      case "tcp-nodelay" -> {} // always so
      case "passtos" -> passTos = true;
      case "socket-flags" -> flags(s);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** 0 leaves the choice to others, as in OpenVPN. */
  private OptionalInt buffer(Statement s) {
    OptionalInt bytes = arguments.number(s, 0, 0, LARGEST_BUFFER);
    return bytes.orElse(0) == 0 ? OptionalInt.empty() : bytes;
  }

  private void device(Statement s) {
    if (DEVICE.matcher(s.arg(0)).matches()) {
      device = Optional.of(s.arg(0));
    } else {
      arguments.invalid(s, ServerCode.NO_DEVICE);
    }
  }

  private void flags(Statement s) {
    for (String flag : s.args()) {
      if (!flag.equals("TCP_NODELAY")) {
        findings.note(
            s,
            Action.IGNORE,
            Names.presentable(flag) ? ServerCode.UNKNOWN_FLAG : ServerCode.UNKNOWN_FLAG_LINE,
            Names.presentable(flag) ? flag : "");
      }
    }
  }

  SocketSettings build() {
    return new SocketSettings(sendBuffer, receiveBuffer, mark, device, Optional.empty(), passTos);
  }
}
