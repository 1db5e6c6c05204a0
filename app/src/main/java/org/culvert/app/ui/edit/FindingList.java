package org.culvert.app.ui.edit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.profile.Finding;

/** What is the matter with a text, line by line; hidden while nothing is. */
public final class FindingList extends ListView<Finding> {
  /**
   * An empty list.
   *
   * @param chosen hears of a finding that was clicked at, or on which Enter was pressed
   */
  public FindingList(Consumer<Finding> chosen) {
    setId("edit-findings");
    getStyleClass().add("finding-list");
    setAccessibleText(Texts.of("edit.findings"));
    setCellFactory(_ -> new FindingCell(chosen));
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            event.consume();
            Optional.ofNullable(getSelectionModel().getSelectedItem()).ifPresent(chosen);
          }
        });
    show(List.of());
  }

  /** Shows findings; nothing moves when they are the same as before. */
  public void show(List<Finding> findings) {
    if (!getItems().equals(findings)) {
      getItems().setAll(findings);
    }
    setVisible(!findings.isEmpty());
    setManaged(!findings.isEmpty());
  }
}
