package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.Remote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ResolverTest {
  private static final InetAddress FOUR = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::1");

  private volatile Resolver.Lookup lookup = _ -> new InetAddress[] {FOUR, SIX};
  private final Resolver resolver = new Resolver(host -> lookup.all(host));

  @Test
  void theKnownAnswerOfAnotherFamilyIsNotUsed() throws Exception {
    assertEquals(Optional.of(List.of(FOUR)), resolve(Remote.Family.IPV4, false));
    lookup =
        _ -> {
          throw new UnknownHostException("no resolver");
        };
    assertEquals(Optional.of(List.of(FOUR)), resolve(Remote.Family.IPV4, false));
    assertThrows(IOException.class, () -> resolve(Remote.Family.IPV6, false));
  }

  @Test
  void aKeptTunnelDoesNotWaitForAResolverBehindIt() throws Exception {
    resolve(Remote.Family.ANY, false);
    CountDownLatch forever = new CountDownLatch(1);
    lookup =
        _ -> {
          await(forever);
          return new InetAddress[] {SIX};
        };
    assertEquals(Optional.of(List.of(FOUR, SIX)), resolve(Remote.Family.ANY, true));
    forever.countDown();
    while (resolve(Remote.Family.ANY, true).equals(Optional.of(List.of(FOUR, SIX)))) {
      Thread.onSpinWait();
    }
    assertEquals(Optional.of(List.of(SIX)), resolve(Remote.Family.ANY, true));
  }

  private static void await(CountDownLatch latch) throws UnknownHostException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new UnknownHostException(e.toString());
    }
  }

  private Optional<List<InetAddress>> resolve(Remote.Family family, boolean kept)
      throws IOException, InterruptedException {
    Remote remote =
        new Remote(
            "vpn.example.com",
            1194,
            Remote.Transport.UDP,
            family,
            new ControlWrapping.None(),
            Optional.empty(),
            OptionalInt.empty(),
            false,
            OptionalInt.empty());
    return resolver.resolve(remote, kept, () -> false);
  }
}
