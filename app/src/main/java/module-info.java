import org.jspecify.annotations.NullMarked;

/** The window and the command line. */
@NullMarked
module org.culvert.app {
  requires atlantafx.base;
  requires info.picocli;
  requires javafx.controls;
  requires javafx.fxml;
  requires org.controlsfx.controls;
  requires org.culvert.core;
  requires org.kordamp.ikonli.feather;
  requires org.kordamp.ikonli.javafx;
  requires org.slf4j;
}
