package org.culvert.core.profile;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.culvert.core.wire.CompressionFraming;

/** Which data path a profile can take and why, in the words that are used everywhere. */
public final class DataPathReason {
  /** The kernel's driver knows so many packet ids behind the newest. */
  private static final int KERNEL_WINDOW = 2048;

  private DataPathReason() {}

  /**
   * What the profile alone lets expect of the kernel: whether it can carry any connection. Whether
   * this machine's kernel has the driver is another question, which the reason leaves open.
   */
  public static DataPathInfo of(Profile profile) {
    int servers = profile.remotes().size();
    List<String> obstacles =
        profile.remotes().stream().flatMap(remote -> obstacle(profile, remote).stream()).toList();
    if (obstacles.size() == servers) {
      return new DataPathInfo("userspace", obstacles.getFirst());
    }
    return new DataPathInfo(
        "kernel",
        "Nothing in the profile stands in its way"
            + (obstacles.isEmpty()
                ? ""
                : " for " + (servers - obstacles.size()) + " of " + servers + " servers"));
  }

  /** What keeps a connection to this server from the kernel's data path; empty for nothing. */
  public static Optional<String> obstacle(Profile profile, Remote remote) {
    if (profile.disableDco()) {
      return Optional.of("The profile forbids the kernel's data path (disable-dco)");
    }
    if (remote.proxy().isPresent()) {
      return Optional.of(proxied(remote.proxy().get()));
    }
    if (remote.sizes().fragment().isPresent()) {
      return cannot("packets are cut into pieces (fragment)");
    }
    if (profile.compression().framing() != CompressionFraming.NONE) {
      return cannot("the profile wants compression framing (compress, comp-lzo)");
    }
    if (profile.dataCiphers().stream().noneMatch(DataPathReason::isKernels)) {
      return cannot("the profile names no cipher of the kernel's (AES-GCM, CHACHA20-POLY1305)");
    }
    if (profile.sockets().passTos()) {
      return cannot("packets are to be as urgent as those inside (passtos)");
    }
    if (profile.sockets().device().isPresent()) {
      return cannot("packets are tied to a network device (bind-dev)");
    }
    if (remote.sizes().discovery().isPresent()) {
      return cannot("the profile says what becomes of long packets (mtu-disc)");
    }
    if (profile.replayWindow().orElse(0) > KERNEL_WINDOW) {
      return cannot("packets may come later than by " + KERNEL_WINDOW + " (replay-window)");
    }
    return Optional.empty();
  }

  private static boolean isKernels(String cipher) {
    return cipher.endsWith("-GCM") || cipher.equals("CHACHA20-POLY1305");
  }

  private static Optional<String> cannot(String what) {
    return Optional.of("The kernel's data path cannot do it: " + what);
  }

  /** A proxy's words stand between the kernel and the server. */
  private static String proxied(Proxy proxy) {
    return switch (proxy) {
      case Proxy.Http _ -> "The kernel's data path cannot go through an HTTP proxy";
      case Proxy.Socks5 _ -> "The kernel's data path cannot go through a SOCKS proxy";
    };
  }
}
