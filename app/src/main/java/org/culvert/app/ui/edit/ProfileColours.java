package org.culvert.app.ui.edit;

import java.util.HashSet;
import java.util.Set;
import jfx.incubator.scene.control.richtext.SyntaxDecorator;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;
import jfx.incubator.scene.control.richtext.model.RichParagraph;

/** Gives the lines of a profile style classes, and underlines those with something wrong. */
final class ProfileColours implements SyntaxDecorator {
  private Colouring colouring = Colouring.NONE;
  private Set<Integer> wrong = Set.of();

  /** Lines to be underlined, from 0; returns whether these are others than before. */
  boolean wrong(Set<Integer> lines) {
    boolean changed = !wrong.equals(lines);
    wrong = new HashSet<>(lines);
    return changed;
  }

  @Override
  public void handleChange(
      CodeTextModel model,
      TextPos start,
      TextPos end,
      int charsTop,
      int linesAdded,
      int charsBottom) {
    // A tag that comes or goes may change all that follows, and a profile is short.
    colouring = Colouring.of(model.size(), model::getPlainText);
  }

  @Override
  public RichParagraph createRichParagraph(CodeTextModel model, int index) {
    String line = model.getPlainText(index);
    RichParagraph.Builder paragraph = RichParagraph.builder();
    int at = 0;
    for (Piece piece : colouring.pieces(index, line)) {
      if (piece.from() > at) {
        paragraph.addSegment(line.substring(at, piece.from()));
      }
      paragraph.addWithStyleNames(line.substring(piece.from(), piece.to()), piece.look().style());
      at = piece.to();
    }
    if (at < line.length()) {
      paragraph.addSegment(line.substring(at));
    }
    if (wrong.contains(index) && !line.isBlank()) {
      int from = line.length() - line.stripLeading().length();
      paragraph.addWavyUnderline(from, line.strip().length(), "code-wrong");
    }
    return paragraph.build();
  }
}
