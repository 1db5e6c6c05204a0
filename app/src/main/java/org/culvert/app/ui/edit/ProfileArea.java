package org.culvert.app.ui.edit;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.input.KeyCode;
import jfx.incubator.scene.control.input.KeyBinding;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.LineEnding;
import jfx.incubator.scene.control.richtext.RichTextArea;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;
import org.culvert.core.profile.Finding;

/**
 * Where the text of a profile is written. JavaFX's own control for code; its module is an
 * incubator, which costs a line on the error output when the first of them is made.
 */
public final class ProfileArea extends CodeArea {
  private final Consumer<String> changed;
  private final ProfileColours colours = new ProfileColours();

  /**
   * An empty area.
   *
   * @param changed hears of the whole text after each change
   */
  public ProfileArea(Consumer<String> changed) {
    this.changed = changed;
    setModel(paper(""));
    setLineNumbersEnabled(true);
    setHighlightCurrentParagraph(true);
    getInputMap().registerKey(KeyBinding.shortcut(KeyCode.Y), RichTextArea.Tag.REDO);
  }

  /**
   * Shows another text, unless it is there already. What was done before can neither be undone nor
   * made again: it may have been about keys.
   */
  public void show(String text) {
    if (!text.equals(getText())) {
      setModel(paper(text));
      select(TextPos.ZERO);
    }
  }

  /** A new one each time: JavaFX 26 goes on to redo what it was told to clear. */
  private CodeTextModel paper(String text) {
    CodeTextModel paper = new CodeTextModel();
    paper.setLineEnding(LineEnding.LF);
    paper.setUndoRedoEnabled(false);
    paper.replace(null, TextPos.ZERO, TextPos.ZERO, text);
    paper.setUndoRedoEnabled(true);
    paper.setDecorator(colours);
    paper.addListener(
        change -> {
          if (change.isEdit()) {
            changed.accept(getText());
          }
        });
    return paper;
  }

  /** Underlines the lines that have errors, and no others. */
  public void mark(List<Finding> findings) {
    Set<Integer> lines =
        findings.stream()
            .filter(finding -> finding.severity() == Finding.Severity.ERROR)
            .map(finding -> finding.line() - 1)
            .collect(Collectors.toSet());
    if (colours.wrong(lines)) {
      getModel().fireStyleChangeEvent(TextPos.ZERO, getDocumentEnd());
    }
  }

  /** Selects a line, from 1, and lets its reader go on from there. */
  public void goTo(int line) {
    int index = Math.clamp(line - 1, 0, getParagraphCount() - 1);
    select(TextPos.ofLeading(index, 0), getParagraphEnd(index));
    requestFocus();
  }
}
