package org.culvert.app.profiles;

/** How large something may be before nobody believes that it is a profile. */
final class SourceLimits {
  /** One profile, or one file that it names, in bytes. */
  static final int FILE = 1 << 20;

  /** An archive with all that is in it, in bytes. */
  static final int ARCHIVE = 32 << 20;

  /** Files in a folder or an archive. */
  static final int FILES = 2000;

  private SourceLimits() {}
}
