package org.culvert.helper.linux.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A resolver of the test's own is asked; marks need privilege. */
@Tag("net")
class MarkedLookupTest {
  private static final byte[] ADDRESS = HexFormat.of().parseHex("c00c000100010000003c0004c6336407");

  /** Answers the question for IPv4, refuses the other, and is deaf to the first so many. */
  private static DatagramSocket resolver(int deafTo, AtomicInteger heard) throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              byte[] buffer = new byte[512];
              try {
                while (true) {
                  DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                  socket.receive(question);
                  if (heard.incrementAndGet() > deafTo) {
                    byte[] answer = answer(Arrays.copyOf(buffer, question.getLength()));
                    socket.send(
                        new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                  }
                }
              } catch (SocketException e) {
                // The test is over.
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    return socket;
  }

  private static byte[] answer(byte[] question) {
    boolean ipv4 = question[question.length - 3] == DnsMessage.A;
    ByteBuffer answer = ByteBuffer.allocate(question.length + (ipv4 ? ADDRESS.length : 0));
    answer.put(question);
    if (ipv4) {
      answer.put(ADDRESS);
    }
    answer.putShort(2, (short) (ipv4 ? 0x8180 : 0x8185));
    answer.putShort(6, (short) (ipv4 ? 1 : 0));
    return answer.array();
  }

  private static MarkedLookup asking(DatagramSocket... resolvers) {
    return new MarkedLookup(
        Arrays.stream(resolvers)
            .map(it -> new InetSocketAddress(it.getLocalAddress(), it.getLocalPort()))
            .toList(),
        5);
  }

  @Test
  void theAnswerOfAResolverIsHeardAlsoTheSecondTime() throws IOException {
    AtomicInteger heard = new AtomicInteger();
    try (DatagramSocket resolver = resolver(1, heard)) {
      assertEquals(
          List.of(InetAddress.ofLiteral("198.51.100.7")), asking(resolver).all("vpn.example"));
      assertEquals(3, heard.get());
    }
  }

  @Test
  void aResolverThatIsNotThereIsFollowedByTheNext() throws IOException {
    DatagramSocket gone = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    MarkedLookup lookup;
    try (DatagramSocket resolver = resolver(0, new AtomicInteger())) {
      lookup = asking(gone, resolver);
      gone.close();
      assertEquals(List.of(InetAddress.ofLiteral("198.51.100.7")), lookup.all("vpn.example"));
    }
    assertEquals(List.of(), lookup.all("vpn.example"));
  }

  @Test
  void whereResolvedStandsInBetweenThoseBehindItAreAsked(@TempDir Path folder) throws IOException {
    Path behind = Files.writeString(folder.resolve("resolved"), "nameserver 192.0.2.53\n");
    Path stub =
        Files.writeString(folder.resolve("etc"), "nameserver 127.0.0.53\noptions edns0 trust-ad\n");
    Path missing = folder.resolve("missing");
    assertEquals(
        List.of(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.53"), 53)),
        MarkedLookup.resolversIn(List.of(behind, missing, stub)));
    assertEquals(List.of(), MarkedLookup.resolversIn(List.of(missing, stub)));
    assertFalse(new MarkedLookup(List.of(), 1).asksSomebody());
  }
}
