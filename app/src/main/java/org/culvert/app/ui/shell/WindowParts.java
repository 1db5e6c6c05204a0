package org.culvert.app.ui.shell;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.culvert.app.settings.Language;
import org.culvert.app.settings.SettingsKeeper;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.state.HelperLink;
import org.culvert.app.ui.fx.FxThread;

/**
 * What a window shows and works with, apart from what can be seen. All of it belongs to the JavaFX
 * thread once {@code fx} is unlocked there.
 *
 * @param fx the door to that thread
 * @param link to the helper, not yet started
 */
record WindowParts(FxThread fx, Background background, HelperLink link, ShellViewModel model) {
  /** Between two attempts to reach the helper. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Makes them, and begins to read the profiles. */
  static WindowParts of(GuiContext context, FxThread fx) {
    AppState state = new AppState();
    EventInbox inbox = new EventInbox();
    Background background = new Background();
    SettingsKeeper settings = new SettingsKeeper(context.settings(), background, fx);
    speak(settings.now().language());
    settings.follow();
    Runnable wake = fx.coalesced(() -> state.apply(inbox.drain()));
    HelperLink link = new HelperLink(context.client(), inbox, wake, PAUSE);
    ShellViewModel model =
        new ShellViewModel(
            context, settings, state, background, fx, Clock.systemUTC(), ZoneId.systemDefault());
    return new WindowParts(fx, background, link, model);
  }

  /** Everything is made of words afterwards, those of the toolkit's own menus as well. */
  private static void speak(Optional<Language> language) {
    language.ifPresent(it -> Locale.setDefault(it.locale(Locale.getDefault())));
  }

  /** Whether anybody sees what the sessions carry. */
  void seen(boolean now) {
    link.seen(now);
  }

  /** Ends what they do. */
  void end() {
    link.close();
    model.close();
    background.end();
  }
}
