package org.culvert.app.cli;

/** Whoever read what is printed has had enough, as {@code head} has. */
final class OutputClosedException extends Exception {
  private static final long serialVersionUID = 1L;
}
