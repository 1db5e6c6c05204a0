package org.culvert.app.ui.connect;

import org.culvert.app.settings.Choices;
import org.culvert.app.settings.UnreadableSettingsException;

/** What the user has chosen for a profile. */
@FunctionalInterface
public interface ChosenFor {
  /**
   * Looks it up.
   *
   * @throws UnreadableSettingsException while nobody knows it
   */
  Choices profile(String name) throws UnreadableSettingsException;
}
