package org.culvert.core.profile;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.culvert.core.wire.CompressionFraming;

/** Which data path a profile can take and why. */
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
    List<PathReason> obstacles =
        profile.remotes().stream().flatMap(remote -> obstacle(profile, remote).stream()).toList();
    if (obstacles.size() == servers) {
      return new DataPathInfo("userspace", obstacles.getFirst());
    }
    return new DataPathInfo(
        "kernel",
        obstacles.isEmpty()
            ? PathReason.of(PathReasonCode.PROFILE_FITS)
            : PathReason.of(
                PathReasonCode.PROFILE_FITS_SOME,
                Integer.toString(servers - obstacles.size()),
                Integer.toString(servers)));
  }

  /** What keeps a connection to this server from the kernel's data path; empty for nothing. */
  public static Optional<PathReason> obstacle(Profile profile, Remote remote) {
    if (profile.disableDco()) {
      return because(PathReasonCode.PROFILE_FORBIDS);
    }
    if (remote.proxy().isPresent()) {
      return because(proxied(remote.proxy().get()));
    }
    if (remote.sizes().fragment().isPresent()) {
      return because(PathReasonCode.PROFILE_FRAGMENT);
    }
    if (profile.compression().framing() != CompressionFraming.NONE) {
      return because(PathReasonCode.PROFILE_COMPRESSION);
    }
    if (profile.dataCiphers().stream().noneMatch(DataPathReason::isKernels)) {
      return because(PathReasonCode.PROFILE_CIPHERS);
    }
    if (profile.sockets().passTos()) {
      return because(PathReasonCode.PROFILE_TOS);
    }
    if (profile.sockets().device().isPresent()) {
      return because(PathReasonCode.PROFILE_DEVICE);
    }
    if (remote.sizes().discovery().isPresent()) {
      return because(PathReasonCode.PROFILE_DISCOVERY);
    }
    if (profile.replayWindow().orElse(0) > KERNEL_WINDOW) {
      return because(PathReasonCode.PROFILE_REPLAY_WINDOW, Integer.toString(KERNEL_WINDOW));
    }
    return Optional.empty();
  }

  private static boolean isKernels(String cipher) {
    return cipher.endsWith("-GCM") || cipher.equals("CHACHA20-POLY1305");
  }

  private static Optional<PathReason> because(PathReasonCode code, String... args) {
    return Optional.of(PathReason.of(code, args));
  }

  /** A proxy's words stand between the kernel and the server. */
  private static PathReasonCode proxied(Proxy proxy) {
    return switch (proxy) {
      case Proxy.Http _ -> PathReasonCode.HTTP_PROXY;
      case Proxy.Socks5 _ -> PathReasonCode.SOCKS_PROXY;
    };
  }
}
