package org.culvert.core.profile;

/** What there is to say of how a line is written. */
public enum LineCode implements FindingCode {
  LINE_TOO_LONG(
      "the line has {0} characters, at most {1} are allowed",
      "Split it, or get the profile again."),
  LINE_BREAKS_LOST(
      "a block begins in the middle of this line: the line breaks of the profile were lost",
      "Get the file again as a download or attachment instead of copying its text."),
  LONGER_THAN_OTHERS_READ(
      "the line is longer than other clients read (254 characters, 16 words)",
      "Culvert reads all of it; for others split it."),
  QUOTE_NOT_CLOSED("a quotation mark is not closed in this line", "Close it, or remove it."),
  QUOTE_NOT_CLOSED_IN(
      "a quotation mark is not closed in this line ({0})", "Close it, or remove it."),
  BACKSLASH(
      "a backslash in this line stands before a character that it cannot protect", Remedy.ESCAPE),
  BACKSLASH_IN(
      "a backslash in this line stands before a character that it cannot protect ({0})",
      Remedy.ESCAPE),
  WINDOWS_PATH(
      "the backslashes in this line are read as part of a Windows path",
      "For other clients write each of them twice."),
  COMMENT_SIGN_INSIDE(
      "a word of this line contains # or ;, which some clients take for a comment",
      "Put a blank before a comment, or quotes around the word."),
  SLASHES("// does not begin a comment", "Begin the comment with # instead."),
  BLOCK_NOT_CLOSED(
      "<{0}> opens a block that is never closed", "Add a line </{0}> after its content."),
  BLOCK_NOT_OPENED(
      "</{0}> closes a block that was never opened", "Add a line <{0}> before its content."),
  OUTSIDE_OF_BLOCK(
      "a certificate or key stands outside of a block",
      "Put it between lines such as <ca> and </ca>, <cert> and </cert>, <key> and </key>."),
  HIDDEN_LINES_CHANGED(
      "this line stands for hidden lines and was changed",
      "Take the change back, or remove the line and write what belongs there."),
  LINES_TAKEN_IN("'{0}': the lines of that file stand here now", Remedy.NOTHING),
  UNKNOWN(
      "'{0}' is not a directive of OpenVPN",
      "Correct it or remove the line; if other clients need it, add in front of it:"
          + " ignore-unknown-option {0}."),
  UNKNOWN_LINE(
      "this line is not a directive of OpenVPN",
      "If it belongs to a certificate or key, put that between lines such as <key>"
          + " and </key>."),
  UNKNOWN_ALLOWED(
      "'{0}' is not known and has no effect, as the profile itself allows", Remedy.NOTHING),
  UNKNOWN_LINE_ALLOWED(
      "this line is not known and has no effect, as the profile itself allows", Remedy.NOTHING),
  UNKNOWN_OPT("'{0}' behind setenv opt is not known and has no effect", Remedy.NOTHING),
  UNKNOWN_LINE_OPT("this line behind setenv opt is not known and has no effect", Remedy.NOTHING),
  CAPITALS(
      "'{1}' is written with capitals, which other clients do not understand",
      "Write it in small letters."),
  REPEATED("'{0}' stands in line {1} as well; this line counts", Remedy.NOTHING),
  NO_BLOCK("'{0}' cannot be a block", "Write it in one line: {1}."),
  BLOCK_WANTED("'{0}' has to be a block", "Write <{0}>, its lines, and </{0}>."),
  NOT_IN_CONNECTION("'{0}' may not stand inside <connection>", "Move the line out of the block."),
  WORD_COUNT("'{0}' has the wrong number of words behind it", "Write: {1}."),
  NUMBER_RANGE("'{0}': '{1}' is not a number from {2} to {3}", Remedy.CORRECT_NUMBER),
  NOT_A_NUMBER("'{0}': '{1}' is not a number", Remedy.CORRECT_NUMBER),
  NOT_POSSIBLE("'{0}': '{1}' is not possible here", "Write one of: {2}.");

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final FindingText text;

  LineCode(String what, String whatToDo) {
    text = FindingText.of(what, whatToDo);
  }

  LineCode(String what, Remedy remedy) {
    text = FindingText.of(what, remedy);
  }

  @Override
  public FindingText text() {
    return text;
  }
}
