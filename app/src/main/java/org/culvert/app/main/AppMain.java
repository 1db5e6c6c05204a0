package org.culvert.app.main;

/** Entry point of the command line and the window. */
public final class AppMain {
  private AppMain() {}

  /** Starts the command line, or the window without arguments. */
  public static void main(String[] args) {}
}
