package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.PathReason;
import org.culvert.core.plan.DnsPlan;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.MssFix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.profile.MssFixSetting;
import org.culvert.core.profile.PacketSizes;
import org.junit.jupiter.api.Test;

class SegmentLimitTest {
  private static final MssFix.Around AROUND = new MssFix.Around(24, 0, 0, false, false);

  private static final IpPrefix INNER4 = new IpPrefix(InetAddress.ofLiteral("10.8.0.2"), 24);
  private static final IpPrefix INNER6 = new IpPrefix(InetAddress.ofLiteral("fd00::2"), 64);
  private static final TunnelPlan IPV4 = plan(INNER4);
  private static final TunnelPlan BOTH = plan(INNER4, INNER6);

  private static TunnelPlan plan(IpPrefix... addresses) {
    return new TunnelPlan(
        Optional.empty(),
        1500,
        List.of(addresses),
        Optional.empty(),
        List.of(),
        false,
        DnsPlan.NONE,
        false,
        false);
  }

  private static SegmentLimit withMssFix(int bytes) {
    MssFixSetting setting = new MssFixSetting(bytes, MssFixSetting.Kind.DATAGRAM);
    return new SegmentLimit(
        new PacketSizes(
            OptionalInt.empty(),
            1600,
            Optional.of(setting),
            Optional.empty(),
            1250,
            Optional.empty()),
        AROUND);
  }

  @Test
  void theDeviceItselfLimitsSegmentsWhereNobodyClampsThem() {
    assertEquals(1440, new SegmentLimit(PacketSizes.DEFAULT, AROUND).deviceMtu(BOTH));
    assertEquals(1500, withMssFix(0).deviceMtu(BOTH));
    assertEquals(1176, withMssFix(1200).maxSegment(1500) + 40);
    assertEquals(1176, withMssFix(1200).deviceMtu(IPV4));
    assertEquals(1336, withMssFix(1360).deviceMtu(BOTH));
    for (SegmentLimit limit : List.of(withMssFix(0), withMssFix(1360))) {
      assertEquals(Optional.empty(), limit.obstacle(BOTH));
    }
    assertEquals(Optional.empty(), withMssFix(1200).obstacle(IPV4));
  }

  @Test
  void aDeviceThatCannotBeSoNarrowIsAnObstacle() {
    assertEquals(
        Optional.of(
            "the kernel's data path cannot do it: packets are to be of 1176 bytes at most"
                + " (mssfix), and a device with IPv6 takes packets of 1280"),
        withMssFix(1200).obstacle(BOTH).map(PathReason::clause));
    assertEquals(
        Optional.of(
            "the kernel's data path cannot do it: packets are to be of 476 bytes at most"
                + " (mssfix), and a device takes packets of 576"),
        withMssFix(500).obstacle(IPV4).map(PathReason::clause));
  }

  @Test
  void aNarrowPathIsNoObstacleAsPacketsAreFragmentedThere() {
    SegmentLimit limit = new SegmentLimit(PacketSizes.DEFAULT, AROUND);
    limit.learn(OptionalInt.of(1300));
    assertEquals(Optional.empty(), limit.obstacle(BOTH));
    assertEquals(1280, limit.deviceMtu(BOTH));
    assertEquals(1248, limit.deviceMtu(IPV4));
  }

  @Test
  void aNarrowPathMakesSegmentsSmaller() {
    SegmentLimit limit = new SegmentLimit(PacketSizes.DEFAULT, AROUND);
    assertEquals(1400, limit.maxSegment(1500));
    assertTrue(limit.learn(OptionalInt.of(1500)));
    assertEquals(1400, limit.maxSegment(1500));
    assertFalse(limit.isNarrowed(1500));
    assertTrue(limit.learn(OptionalInt.of(1300)));
    assertEquals(1300 - 20 - 8 - 24 - 40, limit.maxSegment(1500));
    assertTrue(limit.isNarrowed(1500));
  }

  @Test
  void aPathStaysAsNarrowAsItWasFoundUntilItIsAnother() {
    SegmentLimit limit = new SegmentLimit(PacketSizes.DEFAULT, AROUND);
    limit.learn(OptionalInt.of(1300));
    assertFalse(limit.learn(OptionalInt.of(1500)));
    assertFalse(limit.learn(OptionalInt.empty()));
    assertEquals(1208, limit.maxSegment(1500));
    limit.forget();
    assertTrue(limit.learn(OptionalInt.of(1500)));
    assertEquals(1400, limit.maxSegment(1500));
  }

  @Test
  void segmentsThatAreToBeLeftAloneAre() {
    MssFixSetting off = new MssFixSetting(0, MssFixSetting.Kind.DATAGRAM);
    PacketSizes sizes =
        new PacketSizes(
            OptionalInt.empty(), 1600, Optional.of(off), Optional.empty(), 1250, Optional.empty());
    SegmentLimit limit = new SegmentLimit(sizes, AROUND);
    limit.learn(OptionalInt.of(1300));
    assertEquals(0, limit.maxSegment(1500));
    assertFalse(limit.isNarrowed(1500));
  }
}
