package org.culvert.app.ui.connect;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.culvert.app.browser.WebAddress;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Choices;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.state.LinkState;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.explain.Explainer;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.profiles.ProfilesViewModel;
import org.culvert.core.api.Event;
import org.junit.jupiter.api.BeforeEach;

/** The view model of a connection over a helper and profiles in memory. */
abstract class ConnectModels {
  final AppState state = new AppState();
  final EventInbox inbox = new EventInbox();
  final FakeHelper helper = new FakeHelper();
  final FakeShelf shelf = new FakeShelf().with("plain", "p:1").with("secret", "s:1");
  private final ArrayDeque<Runnable> background = new ArrayDeque<>();
  final Executor later = background::add;
  final List<WebAddress> pages = new ArrayList<>();
  boolean browserThere = true;
  long now = 1_000_000;
  ChosenFor chosen = _ -> Choices.USUAL;
  private final ProfilesViewModel profiles =
      new ProfilesViewModel(state, shelf, new FakeKeyring(), Runnable::run, Runnable::run);
  final Explainer explainer =
      new Explainer(state, shelf, Runnable::run, Runnable::run, () -> Instant.ofEpochMilli(now));
  final ConnectViewModel model =
      new ConnectViewModel(
          state,
          helper,
          shelf,
          page -> pages.add(page) && browserThere,
          new SavedAnswers(new FakeKeyring(), shelf, later, Runnable::run, _ -> {}),
          explainer,
          name -> chosen.profile(name),
          later,
          Runnable::run,
          () -> Instant.ofEpochMilli(now));

  @BeforeEach
  void helperIsThere() {
    profiles.load(Optional.empty());
    inbox.offer(new LinkState.Up());
    state.apply(inbox.drain());
    show("plain");
  }

  void show(String name) {
    model.show(item(name));
  }

  ProfileItem item(String name) {
    return profiles.all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  void say(Event event) {
    inbox.offer(event);
    state.apply(inbox.drain());
  }

  void work() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }
}
