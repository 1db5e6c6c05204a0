package org.culvert.app.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the archive. */
final class ReleaseVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"culvert " + text()};
  }

  static String text() {
    return Optional.ofNullable(ReleaseVersion.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
