package org.culvert.app.ui.edit;

import org.culvert.app.ui.text.Texts;

/**
 * Why a text was not stored.
 *
 * @param what one sentence; empty where nothing is the matter
 * @param advice what to do; may be empty
 * @param changed whether another program was faster
 */
public record EditTrouble(String what, String advice, boolean changed) {
  static final EditTrouble NONE = new EditTrouble("", "", false);

  static EditTrouble changedMeanwhile(String name) {
    return new EditTrouble(Texts.of("edit.changed", name), Texts.of("edit.changed.text"), true);
  }

  static EditTrouble failed(String reason) {
    return new EditTrouble(Texts.of("edit.failed", reason), Texts.of("edit.failed.text"), false);
  }
}
