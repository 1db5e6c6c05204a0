package org.culvert.app.notify;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.culvert.app.state.AppState;
import org.culvert.app.state.KnownSession;
import org.culvert.app.state.LinkState;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.Problem;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;

/**
 * Decides what is worth telling: that a tunnel stands, that it is lost, that it failed, that it
 * waits for the user; each once, and only to a user who does not look at the window. Belongs to the
 * JavaFX thread.
 */
public final class Announcer {
  private enum Stage {
    /** Nothing that anybody would want to hear of. */
    QUIET,
    CONNECTED,
    LOST,
    WAITING,
    FAILED
  }

  private final AppState state;
  private final Predicate<String> wanted;
  private final BooleanSupplier watched;
  private final Notifier notifier;
  private final Map<String, Stage> told = new HashMap<>();
  private Set<String> lost = Set.of();
  private boolean begun;

  /**
   * @param wanted whether the user wants to be told of a profile
   * @param watched whether the user looks at the window
   */
  public Announcer(
      AppState state, Predicate<String> wanted, BooleanSupplier watched, Notifier notifier) {
    this.state = state;
    this.wanted = wanted;
    this.watched = watched;
    this.notifier = notifier;
    state.onChange(this::look);
  }

  /** The user looks at the window now. */
  public void seen() {
    notifier.withdraw();
  }

  /**
   * A session asks the user, and nobody else knew the answer.
   *
   * @param profile empty when none does any more
   */
  public void asks(Optional<String> profile) {
    profile.ifPresent(
        name -> {
          told.put(name, Stage.WAITING);
          tell(name, "notify.waiting", "notify.waiting.text", true);
        });
  }

  private void look() {
    if (!(state.link() instanceof LinkState.Up)) {
      return;
    }
    for (KnownSession session : state.sessions()) {
      SessionStatus status = session.status();
      Stage now = stage(session);
      Stage before = told.getOrDefault(status.name(), Stage.QUIET);
      // Whether anybody has to be asked, the keyring says: see asks.
      if (now != before && status.state() != SessionState.WAITING_FOR_USER) {
        told.put(status.name(), now);
        if (begun) {
          tell(status, now, before);
        }
      }
    }
    state.lost().stream().filter(name -> !lost.contains(name)).forEach(this::tellHelperStopped);
    lost = state.lost();
    // What was so before the window opened is no news.
    begun = true;
  }

  private static Stage stage(KnownSession session) {
    return switch (session.status().state()) {
      case CONNECTED -> Stage.CONNECTED;
      case FAILED -> Stage.FAILED;
      case RECONNECTING, CONNECTING, AUTHENTICATING, CONFIGURING ->
          session.stood() ? Stage.LOST : Stage.QUIET;
      case DISCONNECTED, RESOLVING, WAITING_FOR_USER, DISCONNECTING -> Stage.QUIET;
    };
  }

  private void tell(SessionStatus status, Stage now, Stage before) {
    String name = status.name();
    switch (now) {
      case CONNECTED ->
          tell(name, before == Stage.LOST ? "notify.again" : "notify.connected", "", false);
      case LOST -> tell(name, "notify.lost", "notify.lost.text", false);
      case FAILED -> {
        Optional<Problem> why = status.lastError();
        tell(
            new Message(
                name,
                Texts.of("notify.failed", name),
                why.map(it -> Texts.of(it)).orElse(""),
                true));
      }
      case QUIET -> notifier.withdraw(name);
      case WAITING -> {}
    }
  }

  private void tellHelperStopped(String name) {
    told.remove(name);
    tell(
        name,
        "notify.stopped",
        state.exposed() ? "helper.stopped.text" : "helper.stopped.blocked",
        true);
  }

  private void tell(String name, String title, String text, boolean urgent) {
    tell(
        new Message(
            name, Texts.of(title, name), text.isEmpty() ? "" : Texts.of(text, name), urgent));
  }

  private void tell(Message message) {
    if (begun && !watched.getAsBoolean() && wanted.test(message.profile())) {
      notifier.tell(message);
    }
  }
}
