package org.culvert.app.instance;

import java.util.function.Consumer;

/** Where visits come in. */
@FunctionalInterface
public interface Door {
  /** A window that nobody visits. */
  Door NONE = _ -> {};

  /**
   * From now on visits are told, also those that came before. To be called once.
   *
   * @param visitor called on threads of their own
   */
  void open(Consumer<Visit> visitor);
}
