package org.culvert.core.api.json;

import java.io.IOException;

/** A line that is not one of our messages. The text names a field, never its value. */
public final class MalformedMessageException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedMessageException(String message) {
    super(message);
  }
}
