package org.culvert.app.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the archive. */
public final class ReleaseVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"culvert " + text()};
  }

  /** The number alone, or {@code development} where no archive was built. */
  public static String text() {
    return Optional.ofNullable(ReleaseVersion.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
