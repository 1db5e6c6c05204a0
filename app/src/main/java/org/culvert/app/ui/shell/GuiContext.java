package org.culvert.app.ui.shell;

import java.util.Optional;
import org.culvert.app.browser.Browser;
import org.culvert.app.client.HelperClient;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.fx.Appearance;
import org.culvert.app.ui.profiles.ProfileShelf;

/**
 * What a window is started with. The caller closes the client after the window.
 *
 * @param tray where the app goes on when the window is closed
 * @param totals what was carried on earlier days
 * @param options wishes for this start
 */
public record GuiContext(
    HelperClient client,
    ProfileShelf profiles,
    Browser browser,
    TrayDesktop tray,
    TotalsStore totals,
    Options options) {

  /**
   * Without a tray: the end of the window is the end of the app. What was carried is forgotten
   * then.
   */
  public GuiContext(HelperClient client, ProfileShelf profiles, Browser browser, Options options) {
    this(client, profiles, browser, TrayDesktop.NONE, TotalsStore.NONE, options);
  }

  /** Nothing is kept of what was carried. */
  public GuiContext(
      HelperClient client,
      ProfileShelf profiles,
      Browser browser,
      TrayDesktop tray,
      Options options) {
    this(client, profiles, browser, tray, TotalsStore.NONE, options);
  }

  /**
   * A line at the top.
   *
   * @param link an address that can be copied while the selected profile is connected
   */
  public record Greeting(String text, String link) {}

  /**
   * Wishes for one start.
   *
   * @param select the profile to show first
   * @param connect whether to connect it as soon as the helper answers
   * @param banner a line at the top of the window, as the demo has it
   */
  public record Options(
      Optional<String> select, boolean connect, Optional<Greeting> banner, Appearance appearance) {
    /** No wishes. */
    public static final Options NONE =
        new Options(Optional.empty(), false, Optional.empty(), Appearance.SYSTEM);
  }
}
