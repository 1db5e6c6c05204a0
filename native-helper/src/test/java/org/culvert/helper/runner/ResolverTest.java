package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.Pace;
import org.culvert.core.profile.PacketSizes;
import org.culvert.core.profile.Remote;
import org.culvert.core.profile.RemoteChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ResolverTest {
  private static final InetAddress FOUR = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::1");

  private static final Executor BESIDE = Thread::startVirtualThread;

  private volatile Resolver.Lookup lookup = _ -> new InetAddress[] {FOUR, SIX};
  private final Resolver resolver =
      new Resolver(RemoteChoice.DEFAULT, new Random(1), BESIDE, host -> lookup.all(host));

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
    return resolver.resolveServer("vpn.example.com", family, kept, () -> false);
  }

  @Test
  void whoGivesUpLeavesNoLookUpBehindThatHasNotBegun() throws Exception {
    List<Runnable> waiting = new ArrayList<>();
    List<String> asked = new CopyOnWriteArrayList<>();
    Resolver busy =
        new Resolver(
            RemoteChoice.DEFAULT,
            new Random(1),
            waiting::add,
            host -> {
              asked.add(host);
              return new InetAddress[] {FOUR};
            });
    assertEquals(
        Optional.empty(),
        busy.resolveServer("vpn.example.com", Remote.Family.ANY, false, () -> true));
    waiting.forEach(Runnable::run);
    assertEquals(1, waiting.size());
    assertEquals(List.of(), asked);
  }

  @Test
  void theFamiliesTakeTurns() throws Exception {
    InetAddress four = InetAddress.ofLiteral("192.0.2.2");
    InetAddress six = InetAddress.ofLiteral("2001:db8::2");
    InetAddress last = InetAddress.ofLiteral("2001:db8::3");
    lookup = _ -> new InetAddress[] {SIX, six, last, FOUR, four};
    assertEquals(
        Optional.of(List.of(SIX, FOUR, six, four, last)), resolve(Remote.Family.ANY, false));
  }

  @Test
  void aRandomNameIsInFrontOfAServersNameAndOfNoOther() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    Resolver random =
        new Resolver(
            new RemoteChoice(false, true, OptionalInt.empty(), OptionalInt.empty()),
            new Random(1),
            BESIDE,
            host -> {
              asked.add(host);
              return new InetAddress[] {FOUR};
            });
    random.resolveServer("vpn.example.com", Remote.Family.ANY, false, () -> false);
    random.resolveServer("vpn.example.com", Remote.Family.ANY, false, () -> false);
    random.resolve("proxy.example.com", Remote.Family.ANY, false, () -> false);
    random.resolveServer("192.0.2.1", Remote.Family.ANY, false, () -> false);
    assertEquals(3, asked.size());
    assertTrue(asked.get(0).matches("[0-9a-f]{12}\\.vpn\\.example\\.com"), asked.get(0));
    assertNotEquals(asked.get(0), asked.get(1));
    assertEquals("proxy.example.com", asked.get(2));
    assertEquals("192.0.2.1", random.asked("192.0.2.1"));
  }

  @Test
  void aNameIsLookedUpAgainForAsLongAsTheProfileSays() throws Exception {
    var asked = new AtomicInteger();
    Resolver patient =
        new Resolver(
            new RemoteChoice(false, false, OptionalInt.empty(), OptionalInt.of(8)),
            new Random(1),
            BESIDE,
            host -> {
              if (asked.incrementAndGet() < 2) {
                throw new UnknownHostException(host + ": Name or service not known");
              }
              return new InetAddress[] {FOUR};
            });
    assertEquals(
        Optional.of(List.of(FOUR)),
        patient.resolveServer("vpn.example.com", Remote.Family.ANY, false, () -> false));
    assertEquals(2, asked.get());
  }

  @Test
  void aNameThatWasLookedUpAtTheBeginningIsNotWaitedFor() throws Exception {
    var asked = new CountDownLatch(1);
    var forever = new CountDownLatch(1);
    Resolver early =
        new Resolver(
            choice(Optional.empty()),
            new Random(1),
            BESIDE,
            host -> {
              if (asked.getCount() == 0) {
                await(forever);
              }
              asked.countDown();
              return new InetAddress[] {FOUR};
            });
    early.prepare(List.of(remote("vpn.example.com")));
    await(asked);
    Optional<List<InetAddress>> known = Optional.empty();
    while (known.isEmpty()) {
      known = early.resolveServer("vpn.example.com", Remote.Family.ANY, false, () -> true);
    }
    assertEquals(Optional.of(List.of(FOUR)), known);
    forever.countDown();
  }

  @Test
  void theHintIsForANameThatNobodyKnows() throws Exception {
    Resolver hinted =
        new Resolver(
            choice(Optional.of(SIX)),
            new Random(1),
            BESIDE,
            host -> {
              throw new UnknownHostException(host);
            });
    assertEquals(
        Optional.of(List.of(SIX)),
        hinted.resolveServer("vpn.example.com", Remote.Family.ANY, false, () -> false));
    assertThrows(
        IOException.class,
        () -> hinted.resolve("proxy.example.com", Remote.Family.ANY, false, () -> false));
  }

  private static RemoteChoice choice(Optional<InetAddress> hint) {
    return new RemoteChoice(false, false, OptionalInt.empty(), OptionalInt.empty(), true, hint);
  }

  private static Remote remote(String host) {
    return new Remote(
        host,
        1194,
        Remote.Transport.UDP,
        Remote.Family.ANY,
        new ControlWrapping.None(),
        Optional.empty(),
        OptionalInt.empty(),
        false,
        OptionalInt.empty(),
        Optional.empty(),
        Pace.DEFAULT,
        PacketSizes.DEFAULT);
  }

  @Test
  void anUnknownNameIsToldWithItsReasonAlone() {
    lookup =
        host -> {
          throw new UnknownHostException(host + ": Name or service not known");
        };
    NameUnknownException unknown =
        assertThrows(NameUnknownException.class, () -> resolve(Remote.Family.ANY, false));
    assertEquals("vpn.example.com", unknown.host());
    assertEquals("Name or service not known", unknown.reason());
  }
}
