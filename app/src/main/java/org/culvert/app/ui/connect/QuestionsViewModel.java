package org.culvert.app.ui.connect;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.culvert.app.browser.Browser;
import org.culvert.app.browser.WebAddress;
import org.culvert.app.explain.Explanations;
import org.culvert.app.state.AppState;
import org.culvert.app.state.KnownSession;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What sessions ask the user: one question at a time, and whose comes first. Belongs to the JavaFX
 * thread.
 */
public final class QuestionsViewModel {
  /** The sessions that ask. */
  interface Sessions {
    /** Hands the answer over, and wipes it. */
    void answer(Asked to, Reply reply);

    /** Ends a session whose question nobody wants to answer. */
    void end(String session);

    /** There is something else to ask, or nothing any more. */
    void refresh();
  }

  private final AppState state;
  private final SavedAnswers saved;
  private final Browser browser;
  private final Sessions sessions;
  private final Executor background;
  private final Executor foreground;

  private final ReadOnlyObjectWrapper<@Nullable QuestionRequest> question =
      new ReadOnlyObjectWrapper<>(this, "question", null);
  private final ReadOnlyStringWrapper otherAsking =
      new ReadOnlyStringWrapper(this, "otherAsking", "");
  private final ReadOnlyStringWrapper putOff = new ReadOnlyStringWrapper(this, "putOff", "");

  private String shown = "";
  private Optional<SavedAnswers.ToAsk> asked = Optional.empty();

  /** The session that is to ask next. */
  private Optional<String> askedFirst = Optional.empty();

  QuestionsViewModel(
      AppState state,
      SavedAnswers saved,
      Browser browser,
      Sessions sessions,
      Executor background,
      Executor foreground) {
    this.state = state;
    this.saved = saved;
    this.browser = browser;
    this.sessions = sessions;
    this.background = background;
    this.foreground = foreground;
  }

  /**
   * What a session waits for: the shown profile's, or else another's. Null when nobody waits, while
   * the keyring is asked, after the answer was given, and while it is put off.
   */
  public ReadOnlyObjectProperty<@Nullable QuestionRequest> questionProperty() {
    return question.getReadOnlyProperty();
  }

  /** Another session that asks the user beside the one that is shown; empty for none. */
  public ReadOnlyStringProperty otherAskingProperty() {
    return otherAsking.getReadOnlyProperty();
  }

  /** Lets that other session ask now; the question that it takes the place of comes again. */
  public void letOtherAsk() {
    if (!otherAsking.get().isEmpty()) {
      askedFirst = Optional.of(otherAsking.get());
      sessions.refresh();
    }
  }

  /** The shown profile where its session waits for an answer that was put off, or empty. */
  public ReadOnlyStringProperty putOffProperty() {
    return putOff.getReadOnlyProperty();
  }

  /** Lets the shown profile's session ask what was put off. */
  public void takeUp() {
    saved.takeUp(shown);
    askedFirst = Optional.of(shown);
    sessions.refresh();
  }

  /**
   * Looks what is asked now.
   *
   * @param session whose profile is shown
   */
  void follow(String session) {
    shown = session;
    saved.follow(
        state.sessions().stream().map(KnownSession::status).toList(),
        sessions::answer,
        sessions::refresh);
    Optional<String> first = askedFirst.or(this::beingAsked);
    // From here on it is the one that is being asked.
    askedFirst = Optional.empty();
    askOnce(saved.first(first.orElse(shown)));
    putOff.set(saved.hasPutOff(shown) ? shown : "");
    otherAsking.set(asked.flatMap(it -> saved.other(it.asked().session())).orElse(""));
  }

  /**
   * Who asks stays until it has its answer, for that may be half typed; then the shown session's
   * question comes before those of the others.
   */
  private Optional<String> beingAsked() {
    return asked.map(SavedAnswers.ToAsk::asked).filter(saved::waitsFor).map(Asked::session);
  }

  private void askOnce(Optional<SavedAnswers.ToAsk> waiting) {
    if (waiting.equals(asked)) {
      return;
    }
    asked = waiting;
    question.set(waiting.map(this::request).orElse(null));
  }

  private QuestionRequest request(SavedAnswers.ToAsk to) {
    Asked which = to.asked();
    return new QuestionRequest(
        which.session(),
        warned(which),
        to.saving(),
        (reply, save) -> sessions.answer(which, saved.complete(which, reply, save)),
        () -> {
          saved.putOff(which);
          sessions.refresh();
        },
        () -> {
          saved.leave(which);
          sessions.end(which.session());
        },
        notOpened -> openPage(which.question(), notOpened));
  }

  /** Who was refused often is told before the next try what that may mean. */
  private Question warned(Asked which) {
    int refusals = state.session(which.session()).map(KnownSession::refusals).orElse(0);
    return which.question() instanceof Question.Login login
            && !login.reason().isEmpty()
            && refusals >= Explanations.MANY_REFUSALS
        ? new Question.Login(
            login.username(),
            login.asksPassword(),
            login.challenge(),
            login.reason() + "\n" + Texts.of("question.login.often", refusals))
        : which.question();
  }

  private void openPage(Question of, Runnable notOpened) {
    if (of instanceof Question.WebLogin web) {
      background.execute(
          () -> {
            if (!WebAddress.of(web.url()).map(browser::open).orElse(false)) {
              foreground.execute(notOpened);
            }
          });
    }
  }
}
