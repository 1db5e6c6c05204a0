package org.culvert.app.ui.icons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;
import org.culvert.app.ui.driver.WindowDriver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kordamp.ikonli.javafx.FontIcon;

class IconsTest {
  /** What one can look through; there is nothing to look through in the others. */
  private static final Map<Icon, Integer> HOLES =
      Map.ofEntries(
          Map.entry(Icon.ALERT_TRIANGLE, 1),
          Map.entry(Icon.COPY, 1),
          Map.entry(Icon.FILTER, 1),
          Map.entry(Icon.GLOBE, 6),
          Map.entry(Icon.HELP_CIRCLE, 1),
          Map.entry(Icon.INFO, 1),
          Map.entry(Icon.LIFE_BUOY, 5),
          Map.entry(Icon.MINUS_CIRCLE, 1),
          Map.entry(Icon.MONITOR, 1),
          Map.entry(Icon.MOON, 1),
          Map.entry(Icon.SEARCH, 1),
          Map.entry(Icon.SERVER, 2),
          Map.entry(Icon.SETTINGS, 2),
          Map.entry(Icon.SHIELD, 1),
          Map.entry(Icon.SHIELD_OFF, 1),
          Map.entry(Icon.SLASH, 2),
          Map.entry(Icon.STAR, 1),
          Map.entry(Icon.SUN, 1),
          Map.entry(Icon.X_CIRCLE, 1));

  /** As large as Feather draws them: a stroke is two pixels wide. */
  private static final int SIZE = 24;

  private static final Pattern NAME = Pattern.compile("fth-[a-z-]+");

  @ParameterizedTest
  @ValueSource(ints = {100, 150, 200, 300})
  @Tag("ui")
  void noIconHasAnotherHoleAtAnyScale(int percent) {
    WindowDriver.startToolkit();
    Map<Icon, Integer> seen = new TreeMap<>();
    for (Icon icon : Icon.values()) {
      seen.put(icon, WindowDriver.onFx(() -> new Holes(picture(icon, percent / 100.0)).count()));
    }
    Map<Icon, Integer> wanted =
        Arrays.stream(Icon.values())
            .collect(
                Collectors.toMap(
                    icon -> icon, icon -> HOLES.getOrDefault(icon, 0), Integer::sum, TreeMap::new));
    assertEquals(wanted, seen);
  }

  @Test
  void thereIsEachIconThatIsUsedAndNoOther() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      for (Path file : files.filter(IconsTest::isSource).toList()) {
        NAME.matcher(Files.readString(file)).results().map(MatchResult::group).forEach(used::add);
      }
    }
    assertEquals(
        used,
        Arrays.stream(Icon.values())
            .map(Icon::getDescription)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static boolean isSource(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".java") || name.endsWith(".css")) && !name.equals("Icon.java");
  }

  /** Black on nothing, by the way that JavaFX takes on a screen of that scale. */
  private static WritableImage picture(Icon icon, double scale) {
    FontIcon sign = new FontIcon(icon);
    sign.setIconSize(SIZE);
    sign.setIconColor(Color.BLACK);
    new Scene(new StackPane(sign), 2 * SIZE, 2 * SIZE);
    SnapshotParameters how = new SnapshotParameters();
    how.setFill(Color.TRANSPARENT);
    how.setTransform(Transform.scale(scale, scale));
    return sign.snapshot(how, null);
  }
}
