package org.culvert.core.wrap;

import java.util.Optional;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.ControlPacketCodec;

/** Packets as they are. */
final class PlainWrap implements ControlWrap {
  @Override
  public byte[] wrap(ControlPacket packet) {
    return ControlPacketCodec.encode(packet);
  }

  @Override
  public Optional<ControlPacket> unwrap(byte[] datagram, int offset, int length) {
    return ControlPacketCodec.decode(datagram, offset, length);
  }

  @Override
  public int overhead() {
    return 0;
  }
}
