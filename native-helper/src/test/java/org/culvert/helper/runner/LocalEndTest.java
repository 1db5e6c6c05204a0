package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.Pace;
import org.culvert.core.profile.PacketSizes;
import org.culvert.core.profile.Remote;
import org.junit.jupiter.api.Test;

class LocalEndTest {
  private static final InetAddress SERVER4 = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress SERVER6 = InetAddress.ofLiteral("2001:db8::1");

  @Test
  void aPortAloneIsBoundAtTheWildcardOfTheServersFamily() throws IOException {
    assertEquals(
        Optional.empty(), LocalEnd.of(remote(Optional.empty(), OptionalInt.empty()), SERVER4));
    Remote port = remote(Optional.empty(), OptionalInt.of(1194));
    assertEquals(
        Optional.of(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 1194)),
        LocalEnd.of(port, SERVER4));
    assertEquals(
        Optional.of(new InetSocketAddress(InetAddress.ofLiteral("::"), 1194)),
        LocalEnd.of(port, SERVER6));
  }

  @Test
  void anAddressOfTheOtherFamilyIsNamedInTheProblem() throws IOException {
    Remote local = remote(Optional.of("192.0.2.9"), OptionalInt.empty());
    assertEquals(Optional.of(new InetSocketAddress("192.0.2.9", 0)), LocalEnd.of(local, SERVER4));
    IOException problem = assertThrows(IOException.class, () -> LocalEnd.of(local, SERVER6));
    assertTrue(problem.toString().contains("local 192.0.2.9"), problem.toString());
    assertTrue(problem.toString().contains("no IPv6 server"), problem.toString());
  }

  @Test
  void whatLooksLikeANameIsNotLookedUp() {
    for (String name : new String[] {"localhost", "abc.de", "300.1.1.1", "fe80::1%nowhere"}) {
      Remote local = remote(Optional.of(name), OptionalInt.empty());
      IOException problem = assertThrows(IOException.class, () -> LocalEnd.of(local, SERVER4));
      assertTrue(problem.toString().contains("local " + name), problem.toString());
      assertFalse(problem instanceof UnknownHostException);
    }
  }

  private static Remote remote(Optional<String> address, OptionalInt port) {
    return new Remote(
        "vpn.example.com",
        1194,
        Remote.Transport.UDP,
        Remote.Family.ANY,
        new ControlWrapping.None(),
        address,
        port,
        false,
        OptionalInt.empty(),
        Optional.empty(),
        Pace.DEFAULT,
        PacketSizes.DEFAULT);
  }
}
