package org.culvert.app.cli;

import java.io.IOException;
import java.util.List;

/** The terminal that a person sits at. */
public interface Terminal {
  /** Whether there is one. */
  boolean present();

  /**
   * Asks for a yes or a no.
   *
   * @param usually what Enter alone means
   */
  boolean confirm(String question, boolean usually);

  /**
   * Lends the terminal to a program until it ends.
   *
   * @return its exit status
   */
  int lend(List<String> command) throws IOException, InterruptedException;
}
