package org.culvert.app.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.culvert.app.instance.Visit;
import org.culvert.app.profiles.WebPlace;
import org.culvert.app.ui.dialogs.AddressSheet;
import org.culvert.app.ui.dialogs.DropOverlay;
import org.culvert.app.ui.dialogs.ImportSheet;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** Every way for a profile into the window, and the one out of it. */
final class ImportDesk {
  private final Node shell;
  private final ShellViewModel model;
  private final ImportSheet review;
  private final AddressSheet address;
  private final DropOverlay drop = new DropOverlay();
  private FileDialogs dialogs = new DesktopFileDialogs();

  ImportDesk(Node shell, ShellViewModel model) {
    this.shell = shell;
    this.model = model;
    review = new ImportSheet(model.imports());
    address = new AddressSheet(model.imports());
    drop.watch(
        shell,
        new DropOverlay.Taker() {
          @Override
          public void files(List<Path> files) {
            model.imports().lookAt(new Visit(files));
          }

          @Override
          public void address(String text) {
            model.imports().lookAt(new Visit(List.of(), Optional.of(text.strip())));
          }
        });
  }

  /** Asks another way, as tests do: the desktop's dialogs are not ours. */
  void askWith(FileDialogs other) {
    dialogs = other;
  }

  List<Node> sheets() {
    return List.of(address, review);
  }

  Node overlay() {
    return drop;
  }

  /** Whether one of the sheets has to be answered. */
  boolean open() {
    return review.isVisible() || address.isVisible();
  }

  /** Whether one of them has something to show, and lets another sheet go first. */
  ObservableValue<Boolean> waits() {
    return review.waits().flatMap(now -> now ? new SimpleBooleanProperty(true) : address.waits());
  }

  /** The ways that can be chosen from a menu. */
  List<MenuItem> items() {
    return List.of(
        item("files", KeyCode.O, this::chooseFiles),
        item("folder", null, this::chooseFolder),
        item("address", null, () -> model.imports().talkAbout("")),
        item("paste", KeyCode.V, this::paste));
  }

  private static MenuItem item(String what, @Nullable KeyCode key, Runnable action) {
    MenuItem item = new MenuItem(Texts.of("profiles.import." + what));
    item.setId("import-from-" + what);
    if (key != null) {
      item.setAccelerator(new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN));
    }
    item.setOnAction(_ -> action.run());
    return item;
  }

  /** Lets the user choose files, and shows what is in them. */
  void chooseFiles() {
    List<Path> files = dialogs.profiles(shell.getScene().getWindow());
    if (!files.isEmpty()) {
      model.imports().lookAtFiles(files);
    }
  }

  private void chooseFolder() {
    dialogs
        .folder(shell.getScene().getWindow())
        .ifPresent(folder -> model.imports().lookAtFiles(List.of(folder)));
  }

  /** Shows what the clipboard has: files, an address, or the text of a profile. */
  void paste() {
    Clipboard clipboard = Clipboard.getSystemClipboard();
    String text = Optional.ofNullable(clipboard.getString()).orElse("");
    if (clipboard.hasFiles() && !clipboard.getFiles().isEmpty()) {
      model.imports().lookAtFiles(clipboard.getFiles().stream().map(File::toPath).toList());
    } else if (WebPlace.isMeant(text)) {
      model.imports().talkAbout(text.strip());
    } else if (looksLikeProfile(text)) {
      model.imports().lookAtText(text);
    } else {
      model.profiles().say(Texts.of("import.paste.nothing"));
    }
  }

  private static boolean looksLikeProfile(String text) {
    return text.lines()
        .map(String::strip)
        .anyMatch(line -> line.equals("client") || line.startsWith("remote "));
  }

  /** Asks where to, and writes the profile there. */
  void export(ProfileItem item) {
    dialogs
        .save(shell.getScene().getWindow(), model.manage().fileName(item))
        .ifPresent(file -> model.manage().export(item, file));
  }
}
