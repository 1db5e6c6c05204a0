package org.culvert.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.culvert.app.profiles.ProfileException;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileNames;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.ProfileBundle;

/**
 * A profile as named on the command line: a stored one, or a file.
 *
 * @param name of the session
 * @param text complete in itself; holds the private key
 * @param secretsId what the keyring knows it by, where its secrets may be kept
 */
record KnownProfile(String name, String text, KnownSecrets known, Optional<String> secretsId) {

  static KnownProfile find(CommandContext context, String nameOrFile)
      throws IOException, ProfileException, CommandFailure {
    Optional<StoredProfile> stored = context.store().find(nameOrFile);
    if (stored.isPresent()) {
      return new KnownProfile(
          stored.get().name(),
          context.store().text(stored.get()),
          context.store().known(stored.get()),
          context.store().secretsId(stored.get()));
    }
    Optional<Path> file = file(nameOrFile);
    if (file.isEmpty() && looksLikeFile(nameOrFile)) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.PROFILE_INVALID,
              nameOrFile + " cannot be read: there is no such file",
              "Check the path, or see culvert list for the names of stored profiles."));
    }
    if (file.isEmpty()) {
      throw new CommandFailure(Problem.of(ProblemCode.PROFILE_UNKNOWN, nameOrFile));
    }
    ProfileBundle bundle = context.importer().read(file.get());
    if (bundle.text().isEmpty()) {
      throw new CommandFailure(ProfileImporter.problem(bundle.report(), nameOrFile));
    }
    return new KnownProfile(
        nameOf(context, bundle, nameOrFile),
        bundle.text().get(),
        ProfileImporter.known(bundle),
        Optional.empty());
  }

  /**
   * The name as it is stored, or that of a file's session, or as it was given: the helper may know
   * it.
   */
  static String sessionName(CommandContext context, String name) throws IOException {
    Optional<StoredProfile> stored = context.store().find(name);
    if (stored.isPresent()) {
      return stored.get().name();
    }
    Optional<Path> file = file(name);
    if (file.isEmpty()) {
      return name;
    }
    try {
      ProfileBundle bundle = context.importer().read(file.get());
      return bundle.text().isEmpty() ? name : nameOf(context, bundle, name);
    } catch (ProfileException e) {
      return name;
    }
  }

  /** A number keeps it apart from a stored profile of that name that is another one. */
  private static String nameOf(CommandContext context, ProfileBundle bundle, String file)
      throws IOException {
    String wanted = ProfileImporter.nameFor(bundle.report().profile(), file);
    String name = wanted;
    for (int i = 2; ; i++) {
      Optional<StoredProfile> stored = context.store().find(name);
      if (stored.isEmpty()
          || bundle.text().equals(Optional.of(context.store().text(stored.get())))) {
        return stored.map(StoredProfile::name).orElse(name);
      }
      name = ProfileNames.numbered(wanted, i);
    }
  }

  private static boolean looksLikeFile(String name) {
    return name.contains("/") || name.endsWith(".ovpn") || name.endsWith(".conf");
  }

  private static Optional<Path> file(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::isRegularFile);
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
