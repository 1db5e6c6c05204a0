import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Formats the Java sources below a folder, or fails when one is not formatted.
 *
 * <p>Started by Maven on the toolchain's JDK, because the formatter parses with the compiler of the
 * JDK it runs on.
 */
final class Format {
  private static final Formatter FORMATTER =
      new Formatter(JavaFormatterOptions.builder().reorderModifiers(true).build());

  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean write = args[0].equals("write");
    Path root = Path.of(args[1]);
    if (!Files.isDirectory(root)) {
      return;
    }
    List<String> bad = new ArrayList<>();
    List<Path> files;
    try (var walk = Files.walk(root)) {
      files = walk.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    for (Path file : files) {
      String before = Files.readString(file);
      try {
        String after =
            FORMATTER.formatSource(
                ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(before),
                    JavaFormatterOptions.Style.GOOGLE));
        if (after.equals(before)) {
          continue;
        }
        if (write) {
          Files.writeString(file, after);
        } else {
          bad.add(file.toString());
        }
      } catch (FormatterException e) {
        bad.add(file + ": " + e.getMessage());
      }
    }
    if (!bad.isEmpty()) {
      bad.forEach(file -> System.err.println("not formatted: " + file));
      System.err.println("Run: mvn -q compile -Dformat.mode=write");
      System.exit(1);
    }
  }
}
