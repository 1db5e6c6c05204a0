package org.culvert.core.push;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.PullSettings;
import org.culvert.core.wire.CompressionFraming;

/**
 * A push reply, checked. All times in seconds. Belongs to the session, which wipes the token.
 *
 * @param peerId 0..0xFFFFFE: send data packets of version 2 with it
 * @param cipher one that we announced, in upper case
 * @param tlsExporter data keys come from the TLS exporter instead of the PRF
 * @param exitNotifyOnControlChannel {@code cc-exit}
 * @param dynamicTlsCrypt renegotiations are wrapped with a key from the TLS exporter
 * @param epochs data keys change by epochs; only with a peer id
 * @param authToken take the place of the password from now on
 * @param authTokenUser take the place of the user name from now on
 * @param ping send something when nothing was sent for so long; 0 never
 * @param pingRestart reconnect when nothing was received for so long; 0 never
 * @param pingExit end when nothing was received for so long; 0 never
 * @param explicitExitNotify how many exit messages to send on leaving, 0..5
 * @param sessionTimeout disconnect so long after connecting; 0 never
 * @param inactive disconnect when too little payload passed for so long; 0 never
 * @param inactiveBytes what is enough for {@code inactive}; 0 stands for anything
 * @param compression how packets are marked, whatever the profile says
 * @param sendBuffer of the socket, in bytes; empty to leave it
 * @param receiveBuffer of the socket, in bytes; empty to leave it
 * @param network words of the options for the tunnel's network in their order, names first, after
 *     pull-filter and route-nopull; the values are checked by the planner
 * @param messages what the server has to say to the user, printable
 * @param ignored sentences for the log about what was pushed and is not followed
 */
public record PushedOptions(
    OptionalInt peerId,
    Optional<String> cipher,
    boolean tlsExporter,
    boolean exitNotifyOnControlChannel,
    boolean dynamicTlsCrypt,
    boolean epochs,
    Optional<Secret> authToken,
    Optional<String> authTokenUser,
    OptionalInt ping,
    OptionalInt pingRestart,
    OptionalInt pingExit,
    OptionalInt explicitExitNotify,
    OptionalInt sessionTimeout,
    OptionalInt inactive,
    int inactiveBytes,
    Optional<CompressionFraming> compression,
    OptionalInt sendBuffer,
    OptionalInt receiveBuffer,
    List<List<String>> network,
    List<String> messages,
    List<String> ignored) {
  public PushedOptions {
    network = network.stream().map(List::copyOf).toList();
    messages = List.copyOf(messages);
    ignored = List.copyOf(ignored);
  }

  /**
   * Reads a complete reply.
   *
   * @param options texts as {@link PushAssembler} gives them
   * @throws PushException when an option on which the connection depends is malformed, was not
   *     announced by us, or is rejected by the profile
   */
  public static PushedOptions parse(List<String> options, PullSettings pull, Announced announced)
      throws PushException {
    return new PushedOptionsParser(pull, announced).parse(options);
  }

  /** The same without what a plan was made of, which is large and not needed any more. */
  public PushedOptions planned() {
    return new PushedOptions(
        peerId,
        cipher,
        tlsExporter,
        exitNotifyOnControlChannel,
        dynamicTlsCrypt,
        epochs,
        authToken,
        authTokenUser,
        ping,
        pingRestart,
        pingExit,
        explicitExitNotify,
        sessionTimeout,
        inactive,
        inactiveBytes,
        compression,
        sendBuffer,
        receiveBuffer,
        List.of(),
        messages,
        ignored);
  }
}
