package org.culvert.core.profile;

import java.util.ArrayList;
import java.util.List;
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
    List<List<PathReason>> kept =
        profile.remotes().stream()
            .map(remote -> obstacles(profile, remote))
            .filter(obstacles -> !obstacles.isEmpty())
            .toList();
    if (kept.size() == servers) {
      return DataPathInfo.userspace(kept.stream().flatMap(List::stream).distinct().toList());
    }
    return new DataPathInfo(
        "kernel",
        kept.isEmpty()
            ? PathReason.of(PathReasonCode.PROFILE_FITS)
            : PathReason.of(
                PathReasonCode.PROFILE_FITS_SOME,
                Integer.toString(servers - kept.size()),
                Integer.toString(servers)));
  }

  /** What keeps a connection to this server from the kernel's data path; nothing where it can. */
  public static List<PathReason> obstacles(Profile profile, Remote remote) {
    List<PathReason> found = new ArrayList<>();
    if (profile.disableDco()) {
      found.add(PathReason.of(PathReasonCode.PROFILE_FORBIDS));
    }
    remote.proxy().ifPresent(proxy -> found.add(PathReason.of(proxied(proxy))));
    if (remote.sizes().fragment().isPresent()) {
      found.add(PathReason.of(PathReasonCode.PROFILE_FRAGMENT));
    }
    if (profile.compression().framing() != CompressionFraming.NONE) {
      found.add(PathReason.of(PathReasonCode.PROFILE_COMPRESSION));
    }
    if (profile.dataCiphers().stream().noneMatch(DataPathReason::isKernels)) {
      found.add(PathReason.of(PathReasonCode.PROFILE_CIPHERS));
    }
    if (profile.sockets().passTos()) {
      found.add(PathReason.of(PathReasonCode.PROFILE_TOS));
    }
    if (profile.sockets().device().isPresent()) {
      found.add(PathReason.of(PathReasonCode.PROFILE_DEVICE));
    }
    if (remote.sizes().discovery().isPresent()) {
      found.add(PathReason.of(PathReasonCode.PROFILE_DISCOVERY));
    }
    if (profile.replayWindow().orElse(0) > KERNEL_WINDOW) {
      found.add(
          PathReason.of(PathReasonCode.PROFILE_REPLAY_WINDOW, Integer.toString(KERNEL_WINDOW)));
    }
    return List.copyOf(found);
  }

  private static boolean isKernels(String cipher) {
    return cipher.endsWith("-GCM") || cipher.equals("CHACHA20-POLY1305");
  }

  /** A proxy's words stand between the kernel and the server. */
  private static PathReasonCode proxied(Proxy proxy) {
    return switch (proxy) {
      case Proxy.Http _ -> PathReasonCode.HTTP_PROXY;
      case Proxy.Socks5 _ -> PathReasonCode.SOCKS_PROXY;
    };
  }
}
