package org.culvert.app.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.culvert.app.ui.text.Texts;

/** The desktop's own dialogs. */
final class DesktopFileDialogs implements FileDialogs {
  @Override
  public List<Path> profiles(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.of("profiles.import.dialog"));
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(
                Texts.of("profiles.import.filter"), "*.ovpn", "*.conf", "*.zip", "*.OVPN", "*.ZIP"),
            new FileChooser.ExtensionFilter(Texts.of("profiles.import.all"), "*"));
    List<File> files = chooser.showOpenMultipleDialog(owner);
    return files == null ? List.of() : files.stream().map(File::toPath).toList();
  }

  @Override
  public Optional<Path> folder(Window owner) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(Texts.of("profiles.import.dialog"));
    return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
  }

  @Override
  public Optional<Path> save(Window owner, String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.of("profiles.export.dialog"));
    chooser.setInitialFileName(name);
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(Texts.of("profiles.import.filter"), "*.ovpn"));
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
  }
}
