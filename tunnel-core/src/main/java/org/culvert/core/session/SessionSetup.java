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
import org.culvert.core.push.OptionBudget;
import org.culvert.core.tls.TlsChannelFactory;

/**
 * What one attempt needs to know.
 *
 * @param address the server's address, one of those that the remote's name has
 * @param login shared by all attempts of the session
 * @param epochOffset wall clock milliseconds minus the monotonic clock's
 * @param answerMillis how long to wait for the server's first packet
 * @param relayHeader bytes that a relay on the way has in front of each datagram
 * @param room for what the server pushes; shared by all attempts of the session
 */
public record SessionSetup(
    Profile profile,
    Remote remote,
    InetAddress address,
    TlsChannelFactory tls,
    Login login,
    PeerInfo peerInfo,
    long epochOffset,
    long answerMillis,
    int relayHeader,
    OptionBudget.Share room) {

  /** Waits as long for an answer as the profile says, uses no relay, and has a budget alone. */
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
        remote.pace().answer() * 1000L,
        0,
        new OptionBudget().open());
  }

  /** What is put around the packets of a data channel to this server. */
  public MssFix.Around around(DataSettings data) {
    return around(data.headerBytes(), data.payloadBytes(), data.padsTo());
  }

  private MssFix.Around around(int header, int payload, int padsTo) {
    return new MssFix.Around(
        header + relayHeader,
        payload,
        padsTo,
        address instanceof Inet6Address,
        remote.transport() == Remote.Transport.TCP);
  }

  /** How long a datagram with a control packet may be, so that its IP packet keeps to the limit. */
  int controlDatagram() {
    return remote.sizes().control() - around(0, 0, 0).outer();
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
