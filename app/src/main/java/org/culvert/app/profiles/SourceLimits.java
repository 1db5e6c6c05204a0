package org.culvert.app.profiles;

/** How large something may be before nobody believes that it is a profile. */
final class SourceLimits {
  /** One profile, or one file that it names, in bytes. */
  static final int FILE = 1 << 20;

  /** An archive with all that is in it, in bytes. */
  static final int ARCHIVE = 32 << 20;

  /** Profiles in a folder, or files in an archive. */
  static final int FILES = 2000;

  /** Files and folders in a folder, before it is taken for somebody's whole disk. */
  static final int SEEN = 100_000;

  private SourceLimits() {}
}
