package org.culvert.helper.path.kernel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.KeyAllowance;
import org.culvert.core.keys.DataKeys;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.PathClosedException;
import org.culvert.helper.path.PathTraffic;

/**
 * The data path of one connection that the kernel carries: its packets never enter this process.
 * Until {@link #attach} the keys wait here. For the session's thread.
 */
public final class KernelPath implements AutoCloseable {
  /** How often the counters are asked for. */
  private static final long COUNT_EVERY_MILLIS = 1_000;

  /** The kernel needs both halves of a keepalive, or does neither (kernel reference 11). */
  private static final int NEVER = 86_400;

  private static final KernelStats NOTHING =
      new KernelStats(0, 0, 0, 0, 0, 0, 0, 0, Optional.empty());

  private final KernelEvents events;
  private final KeyAllowance allowance;
  private final List<DataKeys> waiting = new ArrayList<>();
  private Optional<Attached> attached = Optional.empty();
  private OptionalInt ping = OptionalInt.empty();
  private OptionalInt silence = OptionalInt.empty();
  private int sending = -1;
  private KernelStats stats = NOTHING;
  private KernelStats atKey = NOTHING;
  private boolean keyDead;
  private boolean watched;
  private boolean wasAttached;
  private boolean serverPings;
  private long countAt;

  /** As long as a packet is to go out soon: how many had gone before. */
  private OptionalLong nudgedAt = OptionalLong.empty();

  /** What there is once the kernel carries. */
  private record Attached(KernelPeer peer, KernelKeys keys, Echo echo) {}

  /** For a connection with these settings, which the kernel can do. */
  public KernelPath(DataSettings settings, KernelEvents events) {
    this.events = events;
    this.allowance = new KeyAllowance(settings);
  }

  /** Whether the kernel carries packets now. */
  public boolean isAttached() {
    return attached.isPresent();
  }

  /** Whether the kernel carries packets, or did: it has had the keys then. */
  public boolean wasAttached() {
    return wasAttached;
  }

  /** Whether the kernel carried packets, and does not any more. */
  public boolean isOver() {
    return wasAttached && attached.isEmpty();
  }

  /**
   * Lets the kernel ping and watch; seconds, empty for never.
   *
   * @param asked whether it is the server that wants the pings, and so sends them as well
   */
  public void keepalive(OptionalInt everySeconds, OptionalInt silentSeconds, boolean asked)
      throws IOException {
    ping = everySeconds;
    serverPings = asked;
    silence = silentSeconds;
    if (attached.isPresent()) {
      watch(attached.get().peer());
    }
  }

  private void watch(KernelPeer peer) throws IOException {
    if (watched || ping.isPresent() || silence.isPresent()) {
      watched = true;
      peer.keepalive(seconds(ping), seconds(silence));
    }
  }

  private static int seconds(OptionalInt value) {
    return Math.clamp(value.orElse(NEVER), 1, NEVER);
  }

  /**
   * Takes keys to open packets with. They are wiped when the kernel has them, or may have.
   *
   * @throws KernelRefusedException when it never had them; they are still the caller's then
   */
  public void install(DataKeys keys) throws IOException {
    if (attached.isEmpty()) {
      waiting.add(keys);
      return;
    }
    try {
      attached.get().keys().install(keys);
    } catch (KernelRefusedException e) {
      throw refused(PathReasonCode.NEW_KEY_REFUSED, e);
    } catch (IOException e) {
      keys.close();
      throw e;
    }
    keys.close();
  }

  /** Seals with this key from now on. */
  public void activate(int keyId) throws IOException {
    sending = keyId;
    if (attached.isPresent()) {
      attached.get().keys().activate(keyId);
      atKey = stats;
      keyDead = false;
    }
  }

  /** Forgets this key. */
  public void retire(int keyId) throws IOException {
    if (attached.isPresent()) {
      attached.get().keys().retire(keyId);
    }
  }

  /**
   * Gives the port's data packets to the kernel. To be called once.
   *
   * @throws KernelRefusedException when it does not take them; no packet was sealed then, and
   *     {@link #giveBack} has the keys
   * @throws IOException when nobody knows what the kernel has; the keys are wiped
   */
  public void attach(KernelDevice device, int peerId, DatagramPort port) throws IOException {
    KernelPeer peer = take(device, peerId, port);
    KernelKeys keys = new KernelKeys(peer);
    int installed = 0;
    try {
      // Not with the peer itself: the kernel may lose it then (kernel reference 6.1).
      watch(peer);
      for (DataKeys each : inOrder()) {
        keys.install(each);
        installed++;
      }
    } catch (IOException e) {
      peer.close();
      if (installed == 0 && e instanceof KernelRefusedException) {
        throw refused(PathReasonCode.KEYS_REFUSED, e);
      }
      // A key that may have sealed a packet must never seal another one elsewhere.
      giveBack().forEach(DataKeys::close);
      throw installed == 0
          ? e
          : new IOException("it has one key and no other: " + e.getMessage(), e);
    }
    giveBack().forEach(DataKeys::close);
    wasAttached = true;
    attached = Optional.of(new Attached(peer, keys, Echo.of(serverPings, ping, silence)));
  }

  private static KernelPeer take(KernelDevice device, int peerId, DatagramPort port)
      throws IOException {
    List<KernelPeer> taken = new ArrayList<>(1);
    boolean[] asked = new boolean[1];
    try {
      port.handOver(
          socket -> {
            asked[0] = true;
            taken.add(device.attach(peerId, socket));
          });
    } catch (PathClosedException e) {
      throw e;
    } catch (IOException e) {
      if (asked[0] && !(e instanceof KernelRefusedException)) {
        throw e;
      }
      throw refused(PathReasonCode.CONNECTION_REFUSED, e);
    }
    return taken.getFirst();
  }

  /** The one that seals first: whatever comes first does. */
  private List<DataKeys> inOrder() {
    List<DataKeys> ordered = new ArrayList<>(waiting);
    ordered.sort(java.util.Comparator.comparing(keys -> keys.keyId() != sending));
    return ordered;
  }

  private static KernelRefusedException refused(PathReasonCode what, IOException cause) {
    String words = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
    return new KernelRefusedException(PathReason.of(what, words), cause);
  }

  /** The keys that the kernel was never given; they are the caller's from now on. */
  public List<DataKeys> giveBack() {
    List<DataKeys> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  /** The key that was activated last, −1 for none. */
  public int sending() {
    return sending;
  }

  /**
   * The socket sends from another address of this machine, or to another one of the server. A ping
   * follows within seconds: without a packet the server would not know where we are now.
   */
  public void moved(InetSocketAddress remote) throws IOException {
    if (attached.isPresent()) {
      KernelPeer peer = attached.get().peer();
      peer.moveTo(remote);
      // What went from the old address since the last count is not the ping.
      stats = peer.stats();
      nudgedAt = OptionalLong.of(stats.linkPacketsOut());
      peer.keepalive(1, seconds(silence));
    }
  }

  /**
   * Hears what the kernel has to tell, and counts now and then.
   *
   * @param remote where the port believes the server to be
   * @return whether it has counted, so that {@link #traffic} is news
   */
  public boolean look(long now, InetSocketAddress remote) {
    if (attached.isEmpty()) {
      return false;
    }
    boolean counted = false;
    Attached there = attached.get();
    try {
      for (KernelNotice notice : there.peer().notices()) {
        hear(notice, there);
      }
      if (attached.isPresent() && now >= countAt) {
        countAt = now + COUNT_EVERY_MILLIS;
        count(now, there, remote);
        counted = true;
      }
    } catch (PeerGoneException e) {
      attached = Optional.empty();
      events.connectionLost("the kernel does not know the connection any more");
    } catch (IOException e) {
      attached = Optional.empty();
      there.peer().close();
      events.connectionLost("the kernel cannot be asked about the connection: " + e.getMessage());
    }
    return counted;
  }

  private void hear(KernelNotice notice, Attached there) throws IOException {
    switch (notice) {
      case KernelNotice.Deleted(KernelNotice.Reason reason) -> {
        attached = Optional.empty();
        gone(reason);
      }
      case KernelNotice.KeyDead(int keyId) -> keyDead |= keyId == sending;
      case KernelNotice.Moved(InetSocketAddress remote) -> events.serverMoved(remote);
      case KernelNotice.Missed() -> {
        countAt = 0;
        keyDead |= !there.keys().isSealing();
      }
    }
  }

  private void gone(KernelNotice.Reason reason) {
    switch (reason) {
      case EXPIRED -> events.peerSilent();
      case USERSPACE ->
          events.connectionLost("another program took the connection from the kernel's driver");
      case TRANSPORT_ERROR, TRANSPORT_DISCONNECT ->
          events.connectionLost("the kernel lost the connection to the server");
      case TEARDOWN ->
          events.deviceLost("another program removed the tunnel's device, or took its place in it");
    }
  }

  private void count(long now, Attached there, InetSocketAddress remote) throws IOException {
    stats = there.peer().stats();
    // Before Linux 7.1 nothing tells of it (kernel reference 9.4).
    stats.remote().filter(known -> !known.equals(remote)).ifPresent(events::serverMoved);
    if (nudgedAt.isPresent() && stats.linkPacketsOut() > nudgedAt.getAsLong()) {
      nudgedAt = OptionalLong.empty();
      there.peer().keepalive(seconds(ping), seconds(silence));
    }
    if (there.echo().isMissing(now, stats)) {
      events.nothingComesBack();
    }
  }

  /** Whether no packet of the server has come yet; asks the kernel once more. */
  public boolean isMute() {
    if (attached.isPresent()) {
      try {
        stats = attached.get().peer().stats();
      } catch (IOException e) {
        // The next look finds out why; what was known before has to do.
      }
    }
    return stats.linkPacketsIn() == 0;
  }

  /** The counters as they were when they were last asked for. */
  public PathTraffic traffic() {
    return new PathTraffic(
        stats.linkPacketsIn(),
        stats.linkPacketsOut(),
        stats.bytesIn(),
        stats.bytesOut(),
        stats.packetsIn(),
        stats.packetsOut(),
        0,
        0,
        -1,
        keyDead || isSpent(),
        0,
        Optional.empty());
  }

  private boolean isSpent() {
    return allowance.isSpent(
        stats.linkBytesIn() - atKey.linkBytesIn(),
        stats.linkBytesOut() - atKey.linkBytesOut(),
        stats.linkPacketsIn() - atKey.linkPacketsIn(),
        stats.linkPacketsOut() - atKey.linkPacketsOut());
  }

  /** Takes the packets back from the kernel; its last counters stay. */
  @Override
  public void close() {
    giveBack().forEach(DataKeys::close);
    if (attached.isPresent()) {
      KernelPeer peer = attached.get().peer();
      attached = Optional.empty();
      try {
        stats = peer.stats();
      } catch (IOException e) {
        // Gone already: the last known ones stay.
      }
      peer.close();
    }
  }
}
