package org.culvert.app.ui.imports;

import java.io.IOException;
import java.util.List;

/** Looks at profiles before they are imported. */
@FunctionalInterface
public interface ImportShelf {
  /** Reads and checks what is in the sources. Blocks on files and the network. */
  Inspection inspect(List<ImportSource> sources) throws IOException;
}
