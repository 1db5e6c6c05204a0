package org.culvert.app.ui.pictures;

import java.util.Locale;
import java.util.stream.Stream;
import javafx.stage.Screen;
import org.culvert.app.settings.Appearance;
import org.culvert.app.ui.driver.WindowDriver;

/** How a window looks: its theme and its size, on a screen of one scale. */
record Look(Appearance appearance, int width, int height, int percent) {
  /** Those of this run: the scale is the screen's, and large pictures are of one size. */
  static Stream<Look> all() {
    WindowDriver.startToolkit();
    int percent =
        (int) Math.round(WindowDriver.onFx(() -> Screen.getPrimary().getOutputScaleX() * 100));
    return Stream.of(Appearance.LIGHT, Appearance.DARK)
        .flatMap(
            appearance ->
                percent == 100
                    ? Stream.of(
                        new Look(appearance, 1280, 800, percent),
                        new Look(appearance, 800, 600, percent))
                    : Stream.of(new Look(appearance, 1280, 800, percent)));
  }

  /** Whether each pixel of the window is one of the picture. */
  private boolean plain() {
    return percent == 100;
  }

  @Override
  public String toString() {
    return appearance.name().toLowerCase(Locale.ROOT)
        + "-"
        + width
        + "x"
        + height
        + (plain() ? "" : "-at-" + percent);
  }
}
