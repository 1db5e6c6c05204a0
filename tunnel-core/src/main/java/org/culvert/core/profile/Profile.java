package org.culvert.core.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.Credentials;

/**
 * Everything a client profile says, checked and complete: nothing in it refers to a file.
 *
 * @param friendlyName the display name that the profile suggests
 * @param remotes in the order of trial; never empty
 * @param userPass whether the server asks for a user name and password
 * @param credentials from an inline {@code auth-user-pass} block
 * @param login how the user signs in, when {@code userPass}
 * @param dataCiphers offered data ciphers in our order, OpenVPN's spelling in upper case
 * @param fallbackCipher for servers without negotiation ({@code data-ciphers-fallback}, or a CBC
 *     cipher of {@code cipher})
 * @param authDigest {@code auth}: the digest of tls-auth and of CBC packets, for example SHA256
 * @param replayWindow how many packet ids behind the newest may still come, 0 to 65536; empty for
 *     our choice
 * @param explicitExitNotify how many exit messages to send on leaving; empty when not asked for
 * @param peerInfo {@code UV_*} values for the server, in file order; empty without {@code
 *     push-peer-info}
 */
public record Profile(
    Optional<String> friendlyName,
    List<Remote> remotes,
    RemoteChoice choice,
    SocketSettings sockets,
    boolean userPass,
    Optional<Credentials> credentials,
    LoginSettings login,
    TlsSettings tls,
    List<String> dataCiphers,
    Optional<String> fallbackCipher,
    String authDigest,
    CompressionSettings compression,
    OptionalInt replayWindow,
    Timers timers,
    TunnelSettings tunnel,
    PullSettings pull,
    OptionalInt explicitExitNotify,
    boolean disableDco,
    boolean pushPeerInfo,
    Map<String, String> peerInfo,
    LogSettings log) {

  public Profile {
    remotes = List.copyOf(remotes);
    dataCiphers = List.copyOf(dataCiphers);
    peerInfo = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(peerInfo));
    if (remotes.isEmpty()) {
      throw new IllegalArgumentException("a profile has at least one remote");
    }
  }
}
