package org.culvert.app.ui.profiles;

import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.culvert.app.state.Standing;

/** A line of the list: a profile with the state of its session. */
public final class ProfileItem {
  private final StoredProfile profile;
  private final boolean stored;
  private final ReadOnlyObjectWrapper<Standing> standing =
      new ReadOnlyObjectWrapper<>(this, "standing", Standing.NONE);

  ProfileItem(StoredProfile profile, boolean stored) {
    this.profile = profile;
    this.stored = stored;
  }

  /** The profile. */
  public StoredProfile profile() {
    return profile;
  }

  /** Its name. */
  public String name() {
    return profile.name();
  }

  /** False for a session that was started elsewhere with a profile that is not in the list. */
  public boolean stored() {
    return stored;
  }

  /** How its session stands. */
  public ReadOnlyObjectProperty<Standing> standingProperty() {
    return standing.getReadOnlyProperty();
  }

  void standing(Standing now) {
    standing.set(now);
  }

  boolean matches(String query) {
    String wanted = query.strip().toLowerCase(Locale.ROOT);
    return profile.name().toLowerCase(Locale.ROOT).contains(wanted)
        || profile.server().toLowerCase(Locale.ROOT).contains(wanted);
  }
}
