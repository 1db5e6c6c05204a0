package org.culvert.core.profile;

/**
 * What to do, where several findings have the same advice. {@code {0}}, {@code {1}} … stand for the
 * arguments of the {@link Finding}.
 */
enum Remedy {
  NOTHING("Nothing needs to be done."),
  CHECK_PROFILE("Check that it is a profile."),
  CLIENT_PROFILE("Ask the server's administrator for a client profile."),
  NEW_PROFILE("Get the profile again from the server's administrator."),
  NEW_CERTIFICATES("Ask the server's administrator for new certificates."),
  CHECK_CLOCK("Check that this machine's clock is right."),
  NEW_PROFILE_OR_CLOCK(
      "Get a new profile from the server's administrator; check that this machine's clock is"
          + " right."),
  MODERN_CIPHER("Ask the server's administrator to allow AES-256-GCM or CHACHA20-POLY1305."),
  SERVERS_DIGEST("Use the digest of the server, for example SHA256."),
  ESCAPE("Write it twice, or put single quotes around the word."),
  ONE_REMOTE("Write exactly one remote line between <connection> and </connection>."),
  WRITE("Write: {1}."),
  CORRECT_NUMBER("Correct the number after '{0}'."),
  EXAMPLE("Write it for example as {2}."),
  REMOVE_LINE("Remove the line."),
  REMOVE_ONE_LINE("Remove one of the two lines."),
  ASKED_WHEN_CONNECTING("You are asked for it when connecting."),
  COPY_WITHOUT_DOT(
      "If it belongs to the profile, copy it next to it under a name without a dot in front, and"
          + " write that name."),
  IMPORT("Import the profile, so that its files become part of it."),
  PUT_BESIDE("Put the file itself, not a link to it, next to the profile."),
  PUT_BESIDE_OR_PASTE(
      "Put the file itself, not a link to it, next to the profile, or paste its content between"
          + " <{3}> and </{3}>."),
  /** What the catalogue says of a directive. */
  AS_CATALOGUED("{2}");

  private final String words;

  Remedy(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
