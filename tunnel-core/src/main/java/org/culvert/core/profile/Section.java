package org.culvert.core.profile;

/** Reads the directives of one topic into a part of the model. */
interface Section {
  /**
   * Takes a directive that the catalogue marks SUPPORT or TRANSLATE and whose number of words fits.
   *
   * @return false when the directive belongs to another topic
   */
  boolean read(Statement statement);
}
