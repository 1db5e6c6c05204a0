package org.culvert.app.profiles;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Problem;
import org.culvert.core.profile.Finding;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.ProfileBundle;

/**
 * A profile that was found and checked, and is not stored.
 *
 * @param source the file that it was read from
 * @param wanted the name that it suggests, uncleaned
 * @param unread why its file could not be read at all, in the user's language
 */
public record FoundProfile(
    String source, String wanted, ProfileBundle bundle, Optional<Problem> unread) {
  /** What it says, unless something is wrong with it. */
  public Optional<Profile> profile() {
    return bundle.text().isEmpty() ? Optional.empty() : bundle.report().profile();
  }

  /** The name that it gets when nobody gives one. */
  public String name() {
    return ProfileNames.clean(wanted);
  }

  /** What is wrong with it, in English; empty for a good one. */
  public List<Problem> problems() {
    return errors().stream().map(Finding::problem).toList();
  }

  /** What is wrong with it; empty for a good one. */
  public List<Finding> errors() {
    return profile().isPresent() ? List.of() : ProfileImporter.errors(bundle.report(), source);
  }

  /** What its user should know. */
  public List<Finding> warnings() {
    return bundle.report().findings().stream()
        .filter(finding -> finding.severity() == Finding.Severity.WARNING)
        .toList();
  }

  /** Equal for those of equal texts; only for a good one. */
  String fingerprint() {
    return ProfileStore.fingerprint(bundle.text().orElseThrow());
  }

  /** What is stored of it. */
  ProfileStore.Draft draft(String name, ProfileStore.IfTaken ifTaken) {
    Profile profile = profile().orElseThrow();
    return new ProfileStore.Draft(
        name,
        ifTaken,
        bundle.text().orElseThrow(),
        ProfileImporter.known(bundle),
        ProfileImporter.server(profile.remotes().getFirst()),
        profile.userPass());
  }
}
