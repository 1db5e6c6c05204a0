package org.culvert.app.ui.icons;

import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.Objects;
import org.kordamp.ikonli.AbstractIkonHandler;
import org.kordamp.ikonli.Ikon;

/**
 * Where Ikonli finds the icons. The font is Feather's with each icon as one outline: the build
 * makes it by {@code icons/IconFont.java}, which says why.
 */
public final class IconHandler extends AbstractIkonHandler {
  private static final String FILE = "feather.ttf";

  /** For Ikonli. */
  public IconHandler() {}

  @Override
  public boolean supports(String description) {
    return description.startsWith("fth-");
  }

  @Override
  public Ikon resolve(String description) {
    return Arrays.stream(Icon.values())
        .filter(icon -> icon.getDescription().equals(description))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no icon " + description));
  }

  @Override
  public URL getFontResource() {
    return Objects.requireNonNull(IconHandler.class.getResource(FILE));
  }

  @Override
  public InputStream getFontResourceAsStream() {
    return Objects.requireNonNull(IconHandler.class.getResourceAsStream(FILE));
  }

  @Override
  public String getFontFamily() {
    return "FeatherIcons";
  }
}
