package org.culvert.core.profile;

/** What there is to say of signing in, and of what a profile says to its user. */
public enum UserCode implements FindingCode {
  LOGIN_TOO_LONG(
      "'{0}': user name and password have {1} bytes together, at most {2} can be sent",
      "Ask the server's administrator for shorter ones."),
  PASSWORD_MISSING("'auth-user-pass' contains no password", Remedy.ASKED_WHEN_CONNECTING),
  USER_NAME("'{0}': the user name is too long or not plain text", "Correct it."),
  QUESTION(
      "'{0}': the question is empty, longer than {1} characters or not plain",
      "Correct the text that the user is asked."),
  QUESTION_WITHOUT_PASSWORD(
      "'{0}': a static-challenge goes with the password, and none is asked for",
      Remedy.REMOVE_ONE_LINE),
  SERVER_LOCKED(
      "this is a server-locked profile: it is completed by signing in at the server",
      "Get a user profile from the server's web page instead."),
  PEER_VALUE("'{0}': the value of {1} is too long or not printable", "Shorten it."),
  PEER_VALUES(
      "'{0}': the values for the server (UV_…) have {1} bytes together up to here,"
          + " at most {2} can be sent",
      "Shorten or remove some of them."),
  PEER_VALUE_NOT_SENT(
      "'setenv {1}' is sent to the server only with push-peer-info",
      "Add the line push-peer-info if the server needs it."),
  SAID_BY_US("'setenv {1}' has no effect: Culvert says this about itself", Remedy.NOTHING),
  VARIABLE(
      "'setenv' has no effect: such variables are for scripts, which are never run",
      Remedy.NOTHING),
  PASSWORDS_NOT_SAVED(
      "'allow-password-save 1' has no effect: entered passwords are not saved yet", Remedy.NOTHING),
  ECHO_PASSWORDS("'{0}' has no effect: " + EchoTexts.Unheard.PASSWORDS.words(), Remedy.NOTHING),
  ECHO_VARIABLES("'{0}' has no effect: " + EchoTexts.Unheard.VARIABLES.words(), Remedy.NOTHING),
  ECHO_UNKNOWN("'{0}' has no effect: " + EchoTexts.Unheard.UNKNOWN.words(), Remedy.NOTHING),
  /** In the profile's own words. */
  SAYS("the profile says: {1}", Remedy.NOTHING);

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final FindingText text;

  UserCode(String what, String whatToDo) {
    text = FindingText.of(what, whatToDo);
  }

  UserCode(String what, Remedy remedy) {
    text = FindingText.of(what, remedy);
  }

  @Override
  public FindingText text() {
    return text;
  }
}
