package org.culvert.app.ui.connect;

import java.util.Optional;

/**
 * What the sheet of a question says about the keyring.
 *
 * @param offered whether the answer can be saved
 * @param note why it cannot, where one would expect it; empty otherwise
 * @param kept what is saved already
 * @param username that goes with it
 */
public record Saving(boolean offered, String note, Kept kept, Optional<String> username) {
  /** The keyring has nothing to do with the question. */
  public static final Saving NONE = new Saving(false, "", Kept.NOTHING, Optional.empty());

  /** What is in the keyring for a question that is asked all the same. */
  public enum Kept {
    NOTHING,
    /** Good for what the user leaves empty. */
    USABLE,
    /** It was tried, and is wrong. */
    REFUSED,
    /** It is wrong, as the user was told before. */
    OUTDATED
  }
}
