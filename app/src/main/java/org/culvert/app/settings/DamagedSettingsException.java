package org.culvert.app.settings;

import java.io.IOException;
import java.nio.file.Path;
import org.culvert.core.api.json.MalformedMessageException;

/** Settings are there, and nobody understands them. They are left as they are. */
public final class DamagedSettingsException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;

  /** What is wrong with a file. */
  public DamagedSettingsException(Path file, MalformedMessageException why) {
    super(file + " cannot be understood: " + why.reason(), why);
    this.file = file.toString();
  }

  /** Where they are. */
  public Path file() {
    return Path.of(file);
  }
}
