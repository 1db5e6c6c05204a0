package org.culvert.app.totals;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.files.DamagedFiles;
import org.culvert.app.files.PrivateFiles;
import org.culvert.app.files.UserFolders;
import org.culvert.core.api.json.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/**
 * Totals in {@code totals.json}, in a folder that nobody else can read. The file is replaced whole;
 * one that cannot be understood is put aside, never overwritten. The lock beside it belongs to the
 * process that counts, and goes with it whatever happens.
 */
public final class TotalsFile implements TotalsStore {
  /** The file of 400 days and many profiles is smaller by far; a longer one is not ours. */
  private static final long LONGEST = 32 << 20;

  private final Path folder;
  private final DamagedFiles damaged;
  private @Nullable FileChannel lock;

  /** Totals in a folder, which is made when it is needed. */
  public TotalsFile(Path folder, InstantSource clock) {
    this.folder = folder;
    damaged = new DamagedFiles(clock);
  }

  /**
   * The place for a user's totals by the XDG base directory specification.
   *
   * @param accountHome the home directory of the user's account, where {@code HOME} names none
   */
  public static Path folder(Map<String, String> environment, String accountHome) {
    return UserFolders.state(environment, accountHome);
  }

  @Override
  public synchronized Optional<Kept> claim() throws IOException {
    PrivateFiles.makeFolder(folder);
    if (!lock()) {
      return Optional.empty();
    }
    Path file = file();
    try {
      if (Files.size(file) > LONGEST) {
        return Optional.of(putAside(file));
      }
      return Optional.of(new Kept(TotalsJson.read(Files.readAllBytes(file)), Optional.empty()));
    } catch (NoSuchFileException e) {
      return Optional.of(new Kept(Totals.NONE, Optional.empty()));
    } catch (MalformedMessageException e) {
      return Optional.of(putAside(file));
    }
  }

  @Override
  public Totals read() throws IOException {
    try {
      return TotalsJson.read(Files.readAllBytes(file()));
    } catch (NoSuchFileException e) {
      return Totals.NONE;
    } catch (MalformedMessageException e) {
      throw new IOException(file() + " cannot be understood", e);
    }
  }

  private boolean lock() throws IOException {
    if (lock != null) {
      return true;
    }
    FileChannel channel = PrivateFiles.open(folder.resolve(".totals.lock"));
    try {
      if (channel.tryLock() != null) {
        lock = channel;
        return true;
      }
    } catch (OverlappingFileLockException e) {
      // Another window of this process has it.
    }
    channel.close();
    return false;
  }

  private Kept putAside(Path file) throws IOException {
    return new Kept(Totals.NONE, Optional.of(damaged.putAside(file)));
  }

  @Override
  public synchronized void save(Totals totals) throws IOException {
    if (lock == null) {
      return; // late: another window may count by now
    }
    PrivateFiles.makeFolder(folder);
    PrivateFiles.write(file(), TotalsJson.write(totals));
  }

  @Override
  public synchronized void release() throws IOException {
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }

  private Path file() {
    return folder.resolve("totals.json");
  }
}
