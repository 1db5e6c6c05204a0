package org.culvert.app.tray;

/**
 * What a user can choose in the tray. Each says what it leads to and not "the other way": a menu
 * that was drawn a moment ago then never does the opposite of what it says.
 */
public sealed interface TrayCommand {
  /** Connect a profile. */
  record Connect(String profile) implements TrayCommand {}

  /** End a profile's session, or stop connecting it. */
  record Disconnect(String profile) implements TrayCommand {}

  /** End what kill switches block without a tunnel. */
  record Unblock() implements TrayCommand {}

  /** Bring the window. */
  record Open() implements TrayCommand {}

  /** End the app; the tunnels are another question. */
  record Quit() implements TrayCommand {}
}
