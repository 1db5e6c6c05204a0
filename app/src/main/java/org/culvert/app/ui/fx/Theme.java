package org.culvert.app.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.List;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.culvert.app.look.Look;
import org.culvert.app.settings.Appearance;

/** Gives a scene its looks: AtlantaFX below, our structure and one of two token files above. */
public final class Theme {
  private final Scene scene;
  private final ObjectProperty<Appearance> appearance =
      new SimpleObjectProperty<>(this, "appearance", Appearance.SYSTEM);
  private final ObjectProperty<Look> desktop =
      new SimpleObjectProperty<>(this, "desktop", Look.UNSAID);
  private final ReadOnlyBooleanWrapper calm = new ReadOnlyBooleanWrapper(this, "calm", false);

  /** Themes a scene from now on. */
  public Theme(Scene scene, Appearance initial) {
    this.scene = scene;
    appearance.set(initial);
    if (Font.getFamilies().contains("Inter")) {
      scene.getRoot().getStyleClass().add("inter");
    }
    appearance.subscribe(this::apply);
    Platform.getPreferences().colorSchemeProperty().subscribe(this::apply);
    Platform.getPreferences().reducedMotionProperty().subscribe(this::apply);
    desktop.subscribe(this::apply);
    apply();
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
    dress(isDark());
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

  private void dress(boolean dark) {
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    scene
        .getStylesheets()
        .setAll(List.of(sheet(dark ? "dark.css" : "light.css"), sheet("culvert.css")));
  }

  private static String sheet(String name) {
    URL url = Theme.class.getResource(name);
    if (url == null) {
      throw new IllegalStateException("no style sheet " + name);
    }
    return url.toExternalForm();
  }
}
