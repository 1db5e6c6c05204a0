package org.culvert.helper.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.culvert.helper.policy.ByteBudget;
import org.culvert.helper.policy.Owner;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {
  private final Owner ann = new Owner(() -> "ann");
  private final ByteBudget budget = new ByteBudget(1000, 1500);

  @Test
  void theQueuesOfOneUserTogetherAreBounded() {
    OutgoingQueue first = new OutgoingQueue(64, budget, ann);
    OutgoingQueue second = new OutgoingQueue(64, budget, ann);
    assertTrue(first.offer(new byte[600]));
    assertFalse(second.offer(new byte[600]));
    first.discard();
    assertTrue(second.offer(new byte[600]));
  }

  @Test
  void aLineCountsUntilItIsWritten() throws Exception {
    OutgoingQueue queue = new OutgoingQueue(64, budget, ann);
    assertTrue(queue.offer(new byte[600]));
    assertEquals(600, queue.take().length);
    assertFalse(queue.offer(new byte[600]));
    queue.finish();
    assertEquals(0, queue.take().length);
    assertTrue(new OutgoingQueue(64, budget, ann).offer(new byte[1000]));
  }
}
