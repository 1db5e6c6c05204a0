package org.culvert.helper.main;

/** Entry point of the privileged process. */
public final class HelperMain {
  private HelperMain() {}

  /** Starts the helper. */
  public static void main(String[] args) {}
}
