package org.culvert.helper.linux.sys;

/** Namespaces of the calling thread. */
public final class Namespaces {
  private static final int CLONE_NEWNET = 0x40000000;

  private Namespaces() {}

  /**
   * Moves the calling platform thread, and the threads that it starts from now on, into a new and
   * empty network namespace. There is no way back.
   */
  public static void unshareNetwork() throws SysException {
    SysException.check(LibC.unshare(CLONE_NEWNET), "make a network namespace");
  }
}
