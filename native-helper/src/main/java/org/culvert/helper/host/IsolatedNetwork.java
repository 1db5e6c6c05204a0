package org.culvert.helper.host;

import java.io.IOException;
import java.util.concurrent.Callable;

/**
 * A second network on this machine that touches the first nowhere. It ends when it is closed and
 * everything opened in it is gone, at the latest with the process.
 */
public interface IsolatedNetwork extends AutoCloseable {
  /** Makes one. */
  @FunctionalInterface
  interface Maker {
    /** {@code name} is for people. */
    IsolatedNetwork open(String name) throws IOException;
  }

  /**
   * Runs a task inside and waits for it. Sockets, devices and platform threads that it opens belong
   * to this network for good, whichever thread uses them later.
   */
  <T> T call(Callable<T> task) throws IOException;

  /** Its devices, addresses and routes; to be used from within {@link #call} only. */
  HostNetwork network();

  @Override
  void close();
}
