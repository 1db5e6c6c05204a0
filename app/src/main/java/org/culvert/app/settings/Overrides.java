package org.culvert.app.settings;

import java.util.Optional;
import org.culvert.core.api.DataPathChoice;

/**
 * What is different for one profile. What is empty is as for all profiles.
 *
 * @param connectOnStart whether it is connected as soon as Culvert runs; there is no such wish for
 *     all profiles
 */
public record Overrides(
    boolean connectOnStart,
    Optional<DataPathChoice> dataPath,
    OwnProtection protection,
    Optional<Boolean> reconnectAfterSleep,
    Optional<Boolean> notifications) {
  /** Nothing is different. */
  public static final Overrides NONE =
      new Overrides(
          false, Optional.empty(), OwnProtection.NONE, Optional.empty(), Optional.empty());

  /** As a text that can be kept apart from the settings. */
  public String text() {
    return SettingsJson.text(this);
  }

  /** What {@link #text} wrote; a text that cannot be understood says nothing. */
  public static Overrides parse(String text) {
    return SettingsJson.overrides(text);
  }

  Choices over(Choices all) {
    return new Choices(
        dataPath.orElse(all.dataPath()),
        protection.over(all.protection()),
        reconnectAfterSleep.orElse(all.reconnectAfterSleep()),
        notifications.orElse(all.notifications()));
  }

  /** The same with another wish for the start. */
  public Overrides withConnectOnStart(boolean wanted) {
    return new Overrides(wanted, dataPath, protection, reconnectAfterSleep, notifications);
  }

  /** The same with another data path. */
  public Overrides withDataPath(Optional<DataPathChoice> wanted) {
    return new Overrides(connectOnStart, wanted, protection, reconnectAfterSleep, notifications);
  }

  /** The same with another protection. */
  public Overrides withProtection(OwnProtection wanted) {
    return new Overrides(connectOnStart, dataPath, wanted, reconnectAfterSleep, notifications);
  }

  /** The same with another wish for the time after sleep. */
  public Overrides withReconnectAfterSleep(Optional<Boolean> wanted) {
    return new Overrides(connectOnStart, dataPath, protection, wanted, notifications);
  }

  /** The same with another wish for notifications. */
  public Overrides withNotifications(Optional<Boolean> wanted) {
    return new Overrides(connectOnStart, dataPath, protection, reconnectAfterSleep, wanted);
  }
}
