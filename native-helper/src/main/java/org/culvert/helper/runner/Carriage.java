package org.culvert.helper.runner;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.InBandMessage;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.session.Ending;
import org.culvert.core.session.KernelFit;
import org.culvert.core.session.SessionSetup;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.host.Outer;
import org.culvert.helper.host.Passage;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.DropText;
import org.culvert.helper.path.PathClosedException;
import org.culvert.helper.path.PathTraffic;
import org.culvert.helper.path.TunDevice;
import org.culvert.helper.path.kernel.KernelDevice;
import org.culvert.helper.path.kernel.KernelPath;
import org.culvert.helper.path.kernel.KernelRefusedException;
import org.culvert.helper.path.kernel.PeerGoneException;
import org.culvert.helper.path.userspace.Ciphers;
import org.culvert.helper.path.userspace.UserspacePath;

/**
 * What carries an attempt's packets: the kernel where it was chosen and while it can, else this
 * process. Control packets always come and go here. For the session's thread.
 */
final class Carriage implements AutoCloseable {
  private final SessionSetup setup;
  private final Ciphers ciphers;
  private final TunnelKeeper tunnel;
  private final SessionFace face;
  private final Inbox inbox;
  private final KernelChoice choice;
  private final boolean kernelWanted;
  private final DatagramPort port;
  private final UserspacePath own;
  private final DeviceKind<TunDevice> tunKind;
  private final DeviceKind<KernelDevice> kernelKind;
  private final GatewayWatch gateway;
  private Outer outer;
  private Optional<KernelPath> kernel = Optional.empty();
  private Optional<KernelDevice> carrier = Optional.empty();
  private Optional<Channel> channel = Optional.empty();
  private Optional<TunnelPlan> plan = Optional.empty();
  private PathTraffic before = PathTraffic.NONE;

  /** Data packets that had come to this process before the kernel took over. */
  private long asideBefore;

  private int narrowedTo;
  private boolean serverPings;
  private boolean suspect;

  /** What was agreed on with the server. */
  private record Channel(DataSettings settings, SegmentLimit segments) {}

  /** Owns the port from now on. */
  Carriage(
      SessionSetup setup,
      HostNetwork host,
      Ciphers ciphers,
      TunnelKeeper tunnel,
      Outer outer,
      Inbox inbox,
      SessionFace face,
      KernelChoice choice,
      boolean kernelWanted,
      DatagramPort port,
      GatewayWatch gateway,
      String name) {
    this.setup = setup;
    this.ciphers = ciphers;
    this.tunnel = tunnel;
    this.outer = outer;
    this.inbox = inbox;
    this.face = face;
    this.choice = choice;
    this.kernelWanted = kernelWanted;
    this.port = port;
    if (!kernelWanted) {
      ciphers.prepare();
    }
    this.gateway = gateway;
    this.own = new UserspacePath(port, inbox, ciphers, name);
    this.tunKind = new DeviceKind<>(TunDevice.class, host::openTun);
    this.kernelKind = new DeviceKind<>(KernelDevice.class, this::openKernelDevice);
  }

  private KernelDevice openKernelDevice(Optional<String> name) throws KernelRefusedException {
    try {
      return choice.driver().open(name);
    } catch (IOException e) {
      throw new KernelRefusedException(
          PathReason.of(PathReasonCode.DEVICE_REFUSED, String.valueOf(e.getMessage())), e);
    }
  }

  /** Sends a control packet. */
  void send(byte[] datagram) throws IOException {
    own.send(datagram);
  }

  /** Where the server is, or the proxy in front of it. */
  InetSocketAddress remote() {
    return own.remote();
  }

  /** Asks for socket buffers of so many bytes. */
  void buffers(OptionalInt send, OptionalInt receive) {
    own.buffers(send, receive);
  }

  /** The server goes on from another address; the routes make way first. */
  void serverMoved(InetSocketAddress now) throws IOException, BrokenException {
    Outer next = new Outer(List.of(now.getAddress()), outer.device());
    // Also to where it was: should it not be followed, that goes on.
    tunnel.prepareFor(next, List.of(end(now), end(own.remote())));
    if (!own.moveTo(now)) {
      return;
    }
    outer = next;
    face.moved(IpPrefix.text(now.getAddress()));
    face.log(
        LogLine.Level.WARNING,
        "the server goes on from "
            + IpPrefix.text(now.getAddress())
            + " port "
            + now.getPort()
            + " (float); what else goes to that address goes outside the tunnel");
    channel.ifPresent(agreed -> agreed.segments().forget());
    carryOn();
  }

  private Passage.Server end(InetSocketAddress address) throws IOException {
    return new Passage.Server(address, false, port.kernelFrom());
  }

  /** Wire reference 11.4: any valid packet from the new address makes the server send there. */
  void follow() throws BrokenException {
    if (own.follow()) {
      face.log(LogLine.Level.INFO, "this machine's address has changed; going on from the new one");
      channel.ifPresent(agreed -> agreed.segments().forget());
      if (kernel.isPresent()) {
        try {
          kernel.get().moved(own.remote());
        } catch (IOException e) {
          face.log(LogLine.Level.WARNING, "the kernel does not follow: " + e.getMessage());
        }
      }
      sendInBand(InBandMessage.ping());
    }
    lookAtPath();
  }

  /** A path that lets through only shorter packets than was known makes segments smaller. */
  void lookAtPath() throws BrokenException {
    if (plan.isPresent() && segments().learn(own.pathMtu())) {
      carryOn();
    }
  }

  private SegmentLimit segments() {
    return channel.orElseThrow().segments(); // the data channel opens first
  }

  /** The data channel begins. */
  void openDataChannel(DataSettings settings) throws BrokenException {
    channel =
        Optional.of(
            new Channel(
                settings, new SegmentLimit(setup.remote().sizes(), setup.around(settings))));
    if (!kernelWanted) {
      own.openDataChannel(settings);
      return;
    }
    Optional<PathReason> obstacle =
        KernelFit.obstacle(settings).or(() -> choice.driver().obstacle(settings.format().cipher()));
    if (obstacle.isEmpty()) {
      kernel = Optional.of(new KernelPath(settings, inbox));
    } else if (setup.profile().compression().decompress()) {
      throw anew(obstacle.get()); // what we promised decides what the server compresses
    } else {
      leaveKernel(obstacle.get(), List.of(), -1);
    }
  }

  /** Receives with these keys. */
  void install(DataKeys keys) throws BrokenException {
    if (kernel.isEmpty()) {
      own.install(keys);
      return;
    }
    KernelPath path = kernel.get();
    if (suspect && path.isAttached() && path.isMute()) {
      // These keys were agreed on the control channel, so the server is there. Who drops data
      // packets on the way can make it look so, too, and must not take a tunnel down that stands.
      goOnWithout(
          PathReason.of(PathReasonCode.NOTHING_COMES_BACK), keys, new Ending.Next.StopUnlessUp());
      return;
    }
    suspect = false;
    try {
      path.install(keys);
    } catch (KernelRefusedException e) {
      goOnWithout(e.reason(), keys, new Ending.Next.Stop());
    } catch (IOException e) {
      throw again("it is not known whether the kernel has a new key: " + e.getMessage());
    }
  }

  /**
   * With keys that the kernel has never used.
   *
   * @param unwanted what to do when the user wants nothing but the kernel
   */
  private void goOnWithout(PathReason reason, DataKeys fresh, Ending.Next unwanted)
      throws BrokenException {
    if (choice.insists()) {
      fresh.close();
      throw anew(reason, unwanted);
    }
    leaveKernel(reason, List.of(fresh), fresh.keyId());
    carryOn();
  }

  /** Sends with this key. */
  void activate(int keyId) throws BrokenException {
    if (kernel.isEmpty()) {
      own.activate(keyId);
      return;
    }
    try {
      kernel.get().activate(keyId);
    } catch (IOException e) {
      throw again("the kernel does not change keys: " + e.getMessage());
    }
  }

  /** Forgets this key. */
  void retire(int keyId) {
    if (kernel.isEmpty()) {
      own.retire(keyId);
      return;
    }
    try {
      kernel.get().retire(keyId);
    } catch (IOException e) {
      face.log(LogLine.Level.DEBUG, "an old key was not removed: " + e.getMessage());
    }
  }

  /** The kernel pings by itself; for our own path the session does. */
  void keepalive(OptionalInt ping, OptionalInt silence, boolean asked) throws BrokenException {
    serverPings = asked && ping.isPresent();
    if (kernel.isPresent()) {
      try {
        kernel.get().keepalive(ping, silence, asked);
      } catch (IOException e) {
        throw again("the kernel does not watch the connection: " + e.getMessage());
      }
    }
  }

  /** Whether the path finds by itself that the server is silent. */
  boolean watches() {
    return kernel.isPresent();
  }

  /** A packet of our own; the kernel has pings of its own and knows no other such packets. */
  void sendInBand(byte[] payload) {
    if (kernel.isEmpty()) {
      try {
        own.sendInBand(payload);
      } catch (IOException e) {
        face.log(LogLine.Level.DEBUG, "a data packet of our own was not sent: " + e.getMessage());
      }
    }
  }

  /** Makes the machine look like the plan and carries its packets. */
  void configure(TunnelPlan wanted) throws IOException, BrokenException {
    plan = Optional.of(wanted);
    segments().learn(own.pathMtu());
    carry(wanted);
  }

  private void carryOn() throws BrokenException {
    if (plan.isEmpty()) {
      return;
    }
    try {
      carry(plan.get());
    } catch (IOException e) {
      throw new BrokenException(
          new Ending(
              Optional.of(TunnelKeeper.problem(e)), new Ending.Next.Retry(Ending.Advance.SAME, 0)));
    }
  }

  private void carry(TunnelPlan wanted) throws IOException, BrokenException {
    if (kernel.isPresent()) {
      try {
        carryByKernel(wanted, kernel.get());
        return;
      } catch (KernelRefusedException e) {
        if (kernel.get().wasAttached()) {
          throw anew(e.reason()); // it has had the keys
        }
        leaveKernel(e.reason(), kernel.get().giveBack(), kernel.get().sending());
      }
    }
    TunDevice device = tunnel.apply(tunKind, wanted, outer);
    int segment = segments().maxSegment(wanted.mtu());
    own.attach(device, wanted.mtu(), segment);
    if (segments().isNarrowed(wanted.mtu())) {
      tellNarrowed("TCP segments in the tunnel are limited to " + segment, segment);
    }
    show(device.name(), wanted);
  }

  private void carryByKernel(TunnelPlan wanted, KernelPath path)
      throws IOException, BrokenException {
    Optional<PathReason> obstacle = segments().obstacle(wanted);
    if (obstacle.isPresent()) {
      throw new KernelRefusedException(obstacle.get());
    }
    int mtu = segments().deviceMtu(wanted);
    TunnelPlan fitted = wanted.withMtu(mtu);
    KernelDevice device = tunnel.apply(kernelKind, fitted, outer);
    if (path.isOver()) {
      throw again("the kernel has lost the connection");
    }
    if (!path.isAttached()) {
      attach(path, device);
    } else if (carrier.filter(device::equals).isEmpty()) {
      throw again("the tunnel's device was removed");
    }
    carrier = Optional.of(device);
    choice.carries();
    if (segments().isNarrowed(wanted.mtu())) {
      tellNarrowed("packets in the tunnel are limited to " + mtu, mtu);
    }
    show(device.name(), fitted);
  }

  private void attach(KernelPath path, KernelDevice device)
      throws KernelRefusedException, BrokenException {
    try {
      path.attach(device, channel.orElseThrow().settings().peerId(), port);
      asideBefore = own.dataAside();
    } catch (KernelRefusedException e) {
      throw e;
    } catch (PeerGoneException | PathClosedException e) {
      throw again("the connection was lost before the kernel carried it: " + e.getMessage());
    } catch (IOException e) {
      PathReason reason =
          PathReason.of(PathReasonCode.TAKEN_UNKNOWN, String.valueOf(e.getMessage()));
      choice.giveUp(reason);
      throw again(reason.clause());
    }
  }

  private void tellNarrowed(String what, int limit) {
    if (limit != narrowedTo) {
      narrowedTo = limit;
      face.log(
          LogLine.Level.INFO,
          "the way to the server lets through packets of "
              + segments().pathMtu()
              + " bytes at most; "
              + what
              + " bytes");
    }
  }

  private void show(String device, TunnelPlan applied) {
    gateway.isAt(device, applied.gateway());
    face.tunnel(
        channel.orElseThrow().settings().format().cipher().openVpnName(),
        tunnel.info(device, applied));
  }

  /**
   * From now on our own path carries, with keys that nobody has sealed with yet.
   *
   * @param sending which of them seals, −1 for none
   */
  private void leaveKernel(PathReason reason, List<DataKeys> keys, int sending)
      throws BrokenException {
    if (choice.insists() || !port.keep()) {
      keys.forEach(DataKeys::close);
      throw anew(reason);
    }
    ciphers.prepare();
    choice.refused(reason);
    kernel.ifPresent(KernelPath::close);
    before = traffic();
    kernel = Optional.empty();
    own.openDataChannel(channel.orElseThrow().settings());
    keys.forEach(own::install);
    if (sending >= 0) {
      own.activate(sending);
    }
  }

  /** Without the kernel a new handshake is needed, or nothing else is wanted. */
  private BrokenException anew(PathReason reason) {
    return anew(reason, new Ending.Next.Stop());
  }

  private BrokenException anew(PathReason reason, Ending.Next whenUnwanted) {
    Optional<Problem> unwanted = choice.refused(reason);
    return new BrokenException(
        new Ending(unwanted, unwanted.isPresent() ? whenUnwanted : new Ending.Next.Again()));
  }

  /** A connection that broke, as others do. */
  private BrokenException again(String reason) {
    return new BrokenException(
        new Ending(
            Optional.of(Problem.of(ProblemCode.TRANSPORT_FAILED, setup.remote().host(), reason)),
            new Ending.Next.Retry(Ending.Advance.SAME, 0)));
  }

  /**
   * Nothing came back so far; returns whether new keys should tell if the server is there. Where
   * the server need not have sent anything, that is a guess, which ends no session that wants only
   * the kernel.
   */
  boolean doubt() {
    suspect = kernel.isPresent() && (serverPings || !choice.insists());
    return suspect;
  }

  /** Hears of the kernel, now and then; returns whether {@link #traffic} is news. */
  boolean look(long now) {
    return kernel.map(path -> path.look(now, own.remote())).orElse(true);
  }

  /** The counters of this connection. */
  PathTraffic traffic() {
    return kernel.map(KernelPath::traffic).orElseGet(own::traffic).after(before);
  }

  @Override
  public void close() {
    kernel.ifPresent(KernelPath::close); // which counts once more
    kernel.ifPresent(path -> tellWhoCarried(path.traffic()));
    own.close();
    new DropText()
        .add(port.dropped())
        .add(own.dropped())
        .add(inbox.dropped(), "for the session itself, faster than it could read them")
        .text()
        .ifPresent(what -> face.log(LogLine.Level.INFO, "packets that were dropped: " + what));
  }

  private void tellWhoCarried(PathTraffic byKernel) {
    if (plan.isPresent()) {
      face.log(
          LogLine.Level.INFO,
          "packets in and out: the kernel carried "
              + byKernel.packetsIn()
              + " and "
              + byKernel.packetsOut()
              + "; data packets that came to this process: "
              + (own.dataAside() - asideBefore));
    }
  }
}
