package org.culvert.app.ui.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import org.culvert.app.ui.text.Mnemonic;

/** What is shown in a sheet and has a name: buttons, boxes, and fields that a label belongs to. */
record Named(List<Labeled> names) {
  static Named in(Node sheet) {
    List<Labeled> names = new ArrayList<>();
    collect(sheet, names);
    return new Named(names);
  }

  private static void collect(Node node, List<Labeled> names) {
    if (!node.isVisible()) {
      return;
    }
    if (node instanceof Labeled labeled && !String.valueOf(labeled.getText()).isBlank()) {
      names.add(labeled);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, names));
    }
  }

  List<String> withoutMnemonic() {
    return names.stream()
        .filter(Named::leadsSomewhere)
        .filter(it -> !it.isMnemonicParsing() || Mnemonic.of(it.getText()).isEmpty())
        .map(it -> it.getText())
        .toList();
  }

  List<String> doubleMnemonics() {
    Map<String, Long> letters =
        parsed().stream()
            .flatMap(text -> Mnemonic.of(text).stream())
            .collect(Collectors.groupingBy(letter -> letter, Collectors.counting()));
    return letters.entrySet().stream()
        .filter(letter -> letter.getValue() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  List<String> parsed() {
    return names.stream().filter(Labeled::isMnemonicParsing).map(Labeled::getText).toList();
  }

  private static boolean leadsSomewhere(Labeled labeled) {
    return labeled instanceof Label label
        ? label.getLabelFor() != null
        : labeled instanceof ButtonBase && !(labeled instanceof Hyperlink);
  }
}
