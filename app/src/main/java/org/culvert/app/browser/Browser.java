package org.culvert.app.browser;

/** Opens a page where the user reads web pages. */
@FunctionalInterface
public interface Browser {
  /**
   * Opens an address, without waiting for it to be read; it may take seconds to know that nobody
   * does.
   *
   * @return whether somebody took it; the user may still have to open it themselves
   */
  boolean open(WebAddress address);
}
