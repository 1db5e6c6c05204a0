package org.culvert.core.session;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.culvert.core.data.DataSettings;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.plan.MssFix;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.Remote;
import org.culvert.core.tls.TlsChannelFactory;

/**
 * What one attempt needs to know.
 *
 * @param address the server's address, one of those that the remote's name has
 * @param login shared by all attempts of the session
 * @param epochOffset wall clock milliseconds minus the monotonic clock's
 * @param answerMillis how long to wait for the server's first packet
 */
public record SessionSetup(
    Profile profile,
    Remote remote,
    InetAddress address,
    TlsChannelFactory tls,
    Login login,
    PeerInfo peerInfo,
    long epochOffset,
    long answerMillis) {

  /** Waits as long for an answer as the profile says. */
  public SessionSetup(
      Profile profile,
      Remote remote,
      InetAddress address,
      TlsChannelFactory tls,
      Login login,
      PeerInfo peerInfo,
      long epochOffset) {
    this(
        profile,
        remote,
        address,
        tls,
        login,
        peerInfo,
        epochOffset,
        remote.pace().answer() * 1000L);
  }

  /** What is put around the packets of a data channel to this server. */
  public MssFix.Around around(DataSettings data) {
    return new MssFix.Around(
        data.headerBytes(),
        data.payloadBytes(),
        data.padsTo(),
        address instanceof Inet6Address,
        remote.transport() == Remote.Transport.TCP);
  }

  /** The server as users know it. */
  String server() {
    return remote.host() + ":" + remote.port();
  }

  /** The profile's data ciphers that we have, in its order. */
  List<DataCipher> ciphers() {
    return profile.dataCiphers().stream().map(DataCipher::named).flatMap(Optional::stream).toList();
  }
}
