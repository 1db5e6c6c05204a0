package org.culvert.app.ui.profiles;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.ui.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the keyring has for the profiles, and the way to forget it: also for a profile that has come
 * to want it forgotten, and saves nothing any more. Belongs to the JavaFX thread.
 */
public final class SavedSecrets {
  private static final Logger LOG = LoggerFactory.getLogger(SavedSecrets.class);

  private final Keyring keyring;
  private final Executor background;
  private final Executor foreground;
  private final Consumer<String> say;
  private final ReadOnlyBooleanWrapper saved = new ReadOnlyBooleanWrapper(this, "saved", false);
  private final Set<String> wentWith = new HashSet<>();
  private String looked = "";

  SavedSecrets(Keyring keyring, Executor background, Executor foreground, Consumer<String> say) {
    this.keyring = keyring;
    this.background = background;
    this.foreground = foreground;
    this.say = say;
  }

  /** Whether there is anything of the profile that was {@link #look looked} for last. */
  public ReadOnlyBooleanProperty savedProperty() {
    return saved.getReadOnlyProperty();
  }

  /** Looks whether there is anything; until that is known there is nothing. */
  public void look(ProfileItem item) {
    looked = item.name();
    saved.set(false);
    background.execute(
        () -> {
          boolean holds = holds(item.profile().id());
          foreground.execute(
              () -> {
                if (looked.equals(item.name())) {
                  saved.set(holds);
                }
              });
        });
  }

  private boolean holds(String id) {
    try {
      return !id.isEmpty() && keyring.holds(id);
    } catch (KeyringException e) {
      LOG.debug("It cannot be told whether there is a saved login", e);
      return false;
    }
  }

  /** Forgets what is saved for a profile. */
  public void forget(ProfileItem item) {
    background.execute(
        () -> {
          String said = forgotten(item.profile());
          foreground.execute(() -> say.accept(said));
        });
  }

  private String forgotten(StoredProfile profile) {
    try {
      boolean was = !profile.id().isEmpty() && keyring.forget(profile.id());
      return Texts.of(was ? "keyring.forgotten" : "keyring.nothing", profile.name());
    } catch (KeyringException e) {
      return still(profile.name(), e);
    }
  }

  /** A profile was removed, and its secrets go with it: who takes the removal back is told so. */
  void removed(StoredProfile profile, ProfileShelf.Undo undo) {
    wentWith.remove(profile.id());
    background.execute(
        () -> {
          try {
            if (keyring.forget(profile.id())) {
              foreground.execute(() -> wentWith.add(profile.id()));
              undo.loginForgotten();
            }
          } catch (KeyringException e) {
            LOG.debug("The keyring does not forget", e);
            if (!e.trouble().isAbsence()) {
              foreground.execute(() -> say.accept(still(profile.name(), e)));
            }
          } catch (IOException e) {
            LOG.warn("It is not kept that a saved login was forgotten", e);
          }
        });
  }

  /** The profile with this id has made way for one that leads elsewhere. */
  void replaced(String id) {
    background.execute(
        () -> {
          try {
            keyring.forget(id);
          } catch (KeyringException e) {
            LOG.debug("The keyring does not forget what nothing asks for any more", e);
          }
        });
  }

  /** Whether secrets were forgotten together with a profile. */
  boolean wentWith(StoredProfile profile) {
    return wentWith.contains(profile.id());
  }

  private static String still(String name, KeyringException why) {
    return Texts.of("keyring.still", name, Texts.of(why.trouble()));
  }
}
