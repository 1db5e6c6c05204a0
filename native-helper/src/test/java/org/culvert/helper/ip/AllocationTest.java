package org.culvert.helper.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Packets cost no memory. */
final class AllocationTest {
  private static final int PIECE = 1400;
  private static final int PIECES = 40;
  private static final int WARM_UP = 3000;
  private static final int ROUNDS = 200;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private long allocatedBy(Runnable round) {
    for (int i = 0; i < WARM_UP; i++) {
      round.run();
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ROUNDS; i++) {
      round.run();
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void neitherCuttingNorJoiningAllocates() {
    byte[] read = PacketBuilder.tcp4().payload(new byte[PIECE * PIECES]).superpacket(PIECE);
    byte[] array = new byte[read.length];
    Segmenter segmenter = new Segmenter();
    Coalescer coalescer = new Coalescer(1500, true);

    long allocated =
        allocatedBy(
            () -> {
              System.arraycopy(read, 0, array, 0, read.length);
              segmenter.begin(array, 0, read.length);
              while (segmenter.next()) {
                int length = segmenter.length();
                System.arraycopy(
                    array, segmenter.offset(), coalescer.array(), coalescer.place(), length);
                coalescer.accept(length);
              }
              assertEquals(1, coalescer.finish());
              coalescer.clear();
            });

    assertTrue(allocated < ROUNDS, () -> allocated + " bytes for " + ROUNDS * PIECES + " packets");
  }
}
