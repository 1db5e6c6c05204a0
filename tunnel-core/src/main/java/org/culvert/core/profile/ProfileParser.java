package org.culvert.core.profile;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code .ovpn} files. Never throws for what a file contains: whatever is wrong with it is in
 * the report.
 */
public final class ProfileParser {
  private final Instant now;

  /**
   * @param now for judging whether certificates have expired
   */
  public ProfileParser(Instant now) {
    this.now = now;
  }

  /**
   * @param fileName for the findings; nothing is opened by it
   */
  public ProfileReport parse(String fileName, byte[] content, IncludedFiles files) {
    return read(fileName, content, files).report();
  }

  /** The same for text that needs no decoding. */
  public ProfileReport parse(String fileName, String content, IncludedFiles files) {
    return parse(fileName, content.getBytes(StandardCharsets.UTF_8), files);
  }

  /**
   * @param text the decoded text, empty when it could not be decoded
   */
  record Reading(ProfileReport report, String text, List<Materials.Edit> edits) {}

  Reading read(String fileName, byte[] content, IncludedFiles files) {
    Findings findings = new Findings(fileName);
    Optional<String> text =
        ProfileText.decode(content, findings)
            .map(own -> new ConfigLines(files, findings).expand(own));
    if (text.isEmpty()) {
      return new Reading(
          new ProfileReport(Optional.empty(), findings.inOrder(), List.of()), "", List.of());
    }
    ProfileReader reader = new ProfileReader(findings, files, now);
    return new Reading(reader.read(text.get()), text.get(), reader.edits());
  }
}
