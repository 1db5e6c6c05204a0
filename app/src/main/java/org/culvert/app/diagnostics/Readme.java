package org.culvert.app.diagnostics;

/** What the archive says about itself. */
final class Readme {
  private static final String WHAT =
      """
      Diagnostics of Culvert, for somebody who is to find out why a tunnel does not work.

      versions.txt    what runs here
      doctor.txt      what culvert doctor found on this machine
      status.json     the sessions
      log.txt         their logs
      profile-N.ovpn  their profiles
      settings.json   the choices made in the window, where some were made

      Passwords, private keys, tokens and all other secrets were taken out; so was every line of a
      profile that Culvert does not know to be harmless. [removed: N bytes] stands in their place.
      """;
  private static final String WITH_NAMES =
      """

      Names of hosts and users, addresses, domains and certificates ARE in these files. Send them
      only to somebody who may know them.
      """;
  private static final String WITHOUT_NAMES =
      """

      Names of hosts, users and profiles, addresses and certificates were taken out as far as
      Culvert knows them. Look through the files before you make them public.
      """;

  private Readme() {}

  static String text(boolean withoutNames) {
    return WHAT + (withoutNames ? WITHOUT_NAMES : WITH_NAMES);
  }
}
