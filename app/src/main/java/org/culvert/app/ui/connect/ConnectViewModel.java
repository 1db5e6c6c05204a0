package org.culvert.app.ui.connect;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.culvert.app.browser.Browser;
import org.culvert.app.client.HelperClient;
import org.culvert.app.explain.Explanation;
import org.culvert.app.explain.ProfileFacts;
import org.culvert.app.state.AppState;
import org.culvert.app.state.KnownSession;
import org.culvert.app.state.LinkState;
import org.culvert.app.state.Standing;
import org.culvert.app.ui.explain.Explainer;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.profiles.ProfileShelf;
import org.culvert.app.ui.text.Elapsed;
import org.culvert.app.ui.text.Texts;
import org.culvert.app.ui.text.Tone;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.jspecify.annotations.Nullable;

/**
 * The session of the selected profile. Belongs to the JavaFX thread; requests go out on {@code
 * background}. It never guesses: what it shows changes when the state does.
 */
public final class ConnectViewModel {
  /** What the big button does. */
  public enum Action {
    CONNECT,
    CANCEL,
    DISCONNECT
  }

  /**
   * The profile that goes on by TCP as soon as its session has ended.
   *
   * @param blocking whether that had a kill switch, which whoever began it may have asked for alone
   */
  private record ByTcp(String name, boolean blocking) {}

  private final AppState state;
  private final HelperClient client;
  private final SavedAnswers saved;
  private final QuestionsViewModel questions;
  private final Explainer explainer;
  private final Exchanges exchanges;
  private final Executor background;
  private final Executor foreground;
  private final InstantSource clock;

  private final ReadOnlyObjectWrapper<@Nullable ProfileItem> profile =
      new ReadOnlyObjectWrapper<>(this, "profile", null);
  private final ReadOnlyObjectWrapper<Tone> tone =
      new ReadOnlyObjectWrapper<>(this, "tone", Tone.IDLE);
  private final ReadOnlyStringWrapper stateText = new ReadOnlyStringWrapper(this, "stateText", "");
  private final ReadOnlyStringWrapper elapsed = new ReadOnlyStringWrapper(this, "elapsed", "");
  private final ReadOnlyObjectWrapper<Action> action =
      new ReadOnlyObjectWrapper<>(this, "action", Action.CONNECT);
  private final ReadOnlyBooleanWrapper actionPossible =
      new ReadOnlyBooleanWrapper(this, "actionPossible", false);
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem =
      new ReadOnlyObjectWrapper<>(this, "problem", null);
  private final ReadOnlyObjectWrapper<@Nullable Explanation> explanation =
      new ReadOnlyObjectWrapper<>(this, "explanation", null);
  private final ReadOnlyObjectWrapper<Optional<Explanation.Fix>> fix =
      new ReadOnlyObjectWrapper<>(this, "fix", Optional.empty());
  private final ReadOnlyObjectWrapper<@Nullable Problem> refusal =
      new ReadOnlyObjectWrapper<>(this, "refusal", null);
  private final ReadOnlyObjectWrapper<SessionFacts> facts =
      new ReadOnlyObjectWrapper<>(
          this, "facts", SessionFacts.of(SessionStatus.disconnected("", 0), ""));
  private final ReadOnlyStringWrapper pathFigures =
      new ReadOnlyStringWrapper(this, "pathFigures", "");
  private final ReadOnlyBooleanWrapper factsCurrent =
      new ReadOnlyBooleanWrapper(this, "factsCurrent", true);

  private SessionStatus status = SessionStatus.disconnected("", 0);
  private Standing standing = Standing.NONE;
  private boolean requesting;

  /** What was said when nobody knew what the user has chosen. */
  private Optional<Problem> unsettled = Optional.empty();

  private Optional<ByTcp> byTcpNext = Optional.empty();

  /**
   * @param choices what the user has chosen for a profile
   * @param background runs what blocks
   * @param foreground the JavaFX thread
   */
  public ConnectViewModel(
      AppState state,
      HelperClient client,
      ProfileShelf shelf,
      Browser browser,
      SavedAnswers saved,
      Explainer explainer,
      ChosenFor choices,
      Executor background,
      Executor foreground,
      InstantSource clock) {
    this.state = state;
    this.client = client;
    this.saved = saved;
    this.explainer = explainer;
    exchanges = new Exchanges(client, shelf, choices);
    this.background = background;
    this.foreground = foreground;
    this.clock = clock;
    questions = new QuestionsViewModel(state, saved, browser, asking(), background, foreground);
    state.onChange(this::refresh);
    explainer.onChange(this::refresh);
  }

  /** The profile that is shown. */
  public ReadOnlyObjectProperty<@Nullable ProfileItem> profileProperty() {
    return profile.getReadOnlyProperty();
  }

  /** The feeling of the state. */
  public ReadOnlyObjectProperty<Tone> toneProperty() {
    return tone.getReadOnlyProperty();
  }

  /** The word for the state. */
  public ReadOnlyStringProperty stateTextProperty() {
    return stateText.getReadOnlyProperty();
  }

  /** How long the state lasts; empty where that says nothing. */
  public ReadOnlyStringProperty elapsedProperty() {
    return elapsed.getReadOnlyProperty();
  }

  /** What the button does. */
  public ReadOnlyObjectProperty<Action> actionProperty() {
    return action.getReadOnlyProperty();
  }

  /** Whether the button does anything now. */
  public ReadOnlyBooleanProperty actionPossibleProperty() {
    return actionPossible.getReadOnlyProperty();
  }

  /** What went wrong last, as long as it matters. */
  public ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The same in plain words; null when nothing is wrong. */
  public ReadOnlyObjectProperty<@Nullable Explanation> explanationProperty() {
    return explanation.getReadOnlyProperty();
  }

  /** What can be done about it at once. */
  public ReadOnlyObjectProperty<Optional<Explanation.Fix>> fixProperty() {
    return fix.getReadOnlyProperty();
  }

  /** Why the last request was not even begun. */
  public ReadOnlyObjectProperty<@Nullable Problem> refusalProperty() {
    return refusal.getReadOnlyProperty();
  }

  /** What was negotiated. */
  public ReadOnlyObjectProperty<SessionFacts> factsProperty() {
    return facts.getReadOnlyProperty();
  }

  /** How much the data path moves at a time; empty when nothing can be said. */
  public ReadOnlyStringProperty pathFiguresProperty() {
    return pathFigures.getReadOnlyProperty();
  }

  /** Whether the facts are true now, or only were when the helper was last heard of. */
  public ReadOnlyBooleanProperty factsCurrentProperty() {
    return factsCurrent.getReadOnlyProperty();
  }

  /** What sessions ask the user. */
  public QuestionsViewModel questions() {
    return questions;
  }

  /** Shows another profile. */
  public void show(@Nullable ProfileItem item) {
    ProfileItem old = profile.get();
    if (old == null || item == null || !old.name().equals(item.name())) {
      refusal.set(null);
      byTcpNext = Optional.empty();
    }
    profile.set(item);
    refresh();
  }

  /** Does what the button says. */
  public void act() {
    if (!actionPossible.get()) {
      return;
    }
    switch (action.get()) {
      case CONNECT -> connect();
      case CANCEL, DISCONNECT -> disconnect();
    }
  }

  /** Connects the shown profile when that is what the button would do. */
  public void connect() {
    ProfileItem item = profile.get();
    if (item == null || action.get() != Action.CONNECT || !actionPossible.get()) {
      return;
    }
    begin(item, exchanges.connect(item.name(), text -> text, false));
  }

  /**
   * Connects the shown profile by its TCP servers; what it is doing now is ended before. What its
   * kill switch blocks stays blocked meanwhile, and nothing is ended where it is not known what to
   * begin.
   */
  public void connectByTcp() {
    ProfileItem item = profile.get();
    if (item == null || !actionPossible.get()) {
      return;
    }
    ByTcp next = new ByTcp(item.name(), status.blocking());
    if (status.state().ended()) {
      begin(item, next);
      return;
    }
    if (mayBegin(next.name())) {
      byTcpNext = Optional.of(next);
      request(() -> client.request(new Request.Disconnect(next.name(), true)));
    }
  }

  /** To be called when the user's choices may be known again: what was said of them is no more. */
  public void choicesChanged() {
    if (unsettled.isPresent()
        && unsettled.equals(Optional.ofNullable(refusal.get()))
        && exchanges.unknown(status.name()).isEmpty()) {
      refusal.set(null);
      refresh();
    }
  }

  private boolean mayBegin(String name) {
    unsettled = exchanges.unknown(name);
    if (unsettled.isPresent()) {
      refusal.set(unsettled.get());
      refresh();
    }
    return unsettled.isEmpty();
  }

  /** Ends the shown profile's session when that is what the button would do. */
  public void end() {
    if (action.get() != Action.CONNECT && actionPossible.get()) {
      disconnect();
    }
  }

  /** To be called every second or so: keeps the duration going. */
  public void tick() {
    boolean lasting = standing.known() && !status.state().ended();
    elapsed.set(lasting && status.since() > 0 ? Elapsed.of(clock.millis() - status.since()) : "");
  }

  private void begin(ProfileItem item, ByTcp next) {
    begin(item, exchanges.connect(next.name(), ProfileFacts::onlyByTcp, next.blocking()));
  }

  private void begin(ProfileItem item, Exchanges.Exchange exchange) {
    if (!mayBegin(item.name())) {
      return;
    }
    // Before the request: the first question may be here before the answer to it.
    saved.begins(item.name(), status.since());
    request(exchange, () -> saved.stopped(item.name()));
  }

  /**
   * Connects a profile, which need not be the one that is shown.
   *
   * @param refused told why it was not even begun
   */
  public void connect(ProfileItem item, Consumer<Problem> refused) {
    saved.begins(item.name(), state.session(item.name()).map(it -> it.status().since()).orElse(0L));
    Exchanges.Exchange exchange = exchanges.connect(item.name(), text -> text, false);
    background.execute(
        () -> {
          Optional<Problem> why = exchange.refused();
          foreground.execute(
              () ->
                  why.ifPresent(
                      problem -> {
                        saved.stopped(item.name());
                        refused.accept(problem);
                      }));
        });
  }

  private void disconnect() {
    disconnect(status.name());
  }

  private void disconnect(String name) {
    request(() -> client.request(new Request.Disconnect(name)));
  }

  private QuestionsViewModel.Sessions asking() {
    return new QuestionsViewModel.Sessions() {
      @Override
      public void answer(Asked to, Reply reply) {
        request(
            () -> {
              try {
                return client.request(new Request.Answer(to.session(), to.open().id(), reply));
              } finally {
                reply.wipe();
              }
            });
      }

      @Override
      public void end(String session) {
        disconnect(session);
      }

      @Override
      public void refresh() {
        ConnectViewModel.this.refresh();
      }
    };
  }

  private void request(Exchanges.Exchange exchange) {
    request(exchange, () -> {});
  }

  private void request(Exchanges.Exchange exchange, Runnable notBegun) {
    refusal.set(null);
    requesting = true;
    refresh();
    background.execute(
        () -> {
          Optional<Problem> refused = exchange.refused();
          foreground.execute(
              () -> {
                refusal.set(refused.orElse(null));
                refused.ifPresent(_ -> notBegun.run());
                requesting = false;
                refresh();
              });
        });
  }

  private void refresh() {
    ProfileItem item = profile.get();
    String name = item == null ? "" : item.name();
    Optional<KnownSession> session = state.session(name);
    boolean up = state.link() instanceof LinkState.Up;
    status = session.map(KnownSession::status).orElse(SessionStatus.disconnected(name, 0));
    SessionState now = status.state();
    standing = state.standing(name);
    tone.set(up ? Tone.of(now) : Tone.IDLE);
    stateText.set(Texts.of(standing));
    factsCurrent.set(standing.known());
    action.set(actionFor(now));
    actionPossible.set(item != null && up && !requesting && now != SessionState.DISCONNECTING);
    facts.set(SessionFacts.of(status, item == null ? "" : item.profile().server()));
    pathFigures.set(session.filter(_ -> standing.known()).map(PathFigures::of).orElse(""));
    Problem wrong = refusal.get() != null ? refusal.get() : lastError();
    problem.set(wrong);
    explanation.set(wrong == null ? null : explainer.explain(wrong));
    fix.set(Optional.ofNullable(explanation.get()).flatMap(Explanation::fix));
    tick();
    questions.follow(status.name());
    goOnByTcp(item);
  }

  private void goOnByTcp(@Nullable ProfileItem item) {
    if (refusal.get() != null) {
      byTcpNext = Optional.empty();
    }
    if (item != null
        && byTcpNext.filter(next -> next.name().equals(item.name())).isPresent()
        && status.state().ended()
        && actionPossible.get()) {
      ByTcp next = byTcpNext.get();
      byTcpNext = Optional.empty();
      begin(item, next);
    }
  }

  private @Nullable Problem lastError() {
    return switch (status.state()) {
      // What a retry was for means nothing once the user stopped it.
      case DISCONNECTING, DISCONNECTED -> null;
      // Nor once it is connected: what is wrong then will not pass by itself.
      case CONNECTED ->
          status
              .lastError()
              .filter(what -> what.code().kind() != ProblemCode.Kind.WILL_RETRY)
              .orElse(null);
      case RESOLVING,
          CONNECTING,
          AUTHENTICATING,
          WAITING_FOR_USER,
          CONFIGURING,
          RECONNECTING,
          FAILED ->
          // A block is the whole window's affair, which says what can be done.
          status
              .lastError()
              .filter(what -> what.code() != ProblemCode.TRAFFIC_BLOCKED)
              .orElse(null);
    };
  }

  private static Action actionFor(SessionState state) {
    return switch (Tone.of(state)) {
      case IDLE, BAD -> Action.CONNECT;
      case BUSY -> Action.CANCEL;
      case GOOD -> Action.DISCONNECT;
    };
  }
}
