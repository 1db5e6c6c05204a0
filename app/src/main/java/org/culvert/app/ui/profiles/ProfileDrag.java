package org.culvert.app.ui.profiles;

import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Lets a profile be dragged to the place of another in the list. */
final class ProfileDrag {
  private static final DataFormat FORMAT = format();
  private static final PseudoClass TARGET = PseudoClass.getPseudoClass("drop-target");

  private final ListCell<ProfileItem> cell;
  private final BiConsumer<ProfileItem, ProfileItem> moved;

  private ProfileDrag(ListCell<ProfileItem> cell, BiConsumer<ProfileItem, ProfileItem> moved) {
    this.cell = cell;
    this.moved = moved;
  }

  /**
   * @param moved takes the profile, and the one where it is to be
   */
  static void install(ListCell<ProfileItem> cell, BiConsumer<ProfileItem, ProfileItem> moved) {
    new ProfileDrag(cell, moved).install();
  }

  private static DataFormat format() {
    String type = "application/x-culvert-profile";
    return Optional.ofNullable(DataFormat.lookupMimeType(type))
        .orElseGet(() -> new DataFormat(type));
  }

  private void install() {
    cell.setOnDragDetected(
        event -> {
          if (cell.getItem() != null) {
            Dragboard board = cell.startDragAndDrop(TransferMode.MOVE);
            ClipboardContent content = new ClipboardContent();
            content.put(FORMAT, cell.getItem().name());
            board.setContent(content);
            board.setDragView(cell.snapshot(null, null));
            event.consume();
          }
        });
    cell.setOnDragOver(
        event -> {
          if (dragged(event).isPresent()) {
            event.acceptTransferModes(TransferMode.MOVE);
            cell.pseudoClassStateChanged(TARGET, true);
            event.consume();
          }
        });
    cell.setOnDragExited(_ -> cell.pseudoClassStateChanged(TARGET, false));
    cell.setOnDragDropped(
        event ->
            dragged(event)
                .ifPresent(
                    item -> {
                      moved.accept(item, cell.getItem());
                      event.setDropCompleted(true);
                      event.consume();
                    }));
  }

  private Optional<ProfileItem> dragged(DragEvent event) {
    Object name = event.getDragboard().getContent(FORMAT);
    return name == null || cell.getItem() == null
        ? Optional.empty()
        : cell.getListView().getItems().stream()
            .filter(item -> item.name().equals(name) && item != cell.getItem())
            .findFirst();
  }
}
