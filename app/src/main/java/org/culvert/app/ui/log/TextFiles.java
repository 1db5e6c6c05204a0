package org.culvert.app.ui.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.culvert.app.files.IoReason;
import org.culvert.app.files.PrivateFiles;
import org.culvert.app.ui.text.Texts;

/**
 * Writes texts that the user keeps, for nobody else to read.
 *
 * @param background runs what blocks
 * @param foreground the JavaFX thread
 */
record TextFiles(Executor background, Executor foreground) {
  /**
   * Writes a file whole, in the place of the one before.
   *
   * @param say tells the user what became of it
   */
  void write(Path file, String text, Consumer<String> say) {
    String name = String.valueOf(file.getFileName());
    background.execute(
        () -> {
          String outcome;
          try {
            PrivateFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
            outcome = Texts.of("log.saved", name);
          } catch (IOException e) {
            outcome = Texts.of("log.not-saved", name, IoReason.local(e));
          }
          String said = outcome;
          foreground.execute(() -> say.accept(said));
        });
  }
}
