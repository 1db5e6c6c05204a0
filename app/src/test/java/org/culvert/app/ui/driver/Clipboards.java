package org.culvert.app.ui.driver;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** What the user copied before. */
public final class Clipboards {
  private Clipboards() {}

  /** A text. */
  public static void put(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    set(content);
  }

  /** Files, as a file manager copies them. */
  public static void put(List<Path> files) {
    ClipboardContent content = new ClipboardContent();
    content.putFiles(files.stream().map(Path::toFile).toList());
    set(content);
  }

  private static void set(ClipboardContent content) {
    WindowDriver.onFx(() -> Clipboard.getSystemClipboard().setContent(content));
  }
}
