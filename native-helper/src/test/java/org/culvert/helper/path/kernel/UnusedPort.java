package org.culvert.helper.path.kernel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.PacketBatch;

/** Nobody sends or receives here. */
public interface UnusedPort extends DatagramPort {
  @Override
  default InetSocketAddress remote() {
    return FakePeer.SERVER;
  }

  @Override
  default boolean follow() {
    return false;
  }

  @Override
  default int ipProtocol() {
    return 17;
  }

  @Override
  default int frontBytes() {
    return 0;
  }

  @Override
  default OptionalInt pathMtu() {
    return OptionalInt.empty();
  }

  @Override
  default void buffers(OptionalInt send, OptionalInt receive) {}

  @Override
  default boolean passesTos() {
    return false;
  }

  @Override
  default int receive(PacketBatch batch) throws IOException {
    return 0;
  }

  @Override
  default int send(PacketBatch batch) {
    return 0;
  }

  @Override
  default void send(byte[] source, int offset, int length) {}

  @Override
  default Optional<NetworkError> takeError() {
    return Optional.empty();
  }

  @Override
  default void wakeup() {}

  @Override
  default void close() {}
}
