package org.culvert.app.settings;

import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Protection;

/**
 * What counts for a profile.
 *
 * @param dataPath by which path its packets are to go
 * @param protection what may leave the machine beside its tunnel, and who is asked for names
 * @param reconnectAfterSleep whether it is connected anew when the machine wakes up
 * @param notifications whether the desktop tells of it while the window is not looked at
 */
public record Choices(
    DataPathChoice dataPath,
    Protection protection,
    boolean reconnectAfterSleep,
    boolean notifications) {
  /** As long as the user chooses nothing. */
  public static final Choices USUAL =
      new Choices(DataPathChoice.AUTO, Protection.USUAL, true, true);

  /** The same with another data path. */
  public Choices withDataPath(DataPathChoice wanted) {
    return new Choices(wanted, protection, reconnectAfterSleep, notifications);
  }

  /** The same with another protection. */
  public Choices withProtection(Protection wanted) {
    return new Choices(dataPath, wanted, reconnectAfterSleep, notifications);
  }

  /** The same with another wish for the time after sleep. */
  public Choices withReconnectAfterSleep(boolean wanted) {
    return new Choices(dataPath, protection, wanted, notifications);
  }

  /** The same with another wish for notifications. */
  public Choices withNotifications(boolean wanted) {
    return new Choices(dataPath, protection, reconnectAfterSleep, wanted);
  }
}
