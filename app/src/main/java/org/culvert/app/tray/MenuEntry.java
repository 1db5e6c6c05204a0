package org.culvert.app.tray;

/** A line of the tray's menu. */
public sealed interface MenuEntry {
  /** A check mark. */
  enum Mark {
    /** An entry that is never checked. */
    NONE,
    OFF,
    /** On its way to the one or the other. */
    BETWEEN,
    ON
  }

  /**
   * A line that can be chosen.
   *
   * @param possible whether choosing it does anything now
   */
  record Choice(String label, Mark mark, boolean possible, TrayCommand command)
      implements MenuEntry {}

  /** A line between groups. */
  record Separator() implements MenuEntry {}
}
