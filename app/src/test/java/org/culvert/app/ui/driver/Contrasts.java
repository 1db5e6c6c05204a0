package org.culvert.app.ui.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * How well words and signs stand out from what is behind them, by WCAG 2.2: 4.5 to 1 for words
 * (1.4.3), 3 to 1 for signs (1.4.11). What cannot be used now is excepted there, but not here.
 */
public final class Contrasts {
  /** The least for a sign. */
  public static final double SIGNS = 3;

  private static final double WORDS = 4.5;

  private final List<String> weak = new ArrayList<>();

  private Contrasts() {}

  /** Those that are too weak, of all that is shown below a node. */
  static List<String> tooWeak(Node root) {
    Contrasts contrasts = new Contrasts();
    contrasts.look(root);
    return contrasts.weak;
  }

  private void look(Node node) {
    if (!node.isVisible()) {
      return;
    }
    if (node instanceof Text text && !text.getText().isBlank()) {
      judge(text);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(this::look);
    }
  }

  private void judge(Text text) {
    boolean sign = text instanceof FontIcon;
    if (!(text.getFill() instanceof Color fill) || fill.getOpacity() == 0) {
      return;
    }
    for (Color behind : behind(text)) {
      double contrast = contrast(over(fill, opacity(text), behind), behind);
      if (contrast < (sign ? SIGNS : WORDS)) {
        weak.add(
            "%s \"%s\" %s on %s: %.2f"
                .formatted(
                    text.getParent() == null ? "" : text.getParent().getStyleClass(),
                    sign ? ((FontIcon) text).getIconLiteral() : text.getText(),
                    fill,
                    behind,
                    contrast));
      }
    }
  }

  private static double opacity(Node node) {
    double opacity = 1;
    for (Node at = node; at != null; at = at.getParent()) {
      opacity *= at.getOpacity();
    }
    return opacity;
  }

  /** What can be behind a node: several colours where it is a gradient. */
  private static List<Color> behind(Node node) {
    Parent parent = node.getParent();
    if (parent == null) {
      return List.of(Color.WHITE);
    }
    List<Color> colours = behind(parent);
    for (BackgroundFill fill : fills(parent)) {
      List<Color> under = colours;
      List<Color> above = colours(fill.getFill());
      colours =
          above.isEmpty()
              ? under
              : above.stream()
                  .flatMap(each -> under.stream().map(below -> over(each, 1, below)))
                  .distinct()
                  .toList();
    }
    return colours;
  }

  private static List<BackgroundFill> fills(Node node) {
    return node instanceof Region region
        ? Optional.ofNullable(region.getBackground()).map(Background::getFills).orElse(List.of())
        : List.of();
  }

  private static List<Color> colours(Paint paint) {
    return switch (paint) {
      case Color colour -> List.of(colour);
      case LinearGradient gradient -> gradient.getStops().stream().map(Stop::getColor).toList();
      default -> List.of();
    };
  }

  private static Color over(Color above, double opacity, Color below) {
    return below.interpolate(
        Color.color(above.getRed(), above.getGreen(), above.getBlue()),
        above.getOpacity() * opacity);
  }

  /** The contrast of two colours, whichever is above. */
  public static double contrast(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
