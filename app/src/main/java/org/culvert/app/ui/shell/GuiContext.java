package org.culvert.app.ui.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.culvert.app.browser.Browser;
import org.culvert.app.client.HelperClient;
import org.culvert.app.diagnostics.Diagnostics;
import org.culvert.app.doctor.LocalFindings;
import org.culvert.app.instance.Visit;
import org.culvert.app.keyring.AbsentKeyring;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.profiles.ProfileShelf;

/**
 * What a window is started with. The caller closes the client after the window.
 *
 * @param keyring where the user's secrets are kept
 * @param tray where the app goes on when the window is closed
 * @param totals what was carried on earlier days
 * @param diagnostics gathers what whoever helps the user needs
 * @param settings what the user has chosen
 * @param options wishes for this start
 */
public record GuiContext(
    HelperClient client,
    ProfileShelf profiles,
    Browser browser,
    Keyring keyring,
    TrayDesktop tray,
    TotalsStore totals,
    Diagnostics diagnostics,
    SettingsStore settings,
    Desktop desktop,
    Options options) {

  /**
   * Without what a desktop has: no secret is saved, what was carried is forgotten, and the end of
   * the window is the end of the app.
   */
  public GuiContext(HelperClient client, ProfileShelf profiles, Browser browser, Options options) {
    this(
        client,
        profiles,
        browser,
        new AbsentKeyring(KeyringTrouble.NO_KEYRING),
        TrayDesktop.NONE,
        options);
  }

  /** Diagnostics say nothing about the desktop. */
  public GuiContext(
      HelperClient client,
      ProfileShelf profiles,
      Browser browser,
      Keyring keyring,
      TrayDesktop tray,
      TotalsStore totals,
      SettingsStore settings,
      Desktop desktop,
      Options options) {
    this(
        client,
        profiles,
        browser,
        keyring,
        tray,
        totals,
        new Diagnostics(
            client,
            new LocalFindings(Path.of("/"), true, () -> false),
            Clock.systemUTC(),
            "",
            Optional.empty()),
        settings,
        desktop,
        options);
  }

  /** Nothing is kept of what is chosen, and the desktop does nothing but show the tray. */
  public GuiContext(
      HelperClient client,
      ProfileShelf profiles,
      Browser browser,
      Keyring keyring,
      TrayDesktop tray,
      TotalsStore totals,
      Options options) {
    this(
        client,
        profiles,
        browser,
        keyring,
        tray,
        totals,
        SettingsStore.NONE,
        Desktop.NONE,
        options);
  }

  /** Nothing is kept of what was carried. */
  public GuiContext(
      HelperClient client,
      ProfileShelf profiles,
      Browser browser,
      Keyring keyring,
      TrayDesktop tray,
      Options options) {
    this(client, profiles, browser, keyring, tray, TotalsStore.NONE, options);
  }

  /**
   * A line at the top that says what the demo is.
   *
   * @param link an address that can be copied while the selected profile is connected
   */
  public record Greeting(String link) {}

  /**
   * Wishes for one start.
   *
   * @param select the profile to show first
   * @param connect whether to connect it as soon as the helper answers
   * @param banner a line at the top of the window, as the demo has it
   * @param appearance the theme until the user chooses one
   * @param visit what is to be imported
   * @param hidden whether only the tray is to show at first, where there is one
   */
  public record Options(
      Optional<String> select,
      boolean connect,
      Optional<Greeting> banner,
      Appearance appearance,
      Visit visit,
      boolean hidden) {
    /** No wishes. */
    public static final Options NONE =
        new Options(Optional.empty(), false, Optional.empty(), Appearance.SYSTEM);

    /** A start that brings nothing, with its window. */
    public Options(
        Optional<String> select,
        boolean connect,
        Optional<Greeting> banner,
        Appearance appearance) {
      this(select, connect, banner, appearance, Visit.PLAIN, false);
    }

    /** The same with what the command line wants. */
    public Options with(Visit newVisit, boolean isHidden) {
      return new Options(select, connect, banner, appearance, newVisit, isHidden);
    }
  }
}
