package org.culvert.app.files;

import java.io.Serial;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** There is no such folder to write a file into. */
public final class MissingFolderException extends NoSuchFileException {
  @Serial private static final long serialVersionUID = 1;

  MissingFolderException(Path folder, NoSuchFileException cause) {
    super(folder.toString());
    initCause(cause);
  }
}
