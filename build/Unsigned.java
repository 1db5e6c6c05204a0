import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes the signatures out of jars that we start from a folder of our own. For a signed jar the JVM
 * keeps a digest of each of its thousands of classes in memory, checks each while loading, and
 * takes none of them into its class cache.
 */
final class Unsigned {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private Unsigned() {}

  /** Rewrites the signed jars of a folder; a folder that is not there has none. */
  static void rewriteAll(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> jars;
    try (var files = Files.list(folder)) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : jars) {
      if (isSigned(jar)) {
        rewrite(jar);
      }
    }
  }

  private static boolean isSigned(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().anyMatch(entry -> isSignature(entry.getName()));
    }
  }

  private static boolean isSignature(String name) {
    return name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  }

  private static void rewrite(Path jar) throws IOException {
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".unsigned");
    try (ZipFile zip = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(rewritten);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (ZipEntry entry : new ArrayList<>(zip.stream().toList())) {
        if (isSignature(entry.getName())) {
          continue;
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        try (InputStream in = zip.getInputStream(entry)) {
          if (entry.getName().equals(MANIFEST)) {
            withoutDigests(in).write(out);
          } else {
            in.transferTo(out);
          }
        }
        out.closeEntry();
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The digests are all that a signed jar's manifest says of single entries. */
  private static Manifest withoutDigests(InputStream in) throws IOException {
    Manifest manifest = new Manifest(in);
    manifest.getEntries().clear();
    return manifest;
  }
}
