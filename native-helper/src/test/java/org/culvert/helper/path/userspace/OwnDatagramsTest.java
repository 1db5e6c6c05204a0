package org.culvert.helper.path.userspace;

import static org.culvert.helper.path.userspace.Packets.PORT;
import static org.culvert.helper.path.userspace.Packets.SERVER4;
import static org.culvert.helper.path.userspace.Packets.SERVER6;
import static org.culvert.helper.path.userspace.Packets.ipv4;
import static org.culvert.helper.path.userspace.Packets.ipv6;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OwnDatagramsTest {
  @Test
  void ourOwnDatagramsAreRecognizedInIpv6AndInFirstFragments() {
    OwnDatagrams own = new OwnDatagrams(new FakePort(SERVER6, PORT).remote(), 17);
    assertTrue(contains(own, ipv6(SERVER6, PORT, false)));
    assertTrue(contains(own, ipv6(SERVER6, PORT, true)));
    assertTrue(!contains(own, ipv6(SERVER6, 53, false)));
    assertTrue(!contains(own, ipv6("2001:db8::8", PORT, false)));
    assertTrue(!contains(own, ipv4(SERVER4, 17, PORT, 0)));
    OwnDatagrams own4 = new OwnDatagrams(new FakePort(SERVER4, PORT).remote(), 17);
    assertTrue(!contains(own4, ipv4(SERVER4, 17, PORT, 100)));
    assertTrue(!contains(own4, ipv6(SERVER6, PORT, false)));
  }

  @Test
  void overTcpOurOwnPacketsAreThoseOfTcp() {
    OwnDatagrams own = new OwnDatagrams(new FakePort(SERVER4, PORT).remote(), 6);
    assertTrue(contains(own, ipv4(SERVER4, 6, PORT, 0)));
    assertTrue(!contains(own, ipv4(SERVER4, 17, PORT, 0)));
    assertTrue(!contains(own, ipv4(SERVER4, 6, 53, 0)));
  }

  @Test
  void nothingIsReadBehindTheEndOfAShortPacket() {
    for (String server : List.of(SERVER4, SERVER6)) {
      OwnDatagrams own = new OwnDatagrams(new FakePort(server, PORT).remote(), 17);
      byte[] whole =
          server.equals(SERVER4) ? ipv4(SERVER4, 17, PORT, 0) : ipv6(SERVER6, PORT, true);
      whole[0] |= 0x0f;
      for (int length = 0; length < whole.length; length++) {
        own.contains(Arrays.copyOf(whole, length), 0, length);
      }
    }
  }

  private static boolean contains(OwnDatagrams own, byte[] packet) {
    return own.contains(packet, 0, packet.length);
  }
}
