package org.culvert.core.profile;

import java.util.Optional;
import org.culvert.core.api.SessionStatus.DataPathInfo;

/** Which data path a profile takes and why, in the words that are used everywhere. */
public final class DataPathReason {
  /** Why packets do not go through the kernel. */
  public static final String NOT_DRIVEN =
      "This version of Culvert does not drive the kernel's ovpn driver yet";

  private DataPathReason() {}

  /** What a session takes unless its user chooses. */
  public static DataPathInfo of(Profile profile) {
    return new DataPathInfo(
        "userspace",
        profile.disableDco()
            ? "The profile forbids the kernel's data path (disable-dco)"
            : proxied(profile).orElse(NOT_DRIVEN));
  }

  /** A proxy's words stand between the kernel and the server. */
  private static Optional<String> proxied(Profile profile) {
    return profile.remotes().stream()
        .flatMap(remote -> remote.proxy().stream())
        .map(
            proxy ->
                switch (proxy) {
                  case Proxy.Http _ -> "The kernel's data path cannot go through an HTTP proxy";
                  case Proxy.Socks5 _ -> "The kernel's data path cannot go through a SOCKS proxy";
                })
        .findFirst();
  }
}
