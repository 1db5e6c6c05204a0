package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.culvert.core.control.FakeTls;
import org.culvert.core.push.Announced;
import org.culvert.core.push.OptionBudget;
import org.culvert.core.push.PushAssembler;
import org.culvert.core.push.PushException;
import org.junit.jupiter.api.Test;

/** Many sessions with many routes do not take all memory. */
class SharedRoomTest {
  private static final int SESSIONS = 16;
  private static final int ROUTES = 10_000;
  private static final int LONGEST_PART = 2_000;

  private final OptionBudget budget = new OptionBudget();
  private final List<Configuration> standing = new ArrayList<>();

  private static List<String> parts(int routes) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder("PUSH_REPLY,ifconfig 10.8.0.2 255.255.255.0");
    part.append(",ifconfig-ipv6 fd00::2/64 fd00::1");
    for (int i = 0; i < routes; i++) {
      part.append(",route-ipv6 2001:db8:1234:5678:9abc:def0:1234:")
          .append(Integer.toHexString(i))
          .append("/128");
      if (part.length() > LONGEST_PART - 80) {
        parts.add(part + ",push-continuation 2");
        part = new StringBuilder("PUSH_REPLY");
      }
    }
    parts.add(part + ",push-continuation 1");
    return parts;
  }

  private Configuration configure(OptionBudget.Share share, int routes) throws Exception {
    PushAssembler assembler = PushAssembler.ofReplies(share);
    for (String part : parts(routes)) {
      var complete = assembler.offer(part);
      if (complete.isPresent()) {
        return Configuration.of(
            setup(share), complete.get(), new Announced(Set.of(), List.of("AES-256-GCM"), false));
      }
    }
    throw new AssertionError("the last part completes");
  }

  private static SessionSetup setup(OptionBudget.Share share) {
    ScriptedSession session = ScriptedSession.withDefaults();
    var profile =
        ScriptedSession.profile(
            org.culvert.core.profile.Timers.DEFAULT,
            java.util.Optional.empty(),
            java.util.OptionalInt.empty());
    return new SessionSetup(
        profile,
        profile.remotes().getFirst(),
        InetAddress.ofLiteral("192.0.2.1"),
        _ -> new FakeTls(true, new byte[] {1}),
        session.login,
        new PeerInfo("0.0", "linux", Carrier.USERSPACE),
        0,
        10_000,
        0,
        share);
  }

  @Test
  void sixteenSessionsOfTenThousandRoutesDoNotAllFit() throws Exception {
    List<OptionBudget.Share> shares = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      OptionBudget.Share share = budget.open();
      shares.add(share);
      try {
        standing.add(configure(share, ROUTES));
      } catch (PushException e) {
        reasons.add(e.reason());
        share.close();
      }
    }
    assertEquals(2, standing.size());
    assertTrue(reasons.getFirst().contains("room for " + OptionBudget.SHARED), reasons::getFirst);
    assertTrue(reasons.getFirst().contains("disconnect"), reasons::getFirst);

    shares.getFirst().close();
    standing.add(configure(budget.open(), ROUTES));
  }

  @Test
  void whoWantsLittleHasRoomWhateverOthersTook() throws Exception {
    budget.open().reach(OptionBudget.SHARED + OptionBudget.OWN);
    standing.add(configure(budget.open(), OptionBudget.OWN - 100));
    assertThrows(PushException.class, () -> configure(budget.open(), OptionBudget.OWN + 1));
  }

  @Test
  void whatWasTakenStaysUntilTheSessionIsOver() throws Exception {
    OptionBudget.Share large = budget.open();
    large.reach(OptionBudget.SHARED);
    large.reach(1);
    assertThrows(PushException.class, () -> budget.open().reach(2 * OptionBudget.OWN + 1));
    large.close();
    large.close();
    budget.open().reach(OptionBudget.SHARED + OptionBudget.OWN);
    assertThrows(PushException.class, () -> budget.open().reach(OptionBudget.OWN + 1));
  }

  @Test
  void updatesThatAddUpToTooMuchTextAreRefused() throws Exception {
    OptionBudget.Share share = budget.open();
    LiveUpdates updates = new LiveUpdates(setup(share), 0);
    List<String> inForce =
        java.util.Collections.nCopies(6_000, "dhcp-option DOMAIN " + "x".repeat(240));
    PushException refused =
        assertThrows(PushException.class, () -> updates.offer("PUSH_UPDATE,ping 5", inForce));
    assertTrue(refused.reason().contains("room for"), refused::reason);
  }
}
