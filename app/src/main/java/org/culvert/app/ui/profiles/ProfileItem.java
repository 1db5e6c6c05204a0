package org.culvert.app.ui.profiles;

import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.culvert.core.api.SessionState;

/** A line of the list: a profile with the state of its session. */
public final class ProfileItem {
  private final StoredProfile profile;
  private final boolean stored;
  private final ReadOnlyObjectWrapper<SessionState> state =
      new ReadOnlyObjectWrapper<>(this, "state", SessionState.DISCONNECTED);

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

  /** The state of its session. */
  public ReadOnlyObjectProperty<SessionState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  void state(SessionState newState) {
    state.set(newState);
  }

  boolean matches(String query) {
    String wanted = query.strip().toLowerCase(Locale.ROOT);
    return profile.name().toLowerCase(Locale.ROOT).contains(wanted)
        || profile.server().toLowerCase(Locale.ROOT).contains(wanted);
  }
}
