package org.culvert.app.ui.fx;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The desktop's own dialog, for files of one kind. */
public final class FileSaveDialog implements SaveDialog {
  private final String title;
  private final String kind;
  private final String pattern;

  /**
   * A dialog that is not shown yet.
   *
   * @param kind what files of the pattern are called
   * @param pattern such as {@code *.csv}
   */
  public FileSaveDialog(String title, String kind, String pattern) {
    this.title = title;
    this.kind = kind;
    this.pattern = pattern;
  }

  @Override
  public Optional<Path> ask(Window owner, String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.setInitialFileName(name);
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, pattern));
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
  }
}
