package org.culvert.helper.socket;

import java.util.ArrayDeque;
import org.culvert.helper.policy.ByteBudget;
import org.culvert.helper.policy.Owner;

/**
 * Lines on their way to one client. Offering never blocks; when the client does not read, the queue
 * fills, or all queues of its user do, and the offer fails: then the client is dropped.
 */
final class OutgoingQueue {
  private final ArrayDeque<byte[]> lines = new ArrayDeque<>();
  private final int mostLines;
  private final long mostBytes;
  private final ByteBudget budget;
  private final Owner owner;
  private long bytes;
  private int beingWritten;
  private boolean finished;

  OutgoingQueue(int mostLines, ByteBudget budget, Owner owner) {
    this.mostLines = mostLines;
    this.mostBytes = mostLines * 1024L;
    this.budget = budget;
    this.owner = owner;
  }

  /** Whether there was room; after {@link #finish} lines are ignored. */
  synchronized boolean offer(byte[] line) {
    if (finished) {
      return true;
    }
    if (!lines.isEmpty() && (lines.size() >= mostLines || bytes + line.length > mostBytes)) {
      return false;
    }
    if (!budget.take(owner, line.length)) {
      return false;
    }
    lines.add(line);
    bytes += line.length;
    notifyAll();
    return true;
  }

  /** No more lines; what is queued is still taken. */
  synchronized void finish() {
    finished = true;
    notifyAll();
  }

  /**
   * Waits for a line; an empty array when it is finished and all were taken. The line before has
   * been written by then.
   */
  synchronized byte[] take() throws InterruptedException {
    budget.give(owner, beingWritten);
    beingWritten = 0;
    while (lines.isEmpty() && !finished) {
      wait();
    }
    byte[] line = lines.poll();
    if (line == null) {
      return new byte[0];
    }
    bytes -= line.length;
    beingWritten = line.length;
    return line;
  }

  /** Nobody writes any more: forgets every line. */
  synchronized void discard() {
    finished = true;
    budget.give(owner, bytes + beingWritten);
    bytes = 0;
    beingWritten = 0;
    lines.clear();
  }
}
