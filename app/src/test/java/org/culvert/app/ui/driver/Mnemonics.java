package org.culvert.app.ui.driver;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;

/** What Alt and a letter lead to in a whole window. Belongs to the JavaFX thread. */
final class Mnemonics {
  private static final String SHEET = "sheet";

  private Mnemonics() {}

  /** Keys that lead to more than one of the controls that can be reached. */
  static List<String> doubles(Scene scene) {
    Predicate<Node> reached = reached(scene);
    return scene.getMnemonics().entrySet().stream()
        .filter(key -> key.getValue().stream().filter(it -> reached.test(it.getNode())).count() > 1)
        .map(key -> key.getKey().getName())
        .toList();
  }

  /** What lies under a sheet is not. */
  private static Predicate<Node> reached(Scene scene) {
    boolean covered =
        scene.getRoot().lookupAll("." + SHEET).stream().anyMatch(WindowDriver::reallyVisible);
    return node -> WindowDriver.reallyVisible(node) && (!covered || isInSheet(node));
  }

  private static boolean isInSheet(Node node) {
    return Stream.iterate(node, Objects::nonNull, Node::getParent)
        .anyMatch(at -> at.getStyleClass().contains(SHEET));
  }
}
