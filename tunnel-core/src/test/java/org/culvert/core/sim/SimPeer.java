package org.culvert.core.sim;

import java.util.ArrayList;
import java.util.List;
import org.culvert.core.api.LogLine;
import org.culvert.core.data.DataSettings;
import org.culvert.core.demo.DemoPeer;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.session.Traffic;

/** The demo peer on a simulated wire. */
public final class SimPeer implements DemoPeer.Outputs {
  private final SimClock clock;
  private final SimWire.End end;
  private final DemoPeer peer;
  private final SimData data;
  private final List<String> story = new ArrayList<>();
  private boolean dead;
  private int sendingKey = -1;

  SimPeer(SimClock clock, SimWire.End end, DemoPeer peer) {
    this.clock = clock;
    this.end = end;
    this.peer = peer;
    this.data = new SimData(end);
    end.onReceive(this::accept);
    clock.party("peer", () -> dead ? Long.MAX_VALUE : peer.nextDeadline(), this::tick);
  }

  private void tick() {
    Traffic traffic = data.traffic();
    peer.tick(clock.now(), traffic.newestKeyIdReceived(), traffic.keyWornOut(), this);
  }

  void accept(byte[] datagram) {
    if (dead) {
      return;
    }
    if (SimData.isData(datagram)) {
      data.accept(datagram);
      tick();
    } else {
      peer.receive(clock.now(), datagram, 0, datagram.length, this);
    }
  }

  /** From now on it neither hears nor speaks. */
  public void die() {
    dead = true;
  }

  public void renegotiate() {
    peer.renegotiate(clock.now(), this);
  }

  public void stop() {
    peer.stop(clock.now(), this);
  }

  public void sendPacket(byte[] packet) {
    data.send(packet);
  }

  /** As a server that leaves by a data packet. */
  public void sendInBand(byte[] payload) {
    data.sendInBand(payload);
  }

  public boolean hasReceived(byte[] packet) {
    return data.hasReceived(packet);
  }

  public int receivedCount() {
    return data.received().size();
  }

  public int sendingKey() {
    return sendingKey;
  }

  public List<String> story() {
    return story;
  }

  @Override
  public void send(byte[] datagram) {
    if (!dead) {
      end.send(datagram);
    }
  }

  @Override
  public void heard() {}

  @Override
  public void openDataChannel(DataSettings settings) {
    data.open(settings);
  }

  @Override
  public void install(DataKeys keys) {
    story.add("install " + keys.keyId());
    data.install(keys);
  }

  @Override
  public void activate(int keyId) {
    story.add("activate " + keyId);
    sendingKey = keyId;
    data.activate(keyId);
  }

  @Override
  public void retire(int keyId) {
    story.add("retire " + keyId);
    data.retire(keyId);
  }

  @Override
  public void gone(String reason) {
    story.add("gone: " + reason);
  }

  @Override
  public void log(LogLine.Level level, String text) {
    story.add(text);
  }
}
