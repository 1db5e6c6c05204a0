package org.culvert.helper.socket;

import java.util.ArrayDeque;

/**
 * Lines on their way to one client. Offering never blocks; when the client does not read, the queue
 * fills and the offer fails: then the client is dropped.
 */
final class OutgoingQueue {
  private final ArrayDeque<byte[]> lines = new ArrayDeque<>();
  private final int mostLines;
  private final long mostBytes;
  private long bytes;
  private boolean finished;

  OutgoingQueue(int mostLines) {
    this.mostLines = mostLines;
    this.mostBytes = mostLines * 1024L;
  }

  /** Whether there was room; after {@link #finish} lines are ignored. */
  synchronized boolean offer(byte[] line) {
    if (finished) {
      return true;
    }
    if (!lines.isEmpty() && (lines.size() >= mostLines || bytes + line.length > mostBytes)) {
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

  /** Waits for a line; an empty array when it is finished and all were taken. */
  synchronized byte[] take() throws InterruptedException {
    while (lines.isEmpty() && !finished) {
      wait();
    }
    byte[] line = lines.poll();
    if (line == null) {
      return new byte[0];
    }
    bytes -= line.length;
    return line;
  }
}
