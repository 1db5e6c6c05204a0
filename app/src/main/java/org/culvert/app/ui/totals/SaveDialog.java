package org.culvert.app.ui.totals;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;

/** Asks where to write a file. */
interface SaveDialog {
  /**
   * Blocks until the user has decided.
   *
   * @param name that the file has unless the user wants another
   */
  Optional<Path> ask(Window owner, String name);
}
