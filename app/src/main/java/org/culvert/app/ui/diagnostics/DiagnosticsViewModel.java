package org.culvert.app.ui.diagnostics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.culvert.app.diagnostics.Diagnostics;
import org.culvert.app.files.IoReason;
import org.culvert.app.files.PrivateFiles;
import org.culvert.app.ui.profiles.ProfileShelf;
import org.culvert.app.ui.text.Texts;

/** Diagnostics of the shown profile. Belongs to the JavaFX thread. */
public final class DiagnosticsViewModel {
  private final Diagnostics diagnostics;
  private final ProfileShelf shelf;
  private final Executor background;
  private final Executor foreground;
  private final Consumer<String> say;
  private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper(this, "asking", false);
  private final BooleanProperty withoutNames =
      new SimpleBooleanProperty(this, "withoutNames", false);
  private final ReadOnlyObjectWrapper<MachineLook> machine =
      new ReadOnlyObjectWrapper<>(this, "machine", new MachineLook.Away());
  private String profile = "";

  /**
   * Shows no profile at first.
   *
   * @param background runs what blocks
   * @param foreground the JavaFX thread
   * @param say shows a message for a while
   */
  public DiagnosticsViewModel(
      Diagnostics diagnostics,
      ProfileShelf shelf,
      Executor background,
      Executor foreground,
      Consumer<String> say) {
    this.diagnostics = diagnostics;
    this.shelf = shelf;
    this.background = background;
    this.foreground = foreground;
    this.say = say;
  }

  /** Shows another profile. */
  public void show(String name) {
    profile = name;
  }

  /** Whether the user is told what is in the file, and asked whether it is wanted. */
  public ReadOnlyBooleanProperty askingProperty() {
    return asking.getReadOnlyProperty();
  }

  /** Whether names of hosts and users stay out, too. */
  public BooleanProperty withoutNamesProperty() {
    return withoutNames;
  }

  /** The user wants diagnostics. */
  public void ask() {
    asking.set(true);
  }

  /** The user does not, or is done. */
  public void leave() {
    asking.set(false);
  }

  /** The name that the file has unless the user wants another. */
  public String fileName() {
    return diagnostics.fileName();
  }

  /** What the user is told of this computer. */
  public ReadOnlyObjectProperty<MachineLook> machineProperty() {
    return machine.getReadOnlyProperty();
  }

  /** The user wants to know what is wrong with this computer. */
  public void lookAtMachine() {
    MachineLook underWay = new MachineLook.UnderWay();
    machine.set(underWay);
    background.execute(
        () -> {
          MachineLook found = new MachineLook.Found(diagnostics.findings());
          foreground.execute(
              () -> {
                if (machine.get().equals(underWay)) {
                  machine.set(found);
                }
              });
        });
  }

  /** The user does not any more, or knows. */
  public void leaveMachine() {
    machine.set(new MachineLook.Away());
  }

  /** Gathers and writes the file, which only the user can read. */
  public void save(Path file) {
    leave();
    String session = profile;
    boolean hidden = withoutNames.get();
    String name = String.valueOf(file.getFileName());
    background.execute(
        () -> {
          String outcome;
          try {
            PrivateFiles.write(file, diagnostics.zip(List.of(subject(session)), hidden));
            outcome = Texts.of("diagnostics.saved", name);
          } catch (IOException e) {
            outcome = Texts.of("diagnostics.not-saved", name, IoReason.local(e));
          }
          String said = outcome;
          foreground.execute(() -> say.accept(said));
        });
  }

  /** A session may be another's: its profile is not here then. */
  private Diagnostics.Subject subject(String session) {
    return Diagnostics.Subject.of(
        session,
        () -> kept(session) ? Optional.of(shelf.text(session)) : Optional.empty(),
        () -> kept(session) ? Optional.of(shelf.known(session)) : Optional.empty());
  }

  private boolean kept(String name) throws IOException {
    return shelf.list().stream().anyMatch(profile -> profile.name().equals(name));
  }
}
