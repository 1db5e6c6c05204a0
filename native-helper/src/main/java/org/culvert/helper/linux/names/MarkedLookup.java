package org.culvert.helper.linux.names;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.culvert.helper.linux.sys.DatagramSlots;
import org.culvert.helper.linux.sys.TimedPoll;
import org.culvert.helper.linux.sys.UdpSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the machine's resolvers itself, from a socket with a mark that a block lets out. What the C
 * library sends, or a resolver on this machine for it, has none.
 */
final class MarkedLookup {
  private static final Logger LOG = LoggerFactory.getLogger(MarkedLookup.class);

  /**
   * Where the resolvers stand: first the files of systemd-resolved and NetworkManager, for where
   * they put a resolver on this machine in between, the last one names only that.
   */
  private static final List<Path> FILES =
      Stream.of(
              "/run/systemd/resolve/resolv.conf",
              "/run/NetworkManager/no-stub-resolv.conf",
              "/etc/resolv.conf")
          .map(Path::of)
          .toList();

  private static final int PORT = 53;
  private static final int LONGEST = 4096;
  private static final int MOST_RESOLVERS = 3;
  private static final int TRIES = 2;
  private static final long PATIENCE_NANOS = 2_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final List<InetSocketAddress> resolvers;
  private final int mark;
  private final SecureRandom random = new SecureRandom();

  MarkedLookup(List<InetSocketAddress> resolvers, int mark) {
    this.resolvers = List.copyOf(resolvers);
    this.mark = mark;
  }

  /** One that asks whom this machine asks now. */
  static MarkedLookup ofThisMachine(int mark) {
    return new MarkedLookup(resolversIn(FILES), mark);
  }

  /** The resolvers that the files name together, each once. */
  static List<InetSocketAddress> resolversIn(List<Path> files) {
    Set<InetSocketAddress> resolvers = new LinkedHashSet<>();
    for (Path file : files) {
      try {
        named(Files.readString(file, StandardCharsets.ISO_8859_1)).stream()
            .map(address -> new InetSocketAddress(address, PORT))
            .forEach(resolvers::add);
      } catch (IOException e) {
        LOG.debug("{} names no resolvers: {}", file, e.getMessage());
      }
    }
    return resolvers.stream().limit(MOST_RESOLVERS).toList();
  }

  /** The resolvers in a resolv.conf that are not on this machine: those would ask others. */
  static List<InetAddress> named(String resolvConf) {
    List<InetAddress> found = new ArrayList<>();
    for (String line : resolvConf.lines().toList()) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length >= 2 && words[0].equals("nameserver")) {
        try {
          InetAddress address = InetAddress.ofLiteral(words[1]);
          if (!address.isLoopbackAddress()) {
            found.add(address);
          }
        } catch (IllegalArgumentException e) {
          LOG.debug("passed over {}", line, e);
        }
      }
    }
    return found;
  }

  /** Whether there is a resolver that is not on this machine. */
  boolean asksSomebody() {
    return !resolvers.isEmpty();
  }

  /** All addresses of both families that the first resolver with an answer tells; else none. */
  List<InetAddress> all(String name) {
    for (InetSocketAddress resolver : resolvers) {
      try {
        List<InetAddress> found = new ArrayList<>(ask(resolver, name, DnsMessage.A));
        found.addAll(ask(resolver, name, DnsMessage.AAAA));
        if (!found.isEmpty()) {
          return found;
        }
      } catch (IOException | IllegalArgumentException e) {
        LOG.debug("{} was not asked for {}", resolver, name, e);
      }
    }
    return List.of();
  }

  private List<InetAddress> ask(InetSocketAddress resolver, String name, int type)
      throws IOException {
    byte[] question = DnsMessage.question(random.nextInt(1 << 16), name, type);
    try (UdpSocket socket = UdpSocket.open(resolver.getAddress());
        DatagramSlots asked = new DatagramSlots(1, question.length);
        DatagramSlots answers = new DatagramSlots(1, LONGEST)) {
      socket.mark(mark);
      asked.put(0, question, 0, question.length);
      for (int i = 0; i < TRIES; i++) {
        if (socket.sendTo(asked, resolver) < 0) {
          return List.of();
        }
        var answer = answer(socket, answers, resolver, question);
        if (answer.isPresent()) {
          return answer.get();
        }
      }
    }
    return List.of();
  }

  private static Optional<List<InetAddress>> answer(
      UdpSocket socket, DatagramSlots slots, InetSocketAddress resolver, byte[] question)
      throws IOException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    for (long left = PATIENCE_NANOS; left > 0; left = until - System.nanoTime()) {
      if (!TimedPoll.toRead(socket.fd(), 1 + left / NANOS_PER_MILLI)) {
        continue;
      }
      var sender = socket.receiveFrom(slots);
      if (sender.isEmpty()) {
        if (socket.nextError() != 0) {
          return Optional.empty();
        }
        continue;
      }
      if (sender.get().equals(resolver) && !slots.truncated(0)) {
        byte[] datagram = new byte[slots.length(0)];
        slots.get(0, 0, datagram, 0, datagram.length);
        var addresses = DnsMessage.addresses(question, datagram);
        if (addresses.isPresent()) {
          return addresses;
        }
      }
    }
    return Optional.empty();
  }
}
