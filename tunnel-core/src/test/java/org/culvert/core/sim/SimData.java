package org.culvert.core.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.InBandMessage;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.session.Traffic;
import org.culvert.core.wire.Opcode;

/** The data path of one side: what the packet loops do in the helper, in one thread. */
final class SimData {
  private static final int ROOM = 4096;

  private final SimWire.End end;
  private final List<byte[]> received = new ArrayList<>();
  private Optional<DataChannel> channel = Optional.empty();
  private DataRules rules = new DataRules(DataSettings.of(-1, DataCipher.AES_256_GCM));
  private boolean peerExited;
  private long payloadIn;
  private long payloadOut;

  SimData(SimWire.End end) {
    this.end = end;
  }

  static boolean isData(byte[] datagram) {
    return datagram.length > 0 && Opcode.of(datagram[0]).filter(Opcode::isData).isPresent();
  }

  boolean isOpen() {
    return channel.isPresent();
  }

  void open(DataSettings settings) {
    channel = Optional.of(new DataChannel(settings));
    rules = new DataRules(settings);
  }

  void install(DataKeys keys) {
    rules.installed(keys.keyId());
    channel.orElseThrow().install(keys);
  }

  void activate(int keyId) {
    rules.activated(keyId);
    channel.orElseThrow().activate(keyId);
  }

  void retire(int keyId) {
    rules.retired(keyId);
    channel.orElseThrow().retire(keyId);
  }

  void send(byte[] packet) {
    payloadOut += packet.length;
    sendInBand(packet);
  }

  void sendInBand(byte[] packet) {
    byte[] sealed = new byte[packet.length + DataChannel.MAX_OVERHEAD + DataChannel.SPILL];
    int length = channel.map(c -> c.seal(packet, 0, packet.length, sealed, 0)).orElse(0);
    if (length > 0) {
      rules.sealed(sealed);
      end.send(sealed, 0, length);
    }
  }

  void accept(byte[] datagram) {
    if (channel.isEmpty()) {
      return;
    }
    byte[] target = new byte[ROOM];
    int length = channel.get().open(datagram, 0, datagram.length, target, 0);
    if (length <= 0) {
      return;
    }
    rules.accepted(datagram);
    switch (InBandMessage.classify(target, 0, length)) {
      case NONE -> {
        received.add(Arrays.copyOf(target, length));
        payloadIn += length;
      }
      case OCC_EXIT -> peerExited = true;
      case PING, OCC_OTHER -> {}
    }
  }

  List<byte[]> received() {
    return received;
  }

  boolean hasReceived(byte[] packet) {
    return received.stream().anyMatch(one -> Arrays.equals(one, packet));
  }

  boolean peerExited() {
    return peerExited;
  }

  Traffic traffic() {
    return channel
        .map(
            c ->
                new Traffic(
                    c.counters().receivedPackets(),
                    c.counters().sentPackets(),
                    payloadIn,
                    payloadOut,
                    c.newestKeyIdReceived(),
                    c.needsRenegotiation()))
        .orElse(Traffic.NONE);
  }
}
