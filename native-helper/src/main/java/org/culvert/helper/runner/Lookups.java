package org.culvert.helper.runner;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where names are looked up, for all sessions together. The system's resolver waits in native code,
 * for as long as a silent name server lets it, and nothing can interrupt it: a few hundred such
 * waits would keep every virtual thread of the process, and with it the local socket, from running.
 * So they have threads of their own, and no more than so many.
 */
final class Lookups implements Executor {
  /** More than the sessions that there may be, most of which know their addresses. */
  static final int AT_ONCE = 128;

  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().name("resolve-", 0).daemon().factory());

  Lookups() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** Now, or when another one is over. */
  @Override
  public void execute(Runnable lookup) {
    threads.execute(lookup);
  }
}
