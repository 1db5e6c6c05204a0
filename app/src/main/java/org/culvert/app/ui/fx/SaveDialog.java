package org.culvert.app.ui.fx;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;

/** Asks where to write a file. */
public interface SaveDialog {
  /**
   * Blocks until the user has decided. A file that is there already is the dialog's to ask about.
   *
   * @param name that the file has unless the user wants another
   */
  Optional<Path> ask(Window owner, String name);
}
