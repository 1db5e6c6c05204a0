package org.culvert.app.ui.fx;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import org.culvert.app.ui.text.Tone;

/** Tells the style sheets about a tone. */
public final class ToneMark {
  private ToneMark() {}

  /** Gives a node the pseudo-class of a tone, for example {@code :good}, and no other tone's. */
  public static void set(Node node, Tone tone) {
    for (Tone each : Tone.values()) {
      node.pseudoClassStateChanged(pseudoClass(each), each == tone);
    }
  }

  private static PseudoClass pseudoClass(Tone tone) {
    return PseudoClass.getPseudoClass(tone.name().toLowerCase(Locale.ROOT));
  }
}
