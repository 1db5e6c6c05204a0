import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javafx.css.CssParser;
import javafx.css.Stylesheet;

/**
 * Translates style sheets into JavaFX's binary form, which is read in a tenth of the time that text
 * is parsed in; JavaFX takes {@code NAME.bss} beside {@code NAME.css} by itself. Fails where the text
 * has an error.
 *
 * <p>{@code java -cp JAVAFX-AND-SHEETS build/StyleSheets.java OUT-FOLDER path/of/sheet.css…} with
 * the paths of resources on the class path.
 */
final class StyleSheets {
  private StyleSheets() {}

  public static void main(String[] args) throws IOException {
    Path out = Files.createDirectories(Path.of(args[0]));
    for (int i = 1; i < args.length; i++) {
      translate(args[i], out);
    }
  }

  private static void translate(String resource, Path out) throws IOException {
    String name = resource.substring(resource.lastIndexOf('/') + 1).replaceFirst("\\.css$", "");
    File text = File.createTempFile(name, ".css");
    try (InputStream in = ClassLoader.getSystemResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no " + resource + " on the class path");
      }
      Files.copy(in, text.toPath(), StandardCopyOption.REPLACE_EXISTING);
      Stylesheet.convertToBinary(text, out.resolve(name + ".bss").toFile());
    } finally {
      Files.delete(text.toPath());
    }
    if (!CssParser.errorsProperty().isEmpty()) {
      throw new IOException(resource + ": " + CssParser.errorsProperty());
    }
  }
}
