package org.culvert.app.state;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.SessionStatus;

/**
 * The last known truth. Changed only by {@link #apply}; belongs to the thread that calls it, which
 * in the window is the JavaFX thread.
 */
public final class AppState {
  private final Map<String, KnownSession> sessions = new LinkedHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Set<String> lost = new LinkedHashSet<>();
  private LinkState link = new LinkState.Connecting();
  private boolean exposed;

  /** Takes news in, then tells every listener once. */
  public void apply(News news) {
    boolean hadLost = !lost.isEmpty();
    news.link().ifPresent(newLink -> link = newLink);
    news.all().ifPresent(this::replaceSessions);
    news.keptLog().ifPresent(this::replaceLogs);
    news.statuses().forEach(status -> known(status.name()).status(status));
    news.traffic().forEach(traffic -> known(traffic.session()).traffic(traffic));
    news.lines().forEach(line -> known(line.session()).line(line));
    lost.removeIf(name -> session(name).filter(it -> !it.status().state().ended()).isPresent());
    exposed = !lost.isEmpty() && (exposed || !(hadLost ? blocking() : blockingFromBefore()));
    listeners.forEach(Runnable::run);
  }

  /** Calls {@code listener} after each change until the returned handle is run. */
  public Runnable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Whether the helper answers. */
  public LinkState link() {
    return link;
  }

  /** What is known about a session; empty when the helper never spoke of it. */
  public Optional<KnownSession> session(String name) {
    return Optional.ofNullable(sessions.get(name));
  }

  /** How a session stands; what is over stays over without a helper. */
  public Standing standing(String name) {
    return session(name)
        .map(
            it ->
                new Standing(
                    it.status().state(),
                    link instanceof LinkState.Up || it.status().state().ended(),
                    it.stood(),
                    it.status().blocking() && it.status().state().ended()))
        .orElse(Standing.NONE);
  }

  /**
   * Tunnels that went away with a helper that stopped, until they are begun again or {@link
   * #forgetLost}.
   */
  public Set<String> lost() {
    return Set.copyOf(lost);
  }

  /**
   * Whether traffic could go outside a tunnel at some time since those of {@link #lost} went: it
   * could not while the kill switch of another profile held.
   */
  public boolean exposed() {
    return exposed;
  }

  /** The user has read which tunnels were lost. */
  public void forgetLost() {
    lost.clear();
    exposed = false;
    listeners.forEach(Runnable::run);
  }

  /** All sessions that the helper spoke of: a view. */
  public Collection<KnownSession> sessions() {
    return Collections.unmodifiableCollection(sessions.values());
  }

  private boolean blocking() {
    return sessions.values().stream().anyMatch(session -> session.status().blocking());
  }

  /** What a new helper found, and not what was begun since the old one went. */
  private boolean blockingFromBefore() {
    return sessions.values().stream()
        .map(KnownSession::status)
        .anyMatch(status -> status.blocking() && status.state().ended());
  }

  private KnownSession known(String name) {
    return sessions.computeIfAbsent(name, KnownSession::new);
  }

  private void replaceSessions(List<SessionStatus> all) {
    Set<String> names = all.stream().map(SessionStatus::name).collect(Collectors.toSet());
    // A helper keeps the sessions that ended: one that does not know a session is another helper.
    sessions.forEach(
        (name, session) -> {
          if (session.stood() && !names.contains(name)) {
            lost.add(name);
          }
        });
    sessions.keySet().retainAll(names);
    all.forEach(status -> known(status.name()).status(status));
  }

  private void replaceLogs(List<LogLine> kept) {
    Map<String, List<LogLine>> bySession =
        kept.stream().collect(Collectors.groupingBy(LogLine::session));
    sessions.forEach((name, session) -> session.lines(bySession.getOrDefault(name, List.of())));
  }
}
