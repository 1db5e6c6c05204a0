package org.culvert.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.culvert.app.profiles.ProfileException;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.ProfileBundle;

/**
 * A profile as named on the command line: a stored one, or a file.
 *
 * @param name of the session
 * @param text complete in itself; holds the private key
 */
record KnownProfile(String name, String text, Optional<Credentials> credentials) {

  static KnownProfile find(CommandContext context, String nameOrFile)
      throws IOException, ProfileException, CommandFailure {
    Optional<StoredProfile> stored = context.store().find(nameOrFile);
    if (stored.isPresent()) {
      return new KnownProfile(
          stored.get().name(),
          context.store().text(stored.get()),
          context.store().credentials(stored.get()));
    }
    Optional<Path> file = file(nameOrFile);
    if (file.isEmpty()) {
      throw new CommandFailure(Problem.of(ProblemCode.PROFILE_UNKNOWN, nameOrFile));
    }
    ProfileBundle bundle = context.importer().read(file.get());
    if (bundle.text().isEmpty()) {
      throw new CommandFailure(ProfileImporter.problem(bundle.report(), nameOrFile));
    }
    return new KnownProfile(
        ProfileImporter.nameFor(bundle.report().profile(), nameOrFile),
        bundle.text().get(),
        bundle.credentials());
  }

  /** The name as it is stored, or as it was given: the helper may know it. */
  static String sessionName(CommandContext context, String name) throws IOException {
    return context.store().find(name).map(StoredProfile::name).orElse(name);
  }

  private static Optional<Path> file(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::isReadable).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Leaves the text out: it holds the private key. */
  @Override
  public String toString() {
    return "KnownProfile[" + name + "]";
  }
}
