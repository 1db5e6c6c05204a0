package org.culvert.app.profiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.profile.IncludedFiles;

/** Profiles in the file system. */
final class FolderSource {
  /** A Mac's own notes on the files of an archive, which it names like the files. */
  static final String NOTES = "__MACOSX";

  private FolderSource() {}

  /** A single profile with the files beside it. */
  static ProfileSource.Candidate file(Path file) throws IOException, ProfileException {
    byte[] content = read(file);
    return new ProfileSource.Candidate(file.toString(), () -> content, beside(folderOf(file)));
  }

  private static Path folderOf(Path file) {
    return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
  }

  /** Every profile in the folder and the folders below it. */
  static ProfileSource folder(Path folder) throws IOException, ProfileException {
    return folder(folder, SourceLimits.SEEN);
  }

  /**
   * The same with a limit.
   *
   * @param most files and folders, before it is taken for somebody's whole disk
   */
  static ProfileSource folder(Path folder, int most) throws IOException, ProfileException {
    List<Path> files = profilesIn(folder, most);
    if (files.isEmpty()) {
      throw ProfileException.because("empty-folder", folder);
    }
    return new ProfileSource(
        files.stream()
            .map(
                file ->
                    new ProfileSource.Candidate(
                        file.toString(), () -> read(file), beside(folderOf(file))))
            .toList());
  }

  /** Sorted, and all of them; what lies in a folder that cannot be read is not found. */
  private static List<Path> profilesIn(Path folder, int most) throws IOException, ProfileException {
    Search search = new Search(folder, most);
    Files.walkFileTree(folder, search);
    if (search.hasSeenTooMany()) {
      throw ProfileException.because("too-large-folder", folder);
    }
    return search.files.stream().sorted().toList();
  }

  private static final class Search extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final int most;
    private final List<Path> files = new ArrayList<>();
    private int seen;

    Search(Path folder, int most) {
      this.folder = folder;
      this.most = most;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
      return below.endsWith(NOTES) && !below.equals(folder) ? FileVisitResult.SKIP_SUBTREE : next();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (looksLikeProfile(String.valueOf(file.getFileName())) && Files.isRegularFile(file)) {
        files.add(file);
      }
      return next();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(folder)) {
        throw e;
      }
      return next();
    }

    private FileVisitResult next() {
      seen++;
      return hasSeenTooMany() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    boolean hasSeenTooMany() {
      return seen > most || files.size() > SourceLimits.FILES;
    }
  }

  /** By its name without a folder; hidden files are no profiles. */
  static boolean looksLikeProfile(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return (name.endsWith(".ovpn") || name.endsWith(".conf")) && !name.startsWith(".");
  }

  static byte[] read(Path file) throws IOException, ProfileException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(SourceLimits.FILE + 1);
      if (content.length > SourceLimits.FILE) {
        throw ProfileException.because("too-large", file, SourceLimits.FILE >> 20);
      }
      return content;
    }
  }

  /** The regular files of the folder and below it that are not hidden; no link leads out. */
  static IncludedFiles beside(Path folder) {
    return new Beside(folder);
  }

  private record Beside(Path folder) implements IncludedFiles {
    @Override
    public Optional<byte[]> read(String name) {
      try {
        Optional<Path> file = inside(name);
        return file.isPresent()
                && Files.isRegularFile(file.get())
                && Files.size(file.get()) <= SourceLimits.FILE
            ? Optional.of(Files.readAllBytes(file.get()))
            : Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    @Override
    public Optional<List<String>> list(String name) {
      try {
        Optional<Path> below = inside(name);
        if (below.isEmpty()) {
          return Optional.empty();
        }
        try (Stream<Path> files = Files.list(below.get())) {
          List<String> names =
              files
                  .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                  .map(file -> String.valueOf(file.getFileName()))
                  .filter(file -> !file.startsWith("."))
                  .limit(MOST_LISTED + 1L)
                  .toList();
          return names.size() <= MOST_LISTED ? Optional.of(names) : Optional.empty();
        }
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    /** A link may have led there: the profile's own words are checked before. */
    private static boolean isHidden(Path below) {
      for (Path part : below) {
        if (part.toString().startsWith(".")) {
          return true;
        }
      }
      return false;
    }

    private Optional<Path> inside(String name) throws IOException {
      try {
        Path root = folder.toRealPath();
        Path path = root.resolve(name).toRealPath();
        return path.startsWith(root) && !isHidden(root.relativize(path))
            ? Optional.of(path)
            : Optional.empty();
      } catch (InvalidPathException e) {
        return Optional.empty();
      }
    }
  }
}
