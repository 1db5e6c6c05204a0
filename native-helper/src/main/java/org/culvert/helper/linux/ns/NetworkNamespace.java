package org.culvert.helper.linux.ns;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.culvert.helper.linux.net.Rtnetlink;
import org.culvert.helper.linux.sys.Namespaces;

/**
 * A network namespace of its own, empty but for a loopback device that is up, and the thread that
 * lives in it. Sockets and devices that a task opens belong to the namespace for good, whichever
 * thread uses them later; so do the threads that a task starts. Tasks therefore start no virtual
 * threads and use no common pools, whose shared threads would be born in here.
 *
 * <p>The namespace ends when it is closed and all its sockets, devices and threads are gone.
 */
public final class NetworkNamespace implements AutoCloseable {
  private final ExecutorService thread;

  private NetworkNamespace(ExecutorService thread) {
    this.thread = thread;
  }

  /**
   * Makes one. Needs CAP_SYS_ADMIN.
   *
   * @param name of the thread, for people
   */
  public static NetworkNamespace open(String name) throws IOException {
    NetworkNamespace namespace =
        new NetworkNamespace(
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory()));
    try {
      namespace.call(
          () -> {
            Namespaces.unshareNetwork();
            try (Rtnetlink kernel = Rtnetlink.open()) {
              kernel.bringLoopbackUp();
            }
            return true;
          });
      return namespace;
    } catch (RuntimeException e) {
      namespace.close();
      throw e;
    } catch (IOException e) {
      namespace.close();
      throw new IOException("a network namespace needs CAP_SYS_ADMIN: " + e.getMessage(), e);
    }
  }

  /** Runs a task inside and waits for its result; tasks run one after another. */
  public <T> T call(Callable<T> task) throws IOException {
    Future<T> result = thread.submit(task);
    try {
      return result.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IOException("task in the namespace failed", e);
      }
    } catch (InterruptedException e) {
      result.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a task in the namespace", e);
    }
  }

  /** Ends the thread once the present task is done. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
