package org.culvert.app.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.culvert.app.files.DamagedFiles;
import org.culvert.app.files.FolderWatch;
import org.culvert.app.files.PrivateFiles;
import org.culvert.app.files.UserFolders;
import org.culvert.core.api.json.MalformedMessageException;

/**
 * Settings in {@code settings.json}, in a folder that nobody else can read. The file is replaced
 * whole, by one process at a time; one that cannot be understood is put aside, never overwritten.
 */
public final class SettingsFile implements SettingsStore {
  /** A line for each of a thousand profiles is smaller by far; a longer file is not ours. */
  private static final long LONGEST = 1 << 20;

  private final Path folder;
  private final DamagedFiles damaged;

  /** Settings in a folder, which is made when it is needed. */
  public SettingsFile(Path folder, InstantSource clock) {
    this.folder = folder;
    damaged = new DamagedFiles(clock);
  }

  /**
   * The place for a user's settings by the XDG base directory specification.
   *
   * @param accountHome the home directory of the user's account, where {@code HOME} names none
   */
  public static Path folder(Map<String, String> environment, String accountHome) {
    return UserFolders.config(environment, accountHome);
  }

  @Override
  public Settings read() throws IOException {
    try {
      return understood(file());
    } catch (MalformedMessageException e) {
      throw new DamagedSettingsException(file(), e);
    }
  }

  private static Settings understood(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      // Whoever reads a folder is told of it, but not of which.
      throw new FileSystemException(file.toString(), null, "Is a directory");
    }
    try {
      if (Files.size(file) > LONGEST) {
        throw new MalformedMessageException("the file is far too long");
      }
      return SettingsJson.read(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Settings.USUAL;
    }
  }

  @Override
  public void change(UnaryOperator<Settings> change) throws IOException {
    alone(
        () -> {
          write(change.apply(read()));
          return Optional.empty();
        });
  }

  @Override
  public Optional<Path> change(UnaryOperator<Settings> change, Settings instead)
      throws IOException {
    return alone(
        () -> {
          try {
            write(change.apply(read()));
            return Optional.empty();
          } catch (DamagedSettingsException e) {
            return Optional.of(replace(instead));
          }
        });
  }

  @Override
  public Runnable watch(Runnable changed) {
    return FolderWatch.over(folder, changed);
  }

  /** Does something while nobody else writes. */
  private synchronized Optional<Path> alone(Writing writing) throws IOException {
    PrivateFiles.makeFolder(folder);
    try (FileChannel lock = PrivateFiles.open(folder.resolve(".settings.lock"));
        var _ = lock.lock()) {
      return writing.write();
    }
  }

  /** Without a file all would be as usual: the damaged one stays until the other is there. */
  private Path replace(Settings instead) throws IOException {
    Path aside = damaged.copyAside(file());
    try {
      write(instead);
      return aside;
    } catch (IOException e) {
      Files.deleteIfExists(aside);
      throw e;
    }
  }

  private void write(Settings settings) throws IOException {
    PrivateFiles.write(file(), SettingsJson.write(settings));
  }

  @FunctionalInterface
  private interface Writing {
    Optional<Path> write() throws IOException;
  }

  /** Where they are, when there are any. */
  public Path file() {
    return folder.resolve("settings.json");
  }
}
