package org.culvert.app.cli;

/** Opens the window, without the command line knowing anything of windows. */
@FunctionalInterface
public interface Window {
  /** Opens it and returns when it was closed, with the exit status. */
  int open();
}
