package org.culvert.app.files;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when something in a folder changed, whoever did it. The folder need not be there: it is
 * waited for, and not made. The system tells of changes, so nothing is done while there are none;
 * macOS alone is asked now and then, by the JDK.
 */
public final class FolderWatch {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  /** One change is several files, one after the other: they are told of once. */
  private static final Duration SETTLING = Duration.ofMillis(200);

  private static final WatchEvent.Kind<?>[] ANYTHING = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_DELETE,
    StandardWatchEventKinds.ENTRY_MODIFY
  };

  /** Above the folder only its own coming matters: a home directory is full of other events. */
  private static final WatchEvent.Kind<?>[] COMING = {StandardWatchEventKinds.ENTRY_CREATE};

  private final Path folder;
  private final WatchService service;
  private final Runnable changed;

  private FolderWatch(Path folder, WatchService service, Runnable changed) {
    this.folder = folder.toAbsolutePath();
    this.service = service;
    this.changed = changed;
  }

  /**
   * Begins to watch. Where the system does not let us, nothing is ever told.
   *
   * @param changed called on a thread of the watch's own: once when nothing can be missed any more,
   *     and some time after each change
   * @return ends it; a call that has begun may still come
   */
  public static Runnable over(Path folder, Runnable changed) {
    try {
      WatchService service = folder.getFileSystem().newWatchService();
      FolderWatch watch = new FolderWatch(folder, service, changed);
      Thread.ofVirtual().name("folder-watch").start(watch::run);
      return () -> end(service);
    } catch (IOException e) {
      LOG.info("changes in {} by others will be noticed late: {}", folder, IoReason.withFile(e));
      return () -> {};
    }
  }

  private static void end(WatchService service) {
    try {
      service.close();
    } catch (IOException e) {
      LOG.debug("a watch that did not end", e);
    }
  }

  private void run() {
    try (service) {
      follow();
    } catch (ClosedWatchServiceException e) {
      LOG.trace("nobody wants to know any more", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.info("changes in {} by others will be noticed late: {}", folder, IoReason.withFile(e));
    }
  }

  private void follow() throws IOException, InterruptedException {
    while (true) {
      Path place = nearest();
      WatchKey key;
      try {
        key = place.register(service, place.equals(folder) ? ANYTHING : COMING);
      } catch (NoSuchFileException e) {
        LOG.trace("gone since it was looked at: what is above it is watched", e);
        continue;
      }
      changed.run();
      while (settled(key) && place.equals(nearest())) {
        if (place.equals(folder)) {
          changed.run();
        }
      }
      key.cancel();
    }
  }

  /** The folder, or what there is of the way to it. */
  private Path nearest() {
    Path at = folder;
    while (!Files.isDirectory(at)) {
      at = Objects.requireNonNull(at.getParent(), "the root is a folder");
    }
    return at;
  }

  /** Waits for a change to be over; returns false when the place itself is gone. */
  private boolean settled(WatchKey key) throws InterruptedException {
    service.take();
    Thread.sleep(SETTLING);
    key.pollEvents();
    return key.reset();
  }
}
