package org.culvert.helper.linux.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.culvert.helper.linux.port.Gate;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.UdpSocket;
import org.culvert.helper.path.DatagramPort.NetworkError;
import org.culvert.helper.path.PacketBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sender in front of a kernel that refuses, as no machine does when one wants it to. */
@Timeout(20)
final class UdpSenderTest {
  private static final InetSocketAddress SERVER = new InetSocketAddress("192.0.2.7", 1194);
  private static final int PACKETS = 20;

  /** Errors of earlier datagrams; while there are any, the kernel takes nothing. */
  private int queued;

  private final UdpErrors errors =
      new UdpErrors(() -> queued == 0 || queued-- == 0 ? 0 : Errno.ECONNREFUSED);
  private final PacketBatch batch = new PacketBatch(64, 1500);
  private final List<Integer> asked = new ArrayList<>();
  private IntUnaryOperator kernel = messages -> messages;
  private long now;

  private UdpSocket socket;
  private Gate gate;
  private UdpSender sender;

  @BeforeEach
  void open() throws IOException {
    socket = UdpSocket.open(InetAddress.ofLiteral("127.0.0.1"));
    gate = Gate.of(socket, "a socket for its gate", Optional.empty());
    sender =
        new UdpSender(
            (_, messages) -> {
              asked.add(messages);
              return kernel.applyAsInt(messages);
            },
            false,
            errors,
            gate,
            new byte[0],
            false,
            true,
            () -> now);
  }

  @AfterEach
  void close() {
    sender.free();
    gate.close();
    socket.close();
  }

  /** Sends packets of one length; returns how many messages the kernel was given, call by call. */
  private List<Integer> send() throws IOException {
    asked.clear();
    batch.clear();
    for (int i = 0; i < PACKETS; i++) {
      batch.add(1400);
    }
    assertEquals(PACKETS, sender.send(batch, SERVER));
    return List.copyOf(asked);
  }

  /** A kernel that takes all but segments. */
  private static IntUnaryOperator refusingSegments(int errno) {
    return messages -> messages == 1 ? -errno : messages;
  }

  @Test
  void aQueueThatIsFullForAMomentCostsNothing() throws IOException {
    List<Integer> full =
        new ArrayList<>(List.of(Errno.ENOBUFS, Errno.ENOBUFS, Errno.EAGAIN, Errno.EINTR));
    kernel = messages -> full.isEmpty() ? messages : -full.removeFirst();
    assertEquals(List.of(1, 1, 1, 1, 1), send());
    assertEquals(0, sender.refused());
    assertEquals(Optional.empty(), errors.take());
  }

  @Test
  void aQueueThatStaysFullCostsTheBatchWhichIsCountedAndTold() throws IOException {
    kernel = _ -> -Errno.ENOBUFS;
    batch.add(10);
    batch.add(20);
    batch.add(30);
    assertEquals(0, sender.send(batch, SERVER));
    assertEquals(3, sender.refused());
    assertEquals(0, sender.tooLong());
    assertEquals(0, batch.length(0) + batch.length(1) + batch.length(2));
    assertEquals(20 + 2 * 3, asked.size());
    assertEquals(Optional.of(NetworkError.OTHER), errors.take());
  }

  @Test
  void aFloodOfForgedErrorsCostsNoPacket() throws IOException {
    queued = 500;
    kernel = messages -> queued > 0 ? -Errno.ECONNREFUSED : messages;
    send();
    assertEquals(0, sender.refused());
    assertEquals(Optional.of(NetworkError.PORT_UNREACHABLE), errors.take());
  }

  @Test
  void aFloodWithoutAnEndHoldsNobodyUp() throws IOException {
    queued = Integer.MAX_VALUE;
    kernel = _ -> -Errno.ECONNREFUSED;
    batch.add(10);
    assertEquals(0, sender.send(batch, SERVER));
    assertEquals(1, sender.refused());
  }

  @Test
  void segmentsThatWereTooLongAreTriedAgainAfterAWhile() throws IOException {
    kernel = refusingSegments(Errno.EMSGSIZE);
    assertEquals(List.of(1, 1, PACKETS), send());
    assertEquals(List.of(PACKETS), send());
    now += UdpSender.TRY_AGAIN_NANOS - 1;
    assertEquals(List.of(PACKETS), send());
    now++;
    assertEquals(List.of(1, 1, PACKETS), send());
    kernel = messages -> messages;
    assertEquals(List.of(PACKETS), send());
    now += UdpSender.TRY_AGAIN_NANOS;
    assertEquals(List.of(1), send());
    assertEquals(List.of(1), send());
    assertEquals(0, sender.tooLong());
  }

  @Test
  void segmentsThatWereTooLongAreTriedAgainOnAWiderPath() throws IOException {
    sender.pathWidened(); // before there was anything too long: it says nothing of later
    kernel = refusingSegments(Errno.EINVAL);
    assertEquals(List.of(1, 1, PACKETS), send());
    kernel = messages -> messages;
    assertEquals(List.of(PACKETS), send());
    sender.pathWidened();
    assertEquals(List.of(1), send());
  }

  @Test
  void aDeviceThatTakesNoSegmentsIsAskedAgainOnlyWhenItIsAnotherOne() throws IOException {
    kernel = refusingSegments(Errno.EIO);
    assertEquals(List.of(1, 1, PACKETS), send());
    now += UdpSender.TRY_AGAIN_NANOS;
    sender.pathWidened();
    assertEquals(List.of(PACKETS), send());
    sender.pathChanged();
    assertEquals(List.of(1, 1, PACKETS), send());
  }
}
