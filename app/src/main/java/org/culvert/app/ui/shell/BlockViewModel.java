package org.culvert.app.ui.shell;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.culvert.app.client.HelperClient;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.state.AppState;
import org.culvert.app.state.KnownSession;
import org.culvert.app.state.LinkState;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionStatus;

/** Kill switches that hold without a tunnel. Belongs to the JavaFX thread. */
public final class BlockViewModel {
  private final AppState state;
  private final HelperClient client;
  private final Executor background;
  private final Executor foreground;
  private final Consumer<String> say;
  private final ReadOnlyObjectWrapper<List<String>> names =
      new ReadOnlyObjectWrapper<>(this, "names", List.of());

  /**
   * @param say tells the user that it was not done
   */
  BlockViewModel(
      AppState state,
      HelperClient client,
      Executor background,
      Executor foreground,
      Consumer<String> say) {
    this.state = state;
    this.client = client;
    this.background = background;
    this.foreground = foreground;
    this.say = say;
    state.onChange(this::refresh);
    refresh();
  }

  /**
   * Whose kill switches: of sessions that ended, and of all when the helper has gone. One that is
   * stopped tells of the end of each before; what a killed one leaves goes on blocking.
   */
  public ReadOnlyObjectProperty<List<String>> namesProperty() {
    return names.getReadOnlyProperty();
  }

  /** Lets traffic pass; the state tells when it does. */
  public void unblock() {
    unblock(() -> {});
  }

  /**
   * The same from where nothing can be said.
   *
   * @param failed brings what can say it, before it is said
   */
  void unblock(Runnable failed) {
    background.execute(
        () -> {
          String failure = failure();
          if (!failure.isEmpty()) {
            foreground.execute(
                () -> {
                  failed.run();
                  say.accept(Texts.of("blocked.failed", failure));
                });
          }
        });
  }

  private String failure() {
    try {
      return client.request(new Request.Unblock()) instanceof Response.Refused(var problem)
          ? Texts.of(problem)
          : "";
    } catch (HelperUnreachableException e) {
      return Texts.of(e.problem());
    }
  }

  private void refresh() {
    boolean up = state.link() instanceof LinkState.Up;
    names.set(
        state.sessions().stream()
            .map(KnownSession::status)
            .filter(status -> status.blocking() && (status.state().ended() || !up))
            .map(SessionStatus::name)
            .sorted()
            .toList());
  }
}
