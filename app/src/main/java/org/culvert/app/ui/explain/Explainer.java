package org.culvert.app.ui.explain;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.culvert.app.explain.Circumstances;
import org.culvert.app.explain.Explanation;
import org.culvert.app.explain.Explanations;
import org.culvert.app.explain.ProfileFacts;
import org.culvert.app.state.AppState;
import org.culvert.app.state.KnownSession;
import org.culvert.app.ui.profiles.ProfileShelf;
import org.culvert.app.ui.text.Unparted;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.SessionStatus;

/**
 * Explains the problems of the shown profile by what the profile says and how its session went.
 * Belongs to the JavaFX thread.
 */
public final class Explainer {
  private final AppState state;
  private final ProfileShelf shelf;
  private final Executor background;
  private final Executor foreground;
  private final InstantSource clock;
  private final Explanations explanations = Explanations.local();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private String profile = "";
  private Optional<ProfileFacts> facts = Optional.empty();

  /**
   * @param background runs what blocks
   * @param foreground the JavaFX thread
   */
  public Explainer(
      AppState state,
      ProfileShelf shelf,
      Executor background,
      Executor foreground,
      InstantSource clock) {
    this.state = state;
    this.shelf = shelf;
    this.background = background;
    this.foreground = foreground;
    this.clock = clock;
  }

  /** Reads another profile. */
  public void show(String name) {
    profile = name;
    facts = Optional.empty();
    if (name.isEmpty()) {
      return;
    }
    background.execute(
        () -> {
          Optional<ProfileFacts> read = read(name);
          foreground.execute(() -> take(name, read));
        });
  }

  /** Calls {@code listener} when more is known than before. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** A problem of now. */
  public Explanation explain(Problem problem) {
    Optional<KnownSession> session = state.session(profile);
    return explain(
        problem,
        new Circumstances(
            clock.instant(),
            session
                .map(KnownSession::status)
                .flatMap(SessionStatus::remote)
                .map(remote -> remote.transport().startsWith("udp")),
            facts,
            session.map(KnownSession::refusals).orElse(0)));
  }

  /** The problem that a line of the log tells of; what the session did then is not known now. */
  public Optional<Explanation> explain(LogLine line) {
    return line.problem()
        .map(
            it ->
                explain(
                    it,
                    new Circumstances(
                        Instant.ofEpochMilli(line.time()), Optional.empty(), facts, 0)));
  }

  private Explanation explain(Problem problem, Circumstances known) {
    Explanation words = explanations.explain(problem, known);
    return new Explanation(
        Unparted.of(words.happened()),
        Unparted.of(words.meaning()),
        Unparted.of(words.remedy()),
        words.fix());
  }

  /** A session may be another's, or its profile gone: then its text is not here. */
  private Optional<ProfileFacts> read(String name) {
    try {
      return ProfileFacts.of(shelf.text(name), clock.instant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void take(String name, Optional<ProfileFacts> read) {
    if (name.equals(profile)) {
      facts = read;
      listeners.forEach(Runnable::run);
    }
  }
}
