package org.culvert.helper.linux.ns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.linux.tun.LinuxTun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("net")
@Timeout(20)
final class NetworkNamespaceTest {
  private static final Path NAMESPACE = Path.of("/proc/thread-self/ns/net");

  /** Read for the calling thread; the JDK's NetworkInterface partly looks at the whole process. */
  private static String devices() throws IOException {
    return Files.readString(Path.of("/proc/thread-self/net/dev"));
  }

  @Test
  void isAnotherOneThanTheProcessHasWithALoopbackDeviceThatIsUp() throws IOException {
    Path outside = Files.readSymbolicLink(NAMESPACE);
    try (NetworkNamespace namespace = NetworkNamespace.open("ns-test");
        DatagramSocket socket =
            namespace.call(
                () ->
                    new DatagramSocket(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)))) {
      assertNotEquals(outside, namespace.call(() -> Files.readSymbolicLink(NAMESPACE)));
      assertEquals(outside, Files.readSymbolicLink(NAMESPACE));
      socket.connect(socket.getLocalSocketAddress());
      socket.send(new DatagramPacket(new byte[5], 5));
      DatagramPacket received = new DatagramPacket(new byte[9], 9);
      socket.receive(received);
      assertEquals(5, received.getLength());
    }
  }

  @Test
  void keepsADeviceThatIsUsedFromOutside() throws IOException {
    try (NetworkNamespace namespace = NetworkNamespace.open("ns-test");
        LinuxTun tun =
            namespace.call(() -> LinuxTun.open(Optional.of("inside0"), OffloadStep.SEGMENTS))) {
      assertFalse(devices().contains(tun.name()));
      assertTrue(namespace.call(NetworkNamespaceTest::devices).contains(tun.name()));
    }
  }

  @Test
  void passesTheExceptionOfATaskOn() throws IOException {
    try (NetworkNamespace namespace = NetworkNamespace.open("ns-test")) {
      assertThrows(
          FileNotFoundException.class,
          () ->
              namespace.call(
                  () -> {
                    throw new FileNotFoundException("x");
                  }));
    }
  }
}
