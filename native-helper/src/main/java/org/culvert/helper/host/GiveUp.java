package org.culvert.helper.host;

/** Asked now and then by something that takes long. */
public interface GiveUp {
  /** Whether to give up waiting. */
  boolean now() throws InterruptedException;
}
