package org.culvert.app.ui.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.settings.Choices;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.state.LinkState;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.explain.Explainer;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.profiles.ProfilesViewModel;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the keyring answers, what the user, and what goes into it. */
class SavedAnswersTest {
  private static final Question LOGIN = login("");
  private static final Question.Challenge PIN = new Question.Challenge("PIN", false, true);
  private static final SecretName NAME = SecretName.login("id-office");

  private final AppState state = new AppState();
  private final EventInbox inbox = new EventInbox();
  private final FakeHelper helper = new FakeHelper();
  private final FakeKeyring keyring = new FakeKeyring();
  private final FakeShelf shelf = new FakeShelf().with("office", "o:1").with("home", "h:1");
  private final ArrayDeque<Runnable> background = new ArrayDeque<>();
  private final Executor later = background::add;
  private final List<String> said = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private long now = 1_000_000;
  private final ProfilesViewModel profiles =
      new ProfilesViewModel(state, shelf, keyring, Runnable::run, Runnable::run);
  private final Explainer explainer =
      new Explainer(state, shelf, Runnable::run, Runnable::run, () -> Instant.ofEpochMilli(now));
  private final ConnectViewModel model =
      new ConnectViewModel(
          state,
          helper,
          shelf,
          _ -> false,
          new SavedAnswers(keyring, shelf, later, Runnable::run, said::add),
          explainer,
          _ -> Choices.USUAL,
          later,
          Runnable::run,
          () -> Instant.ofEpochMilli(now));

  private static Question login(String reason) {
    return new Question.Login(Optional.empty(), true, Optional.empty(), reason);
  }

  @BeforeEach
  void begin() {
    profiles.load(Optional.empty());
    inbox.offer(new LinkState.Up());
    state.apply(inbox.drain());
    model.show(item("office"));
    helper.answer(
        request -> {
          if (request instanceof Request.Answer answer) {
            sent.add(answer.question() + " " + text(answer.reply()));
          }
          return new Response.Done();
        });
  }

  private ProfileItem item(String name) {
    return profiles.all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  /** What the helper reads, before it is wiped. */
  private static String text(Reply reply) {
    return reply.username().orElse("-")
        + " "
        + reply.password().map(SavedAnswersTest::text).orElse("-")
        + " "
        + reply.response().map(SavedAnswersTest::text).orElse("-");
  }

  private static String text(Secret secret) {
    return new String(secret.copyBytes(), UTF_8);
  }

  private void say(Event event) {
    inbox.offer(event);
    state.apply(inbox.drain());
    work();
  }

  private void work() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  private void connect() {
    model.act();
    work();
    now += 1_000;
    say(new Event.StatusChanged(Samples.in("office", SessionState.CONNECTING, now)));
  }

  private void ask(long id, Question question) {
    say(new Event.StatusChanged(Samples.waiting("office", id, question)));
  }

  private void connected() {
    say(new Event.StatusChanged(Samples.connected("office", ++now)));
  }

  private void fail(ProblemCode why) {
    say(
        new Event.StatusChanged(
            Samples.failed(
                "office",
                SessionState.FAILED,
                ++now,
                Optional.of(Problem.of(why, "vpn.example.com", "")))));
  }

  private QuestionRequest wanted() {
    return Objects.requireNonNull(model.questions().questionProperty().get(), "nobody is asked");
  }

  private void type(String user, String password, boolean save) {
    wanted().answer().give(Reply.login(new Credentials(user, Secret.ofText(password))), save);
    work();
  }

  @Test
  void aSavedLoginAnswersByItselfAndIsWiped() {
    keyring.put(NAME, "anna", "sesame");
    connect();
    ask(7, LOGIN);

    assertNull(model.questions().questionProperty().get());
    assertEquals(List.of("7 anna sesame -"), sent);
    assertThrows(IllegalStateException.class, keyring.given().getFirst()::copyBytes);
  }

  @Test
  void soDoPassphraseAndProxyLogin() {
    keyring.put(SecretName.passphrase("id-office"), "", "open");
    keyring.put(SecretName.proxyLogin("id-office", "p:1"), "ben", "other");
    connect();
    ask(1, new Question.KeyPassphrase("key", ""));
    ask(2, new Question.ProxyLogin("p:1", "", ""));

    assertEquals(List.of("1 - open -", "2 ben other -"), sent);
  }

  @Test
  void anotherProxyDoesNotGetTheLoginOfTheFirst() {
    keyring.put(SecretName.proxyLogin("id-office", "p:1"), "ben", "other");
    connect();
    ask(2, new Question.ProxyLogin("q:1", "", ""));

    assertEquals(List.of(), sent);
    assertEquals(Saving.Kept.NOTHING, wanted().saving().kept());
  }

  @Test
  void whatWasSavedAndIsRefusedIsAskedForWithTheNameFilledIn() {
    keyring.put(NAME, "anna", "old");
    connect();
    ask(7, LOGIN);
    ask(8, login("vpn refused it"));

    assertEquals(1, sent.size());
    assertEquals(new Saving(true, "", Saving.Kept.REFUSED, Optional.of("anna")), wanted().saving());
    keyring.given().forEach(it -> assertThrows(IllegalStateException.class, it::copyBytes));

    type("anna", "new", true);
    connected();
    assertEquals("anna\nnew", keyring.text(NAME));
    say(new Event.StatusChanged(Samples.in("office", SessionState.DISCONNECTED, ++now)));
    connect();
    ask(9, LOGIN);
    assertEquals("9 anna new -", sent.getLast());
  }

  @Test
  void aRefusalThatEndedTheSessionIsRememberedForTheNext() {
    keyring.put(NAME, "anna", "old");
    connect();
    ask(7, LOGIN);
    fail(ProblemCode.AUTH_FAILED);
    connect();
    ask(8, LOGIN);

    assertEquals(1, sent.size());
    assertEquals(Saving.Kept.REFUSED, wanted().saving().kept());
  }

  @Test
  void anEndForAnotherReasonSaysNothingAboutTheLogin() {
    keyring.put(NAME, "anna", "sesame");
    connect();
    ask(7, LOGIN);
    fail(ProblemCode.NO_ANSWER);
    connect();
    ask(8, LOGIN);

    assertEquals(List.of("7 anna sesame -", "8 anna sesame -"), sent);
  }

  @Test
  void aWrongPassphraseIsNotGivenTwice() {
    keyring.put(SecretName.passphrase("id-office"), "", "old");
    connect();
    ask(1, new Question.KeyPassphrase("key", ""));
    ask(2, new Question.KeyPassphrase("key", "wrong"));

    assertEquals(1, sent.size());
    assertEquals(Saving.Kept.REFUSED, wanted().saving().kept());
  }

  @Test
  void whatIsTypedAndWrongAsWellIsNotBlamedOnTheKeyring() {
    keyring.put(NAME, "anna", "old");
    connect();
    ask(7, LOGIN);
    ask(8, login("refused"));
    type("anna", "typo", true);
    ask(9, login("refused"));

    assertEquals(Saving.Kept.OUTDATED, wanted().saving().kept());
    assertEquals("anna\nold", keyring.text(NAME));
  }

  @Test
  void aLoginIsSavedOnceTheServerTookIt() {
    connect();
    ask(7, LOGIN);
    assertEquals(new Saving(true, "", Saving.Kept.NOTHING, Optional.empty()), wanted().saving());
    type("anna", "sesame", true);
    assertEquals(Set.of(), keyring.names());
    connected();

    assertEquals("anna\nsesame", keyring.text(NAME));
    assertEquals("Culvert: login of office", keyring.label(NAME));
    assertEquals(List.of(), said);
  }

  @Test
  void whatIsNotWantedOrRefusedIsNotSaved() {
    connect();
    ask(7, LOGIN);
    type("anna", "typo", true);
    ask(8, login("refused"));
    type("anna", "sesame", false);
    connected();
    assertEquals(Set.of(), keyring.names());

    say(new Event.StatusChanged(Samples.in("office", SessionState.DISCONNECTED, ++now)));
    connect();
    ask(9, LOGIN);
    type("anna", "typo", true);
    fail(ProblemCode.AUTH_FAILED);
    connect();
    connected();
    assertEquals(Set.of(), keyring.names());
  }

  @Test
  void aKeyringThatDoesNotSaveIsTold() {
    connect();
    ask(7, LOGIN);
    type("anna", "sesame", true);
    keyring.trouble(KeyringTrouble.LOCKED);
    connected();

    assertEquals(List.of("Nothing was saved for office. The keyring stayed locked."), said);
  }

  @Test
  void responsesToChallengesAreNeverSaved() {
    connect();
    ask(7, PIN);
    assertEquals(Saving.NONE, wanted().saving());
    wanted().answer().give(Reply.response(Secret.ofText("123")), true);
    work();
    ask(8, new Question.Login(Optional.empty(), true, Optional.of(PIN), ""));
    wanted()
        .answer()
        .give(
            new Reply(
                Optional.of("anna"),
                Optional.of(Secret.ofText("sesame")),
                Optional.of(Secret.ofText("456"))),
            true);
    work();
    connected();

    assertEquals(Set.of(NAME), keyring.names());
    assertEquals("anna\nsesame", keyring.text(NAME));
  }

  @Test
  void theSavedPasswordStandsForOneThatIsLeftEmpty() {
    keyring.put(NAME, "anna", "sesame");
    connect();
    ask(7, new Question.Login(Optional.empty(), true, Optional.of(PIN), ""));
    assertEquals(new Saving(true, "", Saving.Kept.USABLE, Optional.of("anna")), wanted().saving());
    wanted()
        .answer()
        .give(
            new Reply(Optional.of("anna"), Optional.empty(), Optional.of(Secret.ofText("456"))),
            true);
    work();
    connected();

    assertEquals(List.of("7 anna sesame 456"), sent);
    assertFalse(keyring.asked().contains("store login"));
    assertThrows(IllegalStateException.class, keyring.given().getFirst()::copyBytes);
  }

  @Test
  void aWrongResponseIsNotBlamedOnTheSavedLogin() {
    keyring.put(NAME, "anna", "sesame");
    connect();
    ask(7, LOGIN);
    ask(8, PIN);
    wanted().answer().give(Reply.response(Secret.ofText("123")), false);
    work();
    ask(9, login("refused"));
    assertEquals(Saving.Kept.USABLE, wanted().saving().kept());
    assertEquals(2, sent.size());

    fail(ProblemCode.AUTH_FAILED);
    connect();
    ask(10, LOGIN);
    assertEquals("10 anna sesame -", sent.getLast());
  }

  @Test
  void aProfileThatWantsItForgottenIsNotOfferedToBeSaved() {
    shelf.forgetting();
    keyring.put(NAME, "anna", "sesame");
    connect();
    ask(7, LOGIN);

    assertEquals(Saving.NONE, wanted().saving());
    assertEquals(List.of(), keyring.asked());
  }

  @Test
  void withoutAKeyringTheSheetSaysWhy() {
    keyring.trouble(KeyringTrouble.NO_KEYRING);
    connect();
    ask(7, LOGIN);

    assertEquals(
        new Saving(
            false,
            "This desktop has no keyring; kept for this session only.",
            Saving.Kept.NOTHING,
            Optional.empty()),
        wanted().saving());
  }

  @Test
  void everyTroubleHasItsWords() {
    long id = 0;
    for (KeyringTrouble trouble : KeyringTrouble.values()) {
      keyring.trouble(trouble);
      model.act();
      work();
      ask(++id, LOGIN);
      assertEquals(
          trouble == KeyringTrouble.LOCKED, wanted().saving().note().isEmpty(), trouble.name());
      fail(ProblemCode.NO_ANSWER);
    }
  }

  @Test
  void whoDoesNotUnlockTheKeyringIsNotAskedAgainInTheSameAttempt() {
    keyring.put(NAME, "anna", "sesame");
    keyring.trouble(KeyringTrouble.LOCKED);
    connect();
    ask(7, LOGIN);
    assertTrue(wanted().saving().offered());
    type("anna", "typo", false);
    ask(8, login("refused"));

    assertEquals(List.of("find login"), keyring.asked());
  }

  @Test
  void aSessionThatBeganElsewhereGetsNothingFromTheKeyring() {
    keyring.put(NAME, "anna", "sesame");
    ask(7, LOGIN);

    assertEquals(Saving.NONE, wanted().saving());
    assertEquals(List.of(), keyring.asked());
    assertEquals(List.of(), sent);
  }

  @Test
  void norDoesOneThatBeganElsewhereAfterOurs() {
    keyring.put(NAME, "anna", "sesame");
    connect();
    say(new Event.StatusChanged(Samples.in("office", SessionState.DISCONNECTED, ++now)));
    ask(7, LOGIN);

    assertEquals(List.of(), sent);
  }

  @Test
  void norDoesOneThatCouldNotBeBegun() {
    keyring.put(NAME, "anna", "sesame");
    helper.answer(_ -> new Response.Refused(Problem.of(ProblemCode.NOT_NOW, "busy", "wait")));
    model.act();
    work();
    ask(7, LOGIN);

    assertEquals(Saving.NONE, wanted().saving());
  }

  @Test
  void aQuestionThatWentMeanwhileIsNotAnswered() {
    keyring.put(NAME, "anna", "sesame");
    connect();
    inbox.offer(new Event.StatusChanged(Samples.waiting("office", 7, LOGIN)));
    state.apply(inbox.drain());
    inbox.offer(new Event.StatusChanged(Samples.in("office", SessionState.CONNECTING, now)));
    state.apply(inbox.drain());
    work();

    assertEquals(List.of(), sent);
    assertThrows(IllegalStateException.class, keyring.given().getFirst()::copyBytes);
  }

  @Test
  void aSessionInTheBackgroundIsAnsweredToo() {
    keyring.put(NAME, "anna", "sesame");
    connect();
    model.show(item("home"));
    say(new Event.StatusChanged(Samples.waiting("home", 3, LOGIN)));
    assertEquals("home", wanted().session());
    ask(7, LOGIN);

    assertEquals(List.of("7 anna sesame -"), sent);
    assertEquals("home", wanted().session());
  }

  @Test
  void whatWasOnceAcceptedIsGivenAgainWhenTheServerAsksAgain() {
    keyring.put(NAME, "anna", "sesame");
    connect();
    ask(7, LOGIN);
    connected();
    say(new Event.StatusChanged(Samples.in("office", SessionState.RECONNECTING, ++now)));
    ask(8, LOGIN);

    assertEquals(2, sent.size());
    assertInstanceOf(Request.Connect.class, helper.requests().getFirst());
  }
}
