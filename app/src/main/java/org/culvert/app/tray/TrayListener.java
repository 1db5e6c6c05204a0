package org.culvert.app.tray;

/** Hears of the tray, on threads of its own. */
public interface TrayListener {
  /** Something was chosen, or the icon clicked. */
  void chosen(TrayCommand command);

  /**
   * The desktop shows the icon now, or no longer. Before the first call it does not: a desktop
   * without a tray may never say a word.
   */
  void present(boolean isPresent);
}
