package org.culvert.app.ui.quit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.culvert.app.client.HelperClient;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.state.AppState;
import org.culvert.app.state.LinkState;
import org.culvert.core.api.Problem;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionState;
import org.jspecify.annotations.Nullable;

/** Leaving the app. Belongs to the JavaFX thread; requests go out on {@code background}. */
public final class QuitViewModel {
  private final AppState state;
  private final Predicate<String> outlives;
  private final HelperClient client;
  private final Executor background;
  private final Executor foreground;
  private final ReadOnlyObjectWrapper<@Nullable QuitQuestion> question =
      new ReadOnlyObjectWrapper<>(this, "question", null);
  private final ReadOnlyObjectWrapper<@Nullable Failure> failure =
      new ReadOnlyObjectWrapper<>(this, "failure", null);
  private final ReadOnlyBooleanWrapper over = new ReadOnlyBooleanWrapper(this, "over", false);

  /**
   * A tunnel that was to be taken down before the end, and was not.
   *
   * @param tunnel empty where it is not known which there are
   */
  public record Failure(String tunnel, Problem problem) {}

  /**
   * @param outlives whether a profile's tunnel stays when the window is gone; the demo's does not
   * @param background runs what blocks
   * @param foreground the JavaFX thread
   */
  public QuitViewModel(
      AppState state,
      Predicate<String> outlives,
      HelperClient client,
      Executor background,
      Executor foreground) {
    this.state = state;
    this.outlives = outlives;
    this.client = client;
    this.background = background;
    this.foreground = foreground;
    state.onChange(this::askAnew);
  }

  /** What is to be answered before the end; null when nothing is. */
  public ReadOnlyObjectProperty<@Nullable QuitQuestion> questionProperty() {
    return question.getReadOnlyProperty();
  }

  /** Why the app is still there although it was to disconnect and end. */
  public ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** Whether the app is to end now. */
  public ReadOnlyBooleanProperty overProperty() {
    return over.getReadOnlyProperty();
  }

  /** The user chose to quit: the end, or a question first. */
  public void quit() {
    ask(false);
  }

  /** The window was closed, and there is no tray where the app could go on. */
  public void closeUntrayed() {
    ask(true);
  }

  /** Not now. */
  public void stay() {
    question.set(null);
  }

  /** The end, and the tunnels stay. */
  public void leave() {
    question.set(null);
    over.set(true);
  }

  /** Takes the tunnels down, and ends once the helper has promised to. */
  public void disconnectAndLeave() {
    question.set(null);
    failure.set(null);
    List<String> tunnels = tunnels();
    boolean unknown = unknown(tunnels);
    background.execute(
        () -> {
          Optional<Failure> failed =
              unknown
                  ? disconnect("", new Request.DisconnectAll())
                  : tunnels.stream()
                      .map(each -> disconnect(each, new Request.Disconnect(each)))
                      .flatMap(Optional::stream)
                      .findFirst();
          foreground.execute(
              () -> {
                failure.set(failed.orElse(null));
                over.set(failed.isEmpty());
              });
        });
  }

  private void ask(boolean untrayed) {
    List<String> tunnels = tunnels();
    if (tunnels.isEmpty() && !unknown(tunnels)) {
      leave();
    } else {
      ask(tunnels, untrayed);
    }
  }

  private void ask(List<String> tunnels, boolean untrayed) {
    boolean connected = !tunnels.isEmpty() && tunnels.stream().allMatch(this::connected);
    question.set(new QuitQuestion(tunnels, connected, untrayed));
  }

  /**
   * Tunnels come and go while the user thinks. Where none is left, what became of it is worth
   * seeing, and there is nothing to ask.
   */
  private void askAnew() {
    QuitQuestion asked = question.get();
    if (asked == null) {
      return;
    }
    List<String> tunnels = tunnels();
    if (tunnels.isEmpty() && !unknown(tunnels)) {
      stay();
    } else {
      ask(tunnels, asked.untrayed());
    }
  }

  /** A helper that refuses to say which tunnels there are has some, perhaps. */
  private boolean unknown(List<String> tunnels) {
    return tunnels.isEmpty() && state.link() instanceof LinkState.Refusing;
  }

  /**
   * Nothing can be said, or done, about the tunnels of a helper that does not answer. Of one that
   * refuses to say which there are, those count that were known last.
   */
  private List<String> tunnels() {
    return state.link() instanceof LinkState.Up || state.link() instanceof LinkState.Refusing
        ? state.sessions().stream()
            .filter(session -> goesOn(session.status().state()))
            .map(session -> session.status().name())
            .filter(outlives)
            .sorted()
            .toList()
        : List.of();
  }

  private static boolean goesOn(SessionState state) {
    return !state.ended() && state != SessionState.DISCONNECTING;
  }

  private boolean connected(String tunnel) {
    return state.standing(tunnel).state() == SessionState.CONNECTED;
  }

  private Optional<Failure> disconnect(String tunnel, Request request) {
    try {
      return client.request(request) instanceof Response.Refused(Problem why)
          ? Optional.of(new Failure(tunnel, why))
          : Optional.empty();
    } catch (HelperUnreachableException e) {
      return Optional.of(new Failure(tunnel, e.problem()));
    }
  }
}
