package org.culvert.core.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;

/**
 * A profile that is complete in itself: every file that it names has become a block, and the user's
 * password was taken out. This is what is stored and what is sent to the helper.
 *
 * @param report about the original; without a profile there is no text
 * @param text the profile's lines with LF ends; contains the private key
 * @param credentials from an {@code auth-user-pass} block or file
 * @param passphrase of the private key, from a file that {@code askpass} names
 */
public record ProfileBundle(
    ProfileReport report,
    Optional<String> text,
    Optional<Credentials> credentials,
    Optional<Secret> passphrase) {

  /** Reads a profile together with its files. */
  public static ProfileBundle make(
      String fileName, byte[] content, IncludedFiles files, Instant now) {
    ProfileParser parser = new ProfileParser(now);
    ProfileParser.Reading reading = parser.read(fileName, content, files);
    if (reading.report().profile().isEmpty()) {
      return new ProfileBundle(
          reading.report(), Optional.empty(), Optional.empty(), Optional.empty());
    }
    String text = edited(reading);
    // The helper reads this text alone, so it has to be good without any file.
    ProfileReport again = parser.parse(fileName, text, IncludedFiles.NONE);
    if (again.profile().isEmpty()) {
      return new ProfileBundle(again, Optional.empty(), Optional.empty(), Optional.empty());
    }
    Profile profile = reading.report().profile().get();
    return new ProfileBundle(
        reading.report(), Optional.of(text), profile.credentials(), profile.tls().passphrase());
  }

  private static String edited(ProfileParser.Reading reading) {
    List<String> lines = ProfileText.lines(reading.text());
    List<Materials.Edit> edits = new ArrayList<>(reading.edits());
    edits.sort(Comparator.comparingInt(Materials.Edit::firstLine));
    StringBuilder text = new StringBuilder();
    int next = 1;
    for (Materials.Edit edit : edits) {
      while (next < edit.firstLine()) {
        text.append(lines.get(next++ - 1)).append('\n');
      }
      edit.replacement().forEach(line -> text.append(line).append('\n'));
      next = edit.lastLine() + 1;
    }
    while (next <= lines.size()) {
      text.append(lines.get(next++ - 1)).append('\n');
    }
    return text.toString();
  }

  /** Leaves the text out: it contains the private key. */
  @Override
  public String toString() {
    return "ProfileBundle[" + report.findings().size() + " findings]";
  }
}
