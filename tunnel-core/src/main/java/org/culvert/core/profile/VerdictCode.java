package org.culvert.core.profile;

/**
 * What becomes of a directive that is not simply read; {@code {1}} is what the catalogue says of
 * it.
 */
public enum VerdictCode implements FindingCode {
  NO_EFFECT("'{0}' has no effect: {1}", Remedy.NOTHING),
  LEFT_OUT("'{0}' was left out: {1}", "The rest of the profile is used."),
  OF_THE_PROGRAM("'{0}' was left out: it belongs to the openvpn program ({1})", Remedy.NOTHING),
  ONLY_PUSHED("'{0}' was left out: only a server may send it ({1})", Remedy.NOTHING),
  FOR_SERVERS("'{0}' was left out: it is for servers ({1})", Remedy.NOTHING),
  OF_A_SERVER(
      "'{0}' belongs to a server's configuration, so this is not a client profile: {1}",
      Remedy.CLIENT_PROFILE),
  OF_A_SERVER_ADVISED(
      "'{0}' belongs to a server's configuration, so this is not a client profile: {1}",
      Remedy.AS_CATALOGUED),
  REFUSED("'{0}' cannot be used: {1}", Remedy.AS_CATALOGUED),
  NOT_YET("'{0}' is not supported yet: {1}", Remedy.AS_CATALOGUED),
  TRANSLATED("'{0}' was translated: {1}", Remedy.NOTHING);

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final FindingText text;

  VerdictCode(String what, String whatToDo) {
    text = FindingText.of(what, whatToDo);
  }

  VerdictCode(String what, Remedy remedy) {
    text = FindingText.of(what, remedy);
  }

  @Override
  public FindingText text() {
    return text;
  }
}
