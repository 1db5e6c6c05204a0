package org.culvert.app.ui.fx;

import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.culvert.app.look.Look;
import org.culvert.app.settings.Appearance;

/**
 * Gives the window its looks: AtlantaFX below, our structure and one of two token files above. The
 * build translates all of them into JavaFX's binary form.
 */
public final class Theme {
  private final ObservableList<String> sheets = FXCollections.observableArrayList();
  private final ObjectProperty<Appearance> appearance =
      new SimpleObjectProperty<>(this, "appearance", Appearance.SYSTEM);
  private final ObjectProperty<Look> desktop =
      new SimpleObjectProperty<>(this, "desktop", Look.UNSAID);
  private final ReadOnlyBooleanWrapper calm = new ReadOnlyBooleanWrapper(this, "calm", false);

  /**
   * A theme for the program's window. To be made before the first control is: JavaFX would read its
   * own style sheet for that one, and never use it.
   */
  public Theme(Appearance initial) {
    appearance.set(initial);
    appearance.subscribe(this::apply);
    Platform.getPreferences().colorSchemeProperty().subscribe(this::apply);
    Platform.getPreferences().reducedMotionProperty().subscribe(this::apply);
    desktop.subscribe(this::apply);
    apply();
  }

  /** Gives a scene these looks from now on. */
  public void dress(Scene scene) {
    if (Font.getFamilies().contains("Inter")) {
      scene.getRoot().getStyleClass().add("inter");
    }
    Bindings.bindContent(scene.getStylesheets(), sheets);
  }

  /** What the user wants. */
  public ObjectProperty<Appearance> appearanceProperty() {
    return appearance;
  }

  /** What the desktop says; where it says nothing, the toolkit guesses. */
  public ObjectProperty<Look> desktopProperty() {
    return desktop;
  }

  /** Whether the user wants that nothing moves without need. */
  public ReadOnlyBooleanProperty calmProperty() {
    return calm.getReadOnlyProperty();
  }

  private void apply() {
    calm.set(desktop.get().calm().orElseGet(Platform.getPreferences()::isReducedMotion));
    choose(isDark());
  }

  private boolean isDark() {
    return switch (appearance.get()) {
      case SYSTEM ->
          desktop
              .get()
              .dark()
              .orElseGet(() -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK);
      case LIGHT -> false;
      case DARK -> true;
    };
  }

  private void choose(boolean dark) {
    Application.setUserAgentStylesheet(sheet(dark ? "primer-dark.bss" : "primer-light.bss"));
    List<String> chosen = sheets(dark, Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW));
    if (!sheets.equals(chosen)) { // or the whole window is dressed once more
      sheets.setAll(chosen);
    }
  }

  /**
   * Those above AtlantaFX.
   *
   * @param seenThrough whether what pops up may have round corners and a shadow
   */
  static List<String> sheets(boolean dark, boolean seenThrough) {
    return Stream.of(dark ? "dark.css" : "light.css", "culvert.css", "opaque.css")
        .limit(seenThrough ? 2 : 3)
        .map(Theme::sheet)
        .toList();
  }

  private static String sheet(String name) {
    URL url = Theme.class.getResource(name);
    if (url == null) {
      throw new IllegalStateException("no style sheet " + name);
    }
    return url.toExternalForm();
  }
}
