package org.culvert.app.ui.fx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import javafx.fxml.FXMLLoader;
import org.culvert.app.ui.text.Texts;

/** Loads the FXML file that lies beside a view, into the view: it is both root and controller. */
public final class FxmlFile {
  private FxmlFile() {}

  /** Loads {@code Name.fxml} for a view class called {@code NameView}. */
  public static void load(Object view) {
    Class<?> type = view.getClass();
    String file = type.getSimpleName().replaceFirst("View$", "") + ".fxml";
    URL url = type.getResource(file);
    if (url == null) {
      throw new IllegalStateException("no " + file + " beside " + type.getName());
    }
    FXMLLoader loader = new FXMLLoader(url, Texts.bundle());
    loader.setClassLoader(type.getClassLoader());
    loader.setRoot(view);
    loader.setController(view);
    try {
      loader.load();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load " + file, e);
    }
  }
}
