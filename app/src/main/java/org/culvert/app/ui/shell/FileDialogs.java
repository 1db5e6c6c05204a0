package org.culvert.app.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;

/** Asks for files; each call blocks until the user has decided. */
interface FileDialogs {
  /** Profiles and archives; none when the user gave up. */
  List<Path> profiles(Window owner);

  /** A folder of profiles. */
  Optional<Path> folder(Window owner);

  /**
   * Where to write a profile.
   *
   * @param name that the file has unless the user wants another
   */
  Optional<Path> save(Window owner, String name);
}
