package org.culvert.app.settings;

import org.culvert.core.api.DataPathChoice;

/**
 * What counts for a profile.
 *
 * @param dataPath by which path its packets are to go
 * @param reconnectAfterSleep whether it is connected anew when the machine wakes up
 * @param notifications whether the desktop tells of it while the window is not looked at
 */
public record Choices(DataPathChoice dataPath, boolean reconnectAfterSleep, boolean notifications) {
  /** As long as the user chooses nothing. */
  public static final Choices USUAL = new Choices(DataPathChoice.AUTO, true, true);
}
