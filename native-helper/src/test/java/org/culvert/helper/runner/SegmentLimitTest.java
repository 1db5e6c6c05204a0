package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.plan.MssFix;
import org.culvert.core.profile.MssFixSetting;
import org.culvert.core.profile.PacketSizes;
import org.junit.jupiter.api.Test;

class SegmentLimitTest {
  private static final MssFix.Around AROUND = new MssFix.Around(24, 0, 0, false, false);

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
