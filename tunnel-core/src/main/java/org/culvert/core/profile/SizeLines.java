package org.culvert.core.profile;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads how large packets may be, for the profile or for one of its connections. */
final class SizeLines {
  private static final int LEAST_MTU = 576;
  private static final int MOST_MTU = 65_535;
  private static final int LEAST_FRAGMENT = 68;

  private final Arguments arguments;
  private final Findings findings;

  SizeLines(Findings findings) {
    this.arguments = new Arguments(findings);
    this.findings = findings;
  }

  /** False when it is not about sizes. */
  boolean read(Statement s, SizeDraft sizes) {
    switch (s.name()) {
      case "tun-mtu" -> sizes.mtu = arguments.number(s, 0, LEAST_MTU, MOST_MTU);
      case "tun-mtu-max", "tun-max-mtu" ->
          sizes.maxMtu = arguments.number(s, 0, LEAST_MTU, MOST_MTU).orElse(sizes.maxMtu);
      case "mssfix" -> sizes.mssFix = mssFix(s);
      case "fragment" -> fragment(s, sizes);
      case "link-mtu", "udp-mtu" ->
          sizes.mssFix =
              setting(arguments.number(s, 0, LEAST_MTU, MOST_MTU), MssFixSetting.Kind.DATAGRAM);
      case "max-packet-size", "tls-mtu" -> control(s, sizes);
      case "mtu-disc" -> sizes.discovery = discovery(s);
      default -> {
        return false;
      }
    }
    return true;
  }

  private Optional<MssFixSetting> mssFix(Statement s) {
    MssFixSetting.Kind kind = MssFixSetting.Kind.DATAGRAM;
    if (s.has(1) && arguments.oneOf(s, 1, List.of("mtu", "fixed"))) {
      kind = s.arg(1).equals("mtu") ? MssFixSetting.Kind.MTU : MssFixSetting.Kind.FIXED;
    }
    return s.has(0) ? setting(arguments.number(s, 0, 0, MOST_MTU), kind) : Optional.empty();
  }

  private void fragment(Statement s, SizeDraft sizes) {
    MssFixSetting.Kind kind =
        s.has(1) && arguments.oneOf(s, 1, List.of("mtu"))
            ? MssFixSetting.Kind.MTU
            : MssFixSetting.Kind.DATAGRAM;
    OptionalInt bytes = arguments.number(s, 0, 0, MOST_MTU);
    if (bytes.isPresent() && bytes.getAsInt() != 0 && bytes.getAsInt() < LEAST_FRAGMENT) {
      arguments.invalid(s, ServerCode.CUT_TOO_SMALL, Integer.toString(LEAST_FRAGMENT));
    }
    sizes.fragment = setting(bytes, kind).filter(setting -> setting.bytes() > 0);
    sizes.fragmentAt = sizes.fragment.map(_ -> s);
  }

  /** It limits TCP's segments as well, as in OpenVPN, and as there a later mssfix counts more. */
  private void control(Statement s, SizeDraft sizes) {
    OptionalInt wanted = arguments.number(s, 0, 1, MOST_MTU);
    if (wanted.isEmpty()) {
      return;
    }
    sizes.control =
        Math.clamp(wanted.getAsInt(), PacketSizes.LEAST_CONTROL, PacketSizes.MOST_CONTROL);
    sizes.mssFix = setting(wanted, MssFixSetting.Kind.MTU);
    if (sizes.control != wanted.getAsInt()) {
      findings.note(
          s,
          Action.SUPPORT,
          ServerCode.CONTROL_SIZE,
          Integer.toString(PacketSizes.LEAST_CONTROL),
          Integer.toString(PacketSizes.MOST_CONTROL),
          Integer.toString(sizes.control));
    }
  }

  private Optional<MtuDiscovery> discovery(Statement s) {
    return arguments.oneOf(s, 0, List.of("no", "maybe", "yes"))
        ? Optional.of(
            switch (s.arg(0)) {
              case "no" -> MtuDiscovery.NEVER;
              case "maybe" -> MtuDiscovery.MAYBE;
              default -> MtuDiscovery.ALWAYS;
            })
        : Optional.empty();
  }

  private static Optional<MssFixSetting> setting(OptionalInt bytes, MssFixSetting.Kind kind) {
    return bytes.isPresent()
        ? Optional.of(new MssFixSetting(bytes.getAsInt(), kind))
        : Optional.empty();
  }
}
