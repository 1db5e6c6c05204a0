package org.culvert.app.ui.totals;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.culvert.app.ui.text.Texts;

/** The desktop's own dialog, for a CSV file. */
final class CsvSaveDialog implements SaveDialog {
  @Override
  public Optional<Path> ask(Window owner, String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.of("totals.export"));
    chooser.setInitialFileName(name);
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(Texts.of("totals.export.files"), "*.csv"));
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
  }
}
