package org.culvert.app.ui.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.IntegerBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.culvert.app.files.IoReason;
import org.culvert.app.instance.Visit;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.Secret;
import org.jspecify.annotations.Nullable;

/**
 * From files, texts and addresses to profiles that their user has seen and wanted. Everything but
 * the reading and storing belongs to the JavaFX thread.
 */
public final class ImportViewModel {
  private final ImportShelf shelf;
  private final Supplier<Optional<Diagnosis>> askKernel;
  private final Supplier<DataPathChoice> pathChosen;
  private final Executor background;
  private final Executor foreground;
  private final BiConsumer<List<String>, String> imported;

  private final ObservableList<ImportRow> rows =
      FXCollections.observableArrayList(row -> new Observable[] {row.nameProperty()});
  private final BooleanProperty replacing = new SimpleBooleanProperty(this, "replacing", false);
  private final ReadOnlyObjectWrapper<Optional<Diagnosis>> kernel =
      new ReadOnlyObjectWrapper<>(this, "kernel", Optional.empty());
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
  private final ReadOnlyObjectWrapper<@Nullable AddressStep> address =
      new ReadOnlyObjectWrapper<>(this, "address", null);
  private final IntegerBinding importable =
      Bindings.createIntegerBinding(
          () -> (int) rows.stream().filter(ImportRow::importable).count(), rows);
  private Optional<Inspection.Found> found = Optional.empty();
  private Optional<ImportSource.Login> asked = Optional.empty();
  private int reading;

  /** Whether something is being read that will be shown. */
  private boolean looking;

  /** What further starts of Culvert bring, and further drops. */
  private final Queue<Visit> visits = new ArrayDeque<>();

  /** Grows with each change of what is found. */
  private int shown;

  /** Which of them is being stored: it is asked for once, and keeps its secrets until then. */
  private OptionalInt storing = OptionalInt.empty();

  /**
   * @param askKernel what the helper finds of this computer's kernel as a data path; blocks until
   *     it has answered, and is empty where it does not
   * @param pathChosen the data path that a new profile is to have
   * @param background runs what blocks
   * @param foreground the JavaFX thread
   * @param imported takes the names of what was imported, and a sentence about it
   */
  public ImportViewModel(
      ImportShelf shelf,
      Supplier<Optional<Diagnosis>> askKernel,
      Supplier<DataPathChoice> pathChosen,
      Executor background,
      Executor foreground,
      BiConsumer<List<String>, String> imported) {
    this.shelf = shelf;
    this.askKernel = askKernel;
    this.pathChosen = pathChosen;
    this.background = background;
    this.foreground = foreground;
    this.imported = imported;
  }

  /** The profiles that wait for their user's word; empty when there are none. */
  public ObservableList<ImportRow> rows() {
    return rows;
  }

  /** Whether profiles take the places of those of their names; otherwise both are kept. */
  public BooleanProperty replacingProperty() {
    return replacing;
  }

  /** What the helper finds of the kernel as a data path; nothing until it has said that. */
  public ReadOnlyObjectProperty<Optional<Diagnosis>> kernelProperty() {
    return kernel.getReadOnlyProperty();
  }

  /** The data path that the user chose for what is imported now. */
  public DataPathChoice pathChosen() {
    return pathChosen.get();
  }

  /** How many would be imported now. */
  public IntegerBinding importable() {
    return importable;
  }

  /** Why the last try to import them changed nothing; empty without one. */
  public ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** The address that is talked about, if there is one. */
  public ReadOnlyObjectProperty<@Nullable AddressStep> addressProperty() {
    return address.getReadOnlyProperty();
  }

  /**
   * Looks at what a start of Culvert or a drop brings, if it brings anything: after what the user
   * is looking at, which may have new names already.
   */
  public void lookAt(Visit visit) {
    if (visit.files().isEmpty() && visit.address().isEmpty()) {
      return;
    }
    if (looking || !rows.isEmpty() || address.get() != null) {
      visits.add(visit);
      return;
    }
    if (!visit.files().isEmpty()) {
      lookAtFiles(visit.files());
    }
    visit.address().ifPresent(this::talkAbout);
  }

  /** Looks at profiles, archives and folders. */
  public void lookAtFiles(List<Path> files) {
    List<ImportSource> sources = new ArrayList<>();
    files.forEach(file -> sources.add(new ImportSource.File(file)));
    look(sources, String.valueOf(files.getFirst().getFileName()), _ -> {});
  }

  /** Looks at the text of a profile. */
  public void lookAtText(String text) {
    look(List.of(new ImportSource.Text(text)), Texts.of("import.pasted"), _ -> {});
  }

  /** Begins to talk about an address; nothing is asked of its server yet. */
  public void talkAbout(String newAddress) {
    asked = Optional.empty();
    address.set(AddressStep.of(newAddress));
  }

  /** Asks the server at the address for the profile. */
  public void ask(String newAddress, Optional<ImportSource.Login> login) {
    // The password is wiped by whoever reads; name and kind are needed again for a second step.
    asked = login;
    address.set(AddressStep.of(newAddress).asking());
    look(
        List.of(new ImportSource.Web(newAddress, login)),
        newAddress,
        inspection -> answered(newAddress, inspection));
  }

  /** Gives the response to the second step; it is wiped. */
  public void respond(Secret response) {
    AddressStep step = address.get();
    if (step == null || step.challenge().isEmpty()) {
      response.wipe();
      return;
    }
    Secret password = step.challenge().get().password().apply(response);
    ask(
        step.address(),
        asked.map(it -> new ImportSource.Login(it.username(), password, it.autologin())));
  }

  private void answered(String newAddress, Inspection inspection) {
    switch (inspection) {
      case Inspection.Found _ -> address.set(null);
      case Inspection.Refused(Defect why) ->
          address.set(new AddressStep(newAddress, false, Optional.of(why), Optional.empty()));
      case Inspection.Challenge challenge ->
          address.set(new AddressStep(newAddress, false, Optional.empty(), Optional.of(challenge)));
    }
  }

  /** Imports what can be. */
  public void accept() {
    if (found.isEmpty() || importable.get() == 0 || storing.isPresent()) {
      return;
    }
    Inspection.Found these = found.get();
    int mine = shown;
    storing = OptionalInt.of(mine);
    List<Inspection.Wanted> wanted =
        rows.stream()
            .filter(ImportRow::importable)
            .map(row -> new Inspection.Wanted(row.index(), row.nameProperty().get().strip()))
            .toList();
    boolean inTheirPlaces = replacing.get();
    background.execute(
        () -> {
          try {
            List<String> names = these.store(wanted, inTheirPlaces);
            foreground.execute(
                () -> {
                  stored(these, mine);
                  if (mine == shown) {
                    cancel();
                  }
                  imported.accept(names, summary(names));
                });
          } catch (IOException e) {
            String why = Texts.of("import.failed", String.valueOf(e.getMessage()));
            foreground.execute(
                () -> {
                  stored(these, mine);
                  failure.set(why);
                });
          }
        });
  }

  /** Nobody needs their secrets any more, unless they are shown to be tried again. */
  private void stored(Inspection.Found these, int which) {
    storing = OptionalInt.empty();
    if (which != shown) {
      these.forget();
    }
  }

  private void forget() {
    if (!storing.equals(OptionalInt.of(shown))) {
      found.ifPresent(Inspection.Found::forget);
    }
    found = Optional.empty();
    kernel.set(Optional.empty());
    shown++;
  }

  private static String summary(List<String> names) {
    return names.size() == 1
        ? Texts.of("profiles.imported.one", names.getFirst())
        : Texts.of("profiles.imported.many", names.size());
  }

  /** Forgets the profiles and the address: nothing is imported. */
  public void cancel() {
    reading++;
    forget();
    asked = Optional.empty();
    address.set(null);
    failure.set("");
    replacing.set(false);
    rows.clear();
    looking = false;
    Optional.ofNullable(visits.poll()).ifPresent(this::lookAt);
  }

  private void look(List<ImportSource> sources, String what, Consumer<Inspection> seen) {
    int mine = ++reading;
    looking = true;
    background.execute(
        () -> {
          Inspection inspection = inspect(sources, what);
          foreground.execute(
              () -> {
                if (mine == reading) {
                  looking = false;
                  seen.accept(inspection);
                  show(inspection);
                } else if (inspection instanceof Inspection.Found late) {
                  late.forget();
                }
              });
        });
  }

  private Inspection inspect(List<ImportSource> sources, String what) {
    try {
      return shelf.inspect(sources);
    } catch (IOException e) {
      return new Inspection.Refused(
          new Defect(
              what,
              Texts.of("profiles.unreadable", IoReason.localWithFile(e)),
              Texts.of("profiles.unreadable.hint")));
    }
  }

  private void show(Inspection inspection) {
    switch (inspection) {
      case Inspection.Found these -> show(these);
      case Inspection.Refused(Defect why) when address.get() == null ->
          rows.setAll(
              new ImportRow(0, new ImportPreview.Bad(why.where(), List.of(why)), _ -> false));
      case Inspection.Refused _, Inspection.Challenge _ -> {}
    }
  }

  private void show(Inspection.Found these) {
    forget();
    found = Optional.of(these);
    failure.set("");
    replacing.set(false);
    List<ImportRow> wanted = new ArrayList<>();
    for (ImportPreview preview : these.previews()) {
      wanted.add(new ImportRow(wanted.size(), preview, these::isTaken));
    }
    rows.setAll(wanted);
    if (pathChosen() != DataPathChoice.USERSPACE
        && these.previews().stream().anyMatch(ImportViewModel::dependsOnKernel)) {
      lookAtKernel();
    }
  }

  private static boolean dependsOnKernel(ImportPreview preview) {
    return preview instanceof ImportPreview.Good good && good.path().dependsOnKernel();
  }

  /** The helper may take its time, or never answer: the profiles are shown meanwhile. */
  private void lookAtKernel() {
    int mine = shown;
    background.execute(
        () -> {
          Optional<Diagnosis> told = askKernel.get();
          foreground.execute(
              () -> {
                if (mine == shown) {
                  kernel.set(told);
                }
              });
        });
  }
}
