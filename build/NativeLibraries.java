import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Lays the native libraries of JavaFX beside its jars, where it looks first. It would unpack them
 * into the user's home otherwise, and compare their digests at each start.
 */
final class NativeLibraries {
  private static final String SUFFIX = ".so";

  private NativeLibraries() {}

  /** Does so for the jars of a folder; a folder that is not there has none. */
  static void layOut(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    for (Path old : files(folder, SUFFIX)) {
      Files.delete(old);
    }
    for (Path jar : files(folder, ".jar")) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : zip.stream().filter(NativeLibraries::isJavaFx).toList()) {
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(
                in, folder.resolve(entry.getName()), StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
  }

  /** Those of other libraries are in folders of their jars, and loaded from elsewhere. */
  private static boolean isJavaFx(ZipEntry entry) {
    return entry.getName().endsWith(SUFFIX) && entry.getName().indexOf('/') < 0;
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
