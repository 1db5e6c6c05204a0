package org.culvert.core.api.json;

import java.io.IOException;
import java.util.OptionalLong;

/** A line that is not one of our messages. The text names a field, never its value. */
public final class MalformedMessageException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient OptionalLong id;
  private final String reason;

  /** Something that was read is not what it should be. */
  public MalformedMessageException(String reason) {
    this(reason, OptionalLong.empty());
  }

  MalformedMessageException(String reason, OptionalLong id) {
    super(reason);
    this.reason = reason;
    this.id = id;
  }

  /** What is wrong, fit for a user. */
  public String reason() {
    return reason;
  }

  /** The id of the call, when at least that could be read: then it can be answered. */
  public OptionalLong id() {
    return id;
  }
}
