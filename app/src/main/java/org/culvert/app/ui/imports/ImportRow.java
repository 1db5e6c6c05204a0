package org.culvert.app.ui.imports;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.culvert.app.ui.text.Texts;

/** A profile in the sheet, with the name that its user gives it. Belongs to the JavaFX thread. */
public final class ImportRow {
  private final int index;
  private final ImportPreview preview;
  private final Predicate<String> taken;
  private final StringProperty name = new SimpleStringProperty(this, "name", "");

  /** How it stands with a profile. */
  public enum Status {
    /** It cannot be imported. */
    BAD,
    /** It is there already, with the same content. */
    SAME,
    /** A different profile has its name. */
    TAKEN,
    /** Its user should know something. */
    WARNED,
    FINE
  }

  /**
   * @param index its place among those that were found
   * @param taken whether a profile that is there has a name
   */
  ImportRow(int index, ImportPreview preview, Predicate<String> taken) {
    this.index = index;
    this.preview = preview;
    this.taken = taken;
    if (preview instanceof ImportPreview.Good good) {
      name.set(good.name());
    }
  }

  int index() {
    return index;
  }

  /** What is known of it. */
  public ImportPreview preview() {
    return preview;
  }

  /** The name that it is imported under. */
  public StringProperty nameProperty() {
    return name;
  }

  /** How it stands with it now. */
  public Status status() {
    return switch (preview) {
      case ImportPreview.Bad _ -> Status.BAD;
      case ImportPreview.Good good when good.same().isPresent() -> Status.SAME;
      case ImportPreview.Good _ when isTaken() -> Status.TAKEN;
      case ImportPreview.Good good when !good.warnings().isEmpty() -> Status.WARNED;
      case ImportPreview.Good _ -> Status.FINE;
    };
  }

  /** Whether something is to be done with it. */
  public boolean importable() {
    return status().compareTo(Status.SAME) > 0 && !name.get().isBlank();
  }

  private boolean isTaken() {
    return taken.test(name.get());
  }

  /** One line about how it stands. */
  public String statusText() {
    return switch (preview) {
      case ImportPreview.Bad bad -> bad.defects().getFirst().what();
      case ImportPreview.Good good ->
          switch (status()) {
            case SAME -> Texts.of("import.same.short");
            case TAKEN -> Texts.of("import.taken.short");
            case WARNED -> Texts.of("import.warned.short", good.warnings().size());
            case BAD, FINE -> server(good).orElse("");
          };
    };
  }

  private static Optional<String> server(ImportPreview.Good good) {
    return good.servers().stream().findFirst();
  }

  /** What is wrong with it, or worth knowing. */
  public List<Defect> defects() {
    return switch (preview) {
      case ImportPreview.Bad bad -> bad.defects();
      case ImportPreview.Good good -> good.warnings();
    };
  }
}
