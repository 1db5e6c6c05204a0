package org.culvert.helper.linux.echo;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.culvert.helper.host.EchoPort;
import org.culvert.helper.linux.sys.EchoSocket;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.SysException;

/** A socket for ICMP or ICMPv6 that is bound to a device. */
public final class LinuxEcho implements EchoPort {
  private static final int HEADER_4 = 20;
  private static final int HEADER_6 = 40;
  private static final long NANOS = 1_000_000_000;

  /** Answers to others, and errors, that are passed over at a time. */
  private static final int MOST_OF_OTHERS = 64;

  private final EchoSocket socket;
  private final boolean ipv6;

  /** Answers without it are not to us. */
  private final long mark;

  private final byte[] received = new byte[EchoSocket.MOST_BYTES];

  private LinuxEcho(EchoSocket socket, boolean ipv6, long mark) {
    this.socket = socket;
    this.ipv6 = ipv6;
    this.mark = mark;
  }

  /** Opens one in the calling thread's network namespace. */
  public static LinuxEcho open(String device, InetAddress remote, RandomGenerator random)
      throws IOException {
    EchoSocket socket = EchoSocket.open(remote);
    try {
      socket.tieTo(device);
      socket.connect(remote);
      return new LinuxEcho(socket, remote instanceof Inet6Address, random.nextLong());
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public int packetBytes() {
    return (ipv6 ? HEADER_6 : HEADER_4) + EchoMessage.LENGTH;
  }

  @Override
  public long ask(int number) throws IOException {
    byte[] request = EchoMessage.request(ipv6, number, mark);
    try {
      return ask(request);
    } catch (SysException e) {
      if (isOfEarlier(e.errno())) {
        return ask(request);
      }
      throw e;
    }
  }

  private long ask(byte[] request) throws IOException {
    Instant now = Instant.now(); // the clock of the kernel's time stamps
    socket.send(request);
    return now.getEpochSecond() * NANOS + now.getNano();
  }

  /** What the network said of an earlier request: it stays unanswered, and this one may go out. */
  private static boolean isOfEarlier(int errno) {
    return errno == Errno.ECONNREFUSED
        || errno == Errno.EHOSTUNREACH
        || errno == Errno.ENETUNREACH
        || errno == Errno.EMSGSIZE;
  }

  @Override
  public Optional<Answer> answer() throws IOException {
    for (int others = 0; others < MOST_OF_OTHERS; others++) {
      int length = socket.receive(received);
      if (length == -Errno.EAGAIN) {
        return Optional.empty();
      }
      if (length < 0 && length != -Errno.EINTR && !isOfEarlier(-length)) {
        throw new SysException("receive an echo", -length);
      }
      OptionalInt number =
          EchoMessage.answered(received, length, ipv6, socket.isRaw() && !ipv6, mark);
      if (number.isPresent()) {
        return Optional.of(new Answer(number.getAsInt(), socket.receivedAt()));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    socket.close();
  }
}
