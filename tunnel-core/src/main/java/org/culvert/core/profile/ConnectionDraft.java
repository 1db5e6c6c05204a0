package org.culvert.core.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.profile.ControlWrapping.KeyDirection;

/**
 * Connection settings while they are read: those of the profile's top level, or of one {@code
 * <connection>} block. Mutable, lives as long as the reading.
 */
final class ConnectionDraft {
  /** A {@code remote} line. */
  record RemoteLine(Statement at, String host, OptionalInt port, Optional<Protocol> protocol) {}

  /** The meaning of a {@code proto} word. */
  record Protocol(Remote.Transport transport, Remote.Family family) {
    static final Protocol UDP = new Protocol(Remote.Transport.UDP, Remote.Family.ANY);
  }

  final List<RemoteLine> remotes = new ArrayList<>();
  OptionalInt port = OptionalInt.empty();
  Optional<Protocol> protocol = Optional.empty();
  Optional<String> local = Optional.empty();
  OptionalInt localPort = OptionalInt.empty();
  boolean noBind;
  boolean floating;
  OptionalInt exitNotify = OptionalInt.empty();
  Pace pace = Pace.DEFAULT;
  SizeDraft sizes = new SizeDraft();
  ProxyDraft proxy = new ProxyDraft();
  Optional<StaticKey> tlsAuth = Optional.empty();
  Optional<StaticKey> tlsCrypt = Optional.empty();
  Optional<ControlWrapping.TlsCryptV2> tlsCryptV2 = Optional.empty();
  Optional<KeyDirection> direction = Optional.empty();

  /** A block's start: what was set before it, without remotes and keys. */
  ConnectionDraft inherit() {
    ConnectionDraft draft = new ConnectionDraft();
    draft.port = port;
    draft.protocol = protocol;
    draft.local = local;
    draft.localPort = localPort;
    draft.noBind = noBind;
    draft.floating = floating;
    draft.exitNotify = exitNotify;
    draft.pace = pace;
    draft.sizes = sizes.copy();
    draft.proxy = proxy.copy();
    return draft;
  }

  /** The remotes that use this transport, or all, with everything filled in. */
  List<Remote> build(
      ConnectionDraft top, String digest, Optional<Remote.Transport> only, Findings findings) {
    ControlWrapping wrapping = wrapping(top, digest);
    List<Remote> built = new ArrayList<>();
    for (RemoteLine remote : remotes) {
      Protocol chosen = remote.protocol().or(() -> protocol).orElse(Protocol.UDP);
      if (!only.map(chosen.transport()::equals).orElse(true)) {
        continue;
      }
      built.add(
          new Remote(
              remote.host(),
              remote.port().orElse(port.orElse(1194)),
              chosen.transport(),
              chosen.family(),
              wrapping,
              local,
              noBind ? OptionalInt.empty() : localPort,
              floating,
              exitNotify,
              proxy.build(remote.at(), chosen.transport(), top.proxy, findings),
              pace,
              sizes.build()));
    }
    return built;
  }

  /** How many kinds of wrapping are set here; a server uses only one. */
  int wraps() {
    return (tlsAuth.isPresent() ? 1 : 0)
        + (tlsCrypt.isPresent() ? 1 : 0)
        + (tlsCryptV2.isPresent() ? 1 : 0);
  }

  private ControlWrapping wrapping(ConnectionDraft top, String digest) {
    ConnectionDraft keys = wraps() > 0 ? this : top;
    if (keys.tlsCryptV2.isPresent()) {
      return keys.tlsCryptV2.get();
    }
    if (keys.tlsCrypt.isPresent()) {
      return new ControlWrapping.TlsCrypt(keys.tlsCrypt.get());
    }
    if (keys.tlsAuth.isPresent()) {
      KeyDirection chosen = direction.or(() -> top.direction).orElse(KeyDirection.BIDIRECTIONAL);
      return new ControlWrapping.TlsAuth(keys.tlsAuth.get(), chosen, digest);
    }
    return new ControlWrapping.None();
  }
}
