package org.culvert.core.profile;

/** What there is to say of a file as a whole. */
public enum FileCode implements FindingCode {
  /** In words that are not ours. */
  AS_SAID("{0}", "{1}"),
  NOT_A_PROFILE("it is not a profile", "Check the file."),
  NAME_CUT(
      "The name was too long and is cut to \"{0}\"", "Give a shorter one with --name if you like."),
  TOO_MUCH_TO_SAY(
      "there is too much to say about this file; the rest was not read", Remedy.CHECK_PROFILE),
  FILE_TOO_LARGE("the file has {0} bytes, a profile at most {1}", Remedy.CHECK_PROFILE),
  TOO_MANY_LINES("the file has {0} lines, a profile at most {1}", Remedy.CHECK_PROFILE),
  TOO_MANY_DIRECTIVES(
      "the profile has more than {0} directives",
      "Check that it is a profile; many routes can be put together into larger networks."),
  ZIP_ARCHIVE("this is a ZIP archive, not a profile", "Unpack it first."),
  BINARY_FILE(
      "this is a binary file, not a profile: it contains NUL bytes",
      "Choose the .ovpn file; a .p12, .crt or .key file belongs next to it."),
  WEB_PAGE(
      "this is a web page, not a profile",
      "The download probably led to a sign-in page or the link expired: sign in and"
          + " download the profile again."),
  EMPTY_FILE("the file is empty", "Get the profile again."),
  BYTE_ORDER_MARK("the file begins with a byte order mark, which was skipped", Remedy.NOTHING),
  UTF_16(
      "the file is written in UTF-16, which other clients do not understand",
      "Culvert reads it; for others save it as UTF-8."),
  LATIN_1(
      "the file is not written in UTF-8; it was read as Windows text (Latin 1)", Remedy.NOTHING),
  OLD_MAC_LINES(
      "the lines end as on old Macs (CR), which other clients do not understand",
      "Culvert reads it; for others save it with Unix or Windows line ends."),
  SERVERS_FILE("this is a server's configuration: it contains {1}", Remedy.CLIENT_PROFILE),
  NO_CLIENT(
      "this is not a client profile: it has no line saying client",
      "Check that it is the right file; if it is, add the line: client."),
  PULL_ALONE("the profile has pull, but not tls-client", "Add the line: client."),
  NO_LOGIN(
      "the profile has neither a certificate nor auth-user-pass, so the server"
          + " cannot know you",
      "Get the complete profile from the server's administrator.");

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final FindingText text;

  FileCode(String what, String whatToDo) {
    text = FindingText.of(what, whatToDo);
  }

  FileCode(String what, Remedy remedy) {
    text = FindingText.of(what, remedy);
  }

  @Override
  public FindingText text() {
    return text;
  }
}
