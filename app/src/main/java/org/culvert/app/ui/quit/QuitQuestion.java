package org.culvert.app.ui.quit;

import java.util.List;

/**
 * Asked before the app ends while the helper carries tunnels, which it goes on doing.
 *
 * @param tunnels the names of their profiles, sorted; empty where the helper refuses to say
 * @param connected whether all of them are, and none only tries to be
 * @param untrayed whether the window was only closed, and there is no tray to go to
 */
public record QuitQuestion(List<String> tunnels, boolean connected, boolean untrayed) {
  public QuitQuestion {
    tunnels = List.copyOf(tunnels);
  }
}
