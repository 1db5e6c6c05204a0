package org.culvert.app.ui.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.culvert.app.browser.WebAddress;
import org.culvert.app.explain.Explanation;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Choices;
import org.culvert.app.settings.Settings;
import org.culvert.app.settings.SettingsKeeper;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.state.LinkState;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.explain.Explainer;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.profiles.ProfilesViewModel;
import org.culvert.app.ui.text.Tone;
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

class ConnectViewModelTest {
  private static final Question LOGIN =
      new Question.Login(Optional.empty(), true, Optional.empty(), "");

  private final AppState state = new AppState();
  private final EventInbox inbox = new EventInbox();
  private final FakeHelper helper = new FakeHelper();
  private final FakeShelf shelf = new FakeShelf().with("plain", "p:1").with("secret", "s:1");
  private final ArrayDeque<Runnable> background = new ArrayDeque<>();
  private final Executor later = background::add;
  private final List<WebAddress> pages = new ArrayList<>();
  private boolean browserThere = true;
  private long now = 1_000_000;
  private ConnectViewModel.Chosen chosen = _ -> Choices.USUAL;
  private final ProfilesViewModel profiles =
      new ProfilesViewModel(state, shelf, new FakeKeyring(), Runnable::run, Runnable::run);
  private final Explainer explainer =
      new Explainer(state, shelf, Runnable::run, Runnable::run, () -> Instant.ofEpochMilli(now));
  private final ConnectViewModel model =
      new ConnectViewModel(
          state,
          helper,
          shelf,
          page -> pages.add(page) && browserThere,
          new SavedAnswers(new FakeKeyring(), shelf, later, Runnable::run, _ -> {}),
          explainer,
          name -> chosen.of(name),
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

  private void show(String name) {
    model.show(item(name));
  }

  private ProfileItem item(String name) {
    return profiles.all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private void say(Event event) {
    inbox.offer(event);
    state.apply(inbox.drain());
  }

  private void work() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  private QuestionRequest wanted() {
    return Objects.requireNonNull(model.questions().questionProperty().get());
  }

  @Test
  void connectSendsTheProfileAndTheButtonRestsUntilTheAnswer() {
    model.act();
    assertFalse(model.actionPossibleProperty().get());
    work();

    Request.Connect sent = assertInstanceOf(Request.Connect.class, helper.requests().getFirst());
    assertEquals("plain", sent.name());
    assertTrue(sent.profile().startsWith("client"));
    assertTrue(model.actionPossibleProperty().get());
  }

  @Test
  void withoutTheSettingsNothingIsConnectedForTheyMayWantTheKillSwitch() {
    chosen = new SettingsKeeper(unreadable(), later, Runnable::run)::chosen;
    model.act();
    work();
    assertEquals(List.of(), helper.requests());
    Problem refusal = Objects.requireNonNull(model.refusalProperty().get());
    assertEquals(
        "Not now: your settings cannot be read (permission denied), so it is not known whether you"
            + " want the kill switch",
        refusal.message());
    assertTrue(refusal.hint().contains("start Culvert again"), refusal.hint());
    assertTrue(model.actionPossibleProperty().get());

    List<Problem> refused = new ArrayList<>();
    model.connect(item("secret"), refused::add);
    work();
    assertEquals(List.of(refusal), refused);
    assertEquals(List.of(), helper.requests());
  }

  private static SettingsStore unreadable() {
    return new SettingsStore() {
      @Override
      public Kept load() throws IOException {
        throw new AccessDeniedException("settings.json");
      }

      @Override
      public Settings read() throws IOException {
        return load().settings();
      }

      @Override
      public void save(Settings settings) {}
    };
  }

  @Test
  void theStateChangesOnlyByEvents() {
    model.act();
    work();
    assertEquals("Disconnected", model.stateTextProperty().get());

    say(new Event.StatusChanged(Samples.in("plain", SessionState.CONNECTING, now)));
    assertEquals("Connecting", model.stateTextProperty().get());
    assertEquals(Tone.BUSY, model.toneProperty().get());
    assertEquals(ConnectViewModel.Action.CANCEL, model.actionProperty().get());
  }

  @Test
  void withoutAHelperTheClockStopsAndTheFactsAreOfThePast() {
    say(new Event.StatusChanged(Samples.connected("plain", now - 5_000)));
    assertEquals("0:05", model.elapsedProperty().get());
    inbox.offer(new LinkState.Down(Problem.of(ProblemCode.HELPER_UNREACHABLE, "/s", "gone")));
    state.apply(inbox.drain());

    assertEquals("", model.elapsedProperty().get());
    model.tick();
    assertEquals("", model.elapsedProperty().get());
    assertFalse(model.factsCurrentProperty().get());
  }

  @Test
  void whatIsWrongWithATunnelThatStandsIsShown() {
    say(
        new Event.StatusChanged(
            Samples.failed(
                "plain",
                SessionState.CONNECTED,
                now,
                Optional.of(Problem.of(ProblemCode.DNS_NOT_APPLIED, "no room", "Make room.")))));
    assertEquals("Make room.", model.problemProperty().get().hint());
    say(
        new Event.StatusChanged(
            Samples.failed(
                "plain",
                SessionState.CONNECTED,
                now,
                Optional.of(Problem.of(ProblemCode.PEER_SILENT, "192.0.2.17:1194", "60")))));
    assertNull(model.problemProperty().get());
  }

  @Test
  void aDataPathIsOnlyShownWhileItCarriesPackets() {
    say(new Event.StatusChanged(Samples.connected("plain", now)));
    assertEquals("Userspace", model.factsProperty().get().dataPath());
    say(new Event.StatusChanged(Samples.in("plain", SessionState.DISCONNECTED, now)));
    assertEquals("", model.factsProperty().get().dataPath());
  }

  @Test
  void whatWasNeverConnectedIsTriedAgainAndNotReconnected() {
    say(new Event.StatusChanged(Samples.in("plain", SessionState.RECONNECTING, now)));
    assertEquals("Trying again", model.stateTextProperty().get());
    say(new Event.StatusChanged(Samples.connected("plain", now)));
    say(new Event.StatusChanged(Samples.in("plain", SessionState.RECONNECTING, now)));
    assertEquals("Reconnecting", model.stateTextProperty().get());
  }

  @Test
  void whatARetryWasForIsForgottenWhenTheUserStopsIt() {
    Optional<Problem> silence =
        Optional.of(Problem.of(ProblemCode.NO_ANSWER, "vpn.example.com", "10", "UDP"));
    say(new Event.StatusChanged(Samples.failed("plain", SessionState.RECONNECTING, now, silence)));
    assertEquals(silence.orElseThrow(), model.problemProperty().get());
    say(new Event.StatusChanged(Samples.failed("plain", SessionState.DISCONNECTED, now, silence)));
    assertNull(model.problemProperty().get());
  }

  @Test
  void aConnectedSessionCanBeDisconnected() {
    say(new Event.StatusChanged(Samples.connected("plain", now)));
    assertEquals(ConnectViewModel.Action.DISCONNECT, model.actionProperty().get());
    model.act();
    work();

    assertEquals(List.of(new Request.Disconnect("plain")), helper.requests());
  }

  @Test
  void enterOnAConnectedProfileDoesNotDisconnectIt() {
    say(new Event.StatusChanged(Samples.connected("plain", now)));
    model.connect();
    work();

    assertEquals(List.of(), helper.requests());
  }

  @Test
  void durationGoesOnWithTheClock() {
    say(new Event.StatusChanged(Samples.connected("plain", now - 65_000)));
    assertEquals("1:05", model.elapsedProperty().get());
    now += 1_000;
    model.tick();
    assertEquals("1:06", model.elapsedProperty().get());
  }

  @Test
  void aQuestionIsAskedOnceItsAnswerSentAndWiped() {
    say(new Event.StatusChanged(Samples.waiting("plain", 7, LOGIN)));
    assertEquals("plain", wanted().session());
    assertEquals(LOGIN, wanted().question());
    Secret password = Secret.ofText("open sesame");
    wanted().answer().give(Reply.login(new Credentials("anna", password)), false);
    assertNull(model.questions().questionProperty().get());
    work();
    say(new Event.StatusChanged(Samples.waiting("plain", 7, LOGIN)));

    Request.Answer sent = assertInstanceOf(Request.Answer.class, helper.requests().getFirst());
    assertEquals(7, sent.question());
    assertThrows(IllegalStateException.class, password::copyBytes);
    assertNull(model.questions().questionProperty().get());
  }

  @Test
  void theNextQuestionOfTheSameSessionIsAskedToo() {
    say(new Event.StatusChanged(Samples.waiting("plain", 7, LOGIN)));
    Question next = new Question.Challenge("PIN", false, true);
    say(new Event.StatusChanged(Samples.waiting("plain", 8, next)));
    assertEquals(next, wanted().question());
  }

  @Test
  void whoAsksStaysUntilItHasItsAnswerAndThenTheShownProfileAsks() {
    say(new Event.StatusChanged(Samples.waiting("secret", 3, LOGIN)));
    assertEquals("secret", wanted().session());
    say(new Event.StatusChanged(Samples.waiting("other", 4, LOGIN)));
    say(new Event.StatusChanged(Samples.waiting("plain", 7, LOGIN)));
    assertEquals("secret", wanted().session());
    say(new Event.StatusChanged(Samples.in("secret", SessionState.FAILED, now)));
    assertEquals("plain", wanted().session());
    say(new Event.StatusChanged(Samples.in("plain", SessionState.FAILED, now)));
    assertEquals("other", wanted().session());
  }

  @Test
  void whoDoesNotAnswerEndsTheSessionThatAsked() {
    say(new Event.StatusChanged(Samples.waiting("secret", 3, LOGIN)));
    wanted().cancel().run();
    work();
    assertEquals(List.of(new Request.Disconnect("secret")), helper.requests());
    assertNull(model.questions().questionProperty().get());
  }

  @Test
  void thePageOfAWebLoginIsOpenedAndTheQuestionStays() {
    say(
        new Event.StatusChanged(
            Samples.waiting("plain", 7, new Question.WebLogin("https://sso.example.org/"))));
    wanted().openPage().accept(() -> fail("it was opened"));
    work();
    assertEquals(List.of("sso.example.org"), pages.stream().map(WebAddress::host).toList());
    assertEquals(List.of(), helper.requests());
    wanted();
  }

  @Test
  void aPageThatNobodyOpensIsTold() {
    browserThere = false;
    say(
        new Event.StatusChanged(
            Samples.waiting("plain", 7, new Question.WebLogin("https://sso.example.org/"))));
    List<String> told = new ArrayList<>();
    wanted().openPage().accept(() -> told.add("nobody"));
    work();
    assertEquals(List.of("nobody"), told);

    browserThere = true;
    say(new Event.StatusChanged(Samples.waiting("plain", 8, new Question.WebLogin("no page"))));
    wanted().openPage().accept(() -> told.add("no page"));
    work();
    assertEquals(List.of("nobody", "no page"), told);
  }

  @Test
  void aQuestionLeavesWithItsSession() {
    say(new Event.StatusChanged(Samples.waiting("plain", 7, LOGIN)));
    say(new Event.StatusChanged(Samples.in("plain", SessionState.FAILED, now)));

    assertNull(model.questions().questionProperty().get());
  }

  @Test
  void aRefusalIsShownUntilTheNextTry() {
    Problem refused = Problem.of(ProblemCode.REFUSED_BY_POLICY, "not allowed", "ask");
    helper.answer(_ -> new Response.Refused(refused));
    model.act();
    work();
    assertEquals(refused, model.problemProperty().get());

    helper.answer(_ -> new Response.Done());
    model.act();
    assertNull(model.problemProperty().get());
  }

  @Test
  void theLastErrorShowsUntilTheSessionIsConnected() {
    Problem silent = Problem.of(ProblemCode.PEER_SILENT, "vpn", "60");
    say(
        new Event.StatusChanged(
            Samples.failed("plain", SessionState.RECONNECTING, now, Optional.of(silent))));
    assertEquals(silent, model.problemProperty().get());

    say(new Event.StatusChanged(Samples.connected("plain", now)));
    assertNull(model.problemProperty().get());
  }

  @Test
  void withoutTheHelperNothingCanBeDoneAndALiveStateIsUnknown() {
    say(new Event.StatusChanged(Samples.connected("plain", now)));
    inbox.offer(new LinkState.Down(Problem.of(ProblemCode.HELPER_UNREACHABLE, "socket", "gone")));
    state.apply(inbox.drain());

    assertFalse(model.actionPossibleProperty().get());
    assertEquals("Unknown", model.stateTextProperty().get());
    assertEquals(Tone.IDLE, model.toneProperty().get());
  }

  @Test
  void factsTellWhatWasNegotiated() {
    say(new Event.StatusChanged(Samples.connected("plain", now)));
    SessionFacts facts = model.factsProperty().get();

    assertEquals("vpn.example.com:1194", facts.server());
    assertEquals("192.0.2.17 · UDP over IPv4", facts.serverDetail());
    assertEquals("10.8.0.6/24\nfd00:10:8::1004/64", facts.tunnelAddresses());
    assertEquals("AES-256-GCM", facts.encryption());
    assertEquals("TLS 1.3", facts.encryptionDetail());
    assertEquals("Userspace", facts.dataPath());
    assertEquals(
        List.of(
            "TLS cipher suite",
            "Server certificate",
            "Device",
            "MTU",
            "DNS servers",
            "Search domains",
            "Routes"),
        facts.details().stream().map(SessionFacts.Fact::name).toList());
  }

  @Test
  void factsNameTheProxyFirst() {
    say(new Event.StatusChanged(Samples.throughProxy("plain", now, "[fd00::3]:1080")));

    assertEquals(
        new SessionFacts.Fact("Proxy", "[fd00::3]:1080"),
        model.factsProperty().get().details().getFirst());
  }

  @Test
  void beforeTheFirstConnectionTheProfileSaysTheServer() {
    assertEquals("p:1", model.factsProperty().get().server());
  }

  private static final String BOTH =
      "client\ndev tun\nremote v.example.com 1194 udp\nremote v.example.com 443 tcp\n"
          + "peer-fingerprint "
          + "00:".repeat(31)
          + "00\n";

  @Test
  void aServerThatIsSilentByUdpIsTriedByTcpWithOneClickWhereTheProfileNamesOne() {
    shelf.saying(BOTH);
    explainer.show("plain");
    Problem silent = Problem.of(ProblemCode.NO_ANSWER, "v.example.com:1194", "30", "UDP");
    say(new Event.StatusChanged(Samples.tryingByUdp("plain", 5, silent)));
    Explanation words = Objects.requireNonNull(model.explanationProperty().get());
    assertEquals(Optional.of(Explanation.Fix.CONNECT_BY_TCP), words.fix());
    assertTrue(words.remedy().contains("v.example.com:443"), words.remedy());

    model.connectByTcp();
    work();
    assertEquals(List.of(new Request.Disconnect("plain")), helper.requests());
    say(new Event.StatusChanged(Samples.in("plain", SessionState.DISCONNECTED, 6)));
    work();

    Request.Connect connect = (Request.Connect) helper.requests().getLast();
    assertEquals(BOTH + "\nproto-force tcp\n", connect.profile());
  }

  @Test
  void whoeverLooksAtAnotherProfileMeanwhileIsNotConnectedByTcp() {
    shelf.saying(BOTH);
    Problem silent = Problem.of(ProblemCode.NO_ANSWER, "v.example.com:1194", "30", "UDP");
    say(new Event.StatusChanged(Samples.tryingByUdp("plain", 5, silent)));
    model.connectByTcp();
    work();
    show("secret");
    show("plain");
    say(new Event.StatusChanged(Samples.in("plain", SessionState.DISCONNECTED, 6)));
    work();
    assertEquals(List.of(new Request.Disconnect("plain")), helper.requests());
  }

  @Test
  void theThirdRefusalSaysWhatTheOthersMayHaveDoneToTheAccount() {
    for (int i = 1; i <= 3; i++) {
      say(
          new Event.StatusChanged(
              Samples.waiting(
                  "plain",
                  i,
                  new Question.Login(Optional.empty(), true, Optional.empty(), "refused"))));
      String reason = ((Question.Login) wanted().question()).reason();
      assertEquals(i == 3, reason.contains("3 times in a row"), reason);
    }
    say(new Event.StatusChanged(Samples.connected("plain", 9)));
    Problem refused = Problem.of(ProblemCode.AUTH_FAILED, "srv", "");
    for (int i = 1; i <= 3; i++) {
      say(new Event.StatusChanged(Samples.in("plain", SessionState.CONNECTING, 10L * i)));
      say(
          new Event.StatusChanged(
              Samples.failed("plain", SessionState.FAILED, 10L * i + 1, Optional.of(refused))));
      explainer.show("plain");
      say(
          new Event.StatusChanged(
              Samples.failed("plain", SessionState.FAILED, 10L * i + 1, Optional.of(refused))));
      String meaning = Objects.requireNonNull(model.explanationProperty().get()).meaning();
      assertEquals(i == 3, meaning.contains("3 logins in a row"), meaning);
    }
  }

  @Test
  void whatIsPutOffEndsNothingAndComesBackWhenItIsTakenUp() {
    say(new Event.StatusChanged(Samples.waiting("plain", 1, LOGIN)));
    wanted().later().run();
    work();
    assertNull(model.questions().questionProperty().get());
    assertEquals("plain", model.questions().putOffProperty().get());
    assertEquals(List.of(), helper.requests());
    show("secret");
    assertEquals("", model.questions().putOffProperty().get());
    show("plain");
    assertNull(model.questions().questionProperty().get());

    model.questions().takeUp();
    assertEquals("plain", wanted().session());
    assertEquals("", model.questions().putOffProperty().get());
    wanted().answer().give(Reply.login(new Credentials("anna", Secret.ofText("x"))), false);
    work();
    assertEquals(1, ((Request.Answer) helper.requests().getLast()).question());
  }

  @Test
  void whatIsPutOffLetsOthersAskAndGivesWayToWhatTheSessionAsksNext() {
    say(new Event.StatusChanged(Samples.waiting("plain", 1, LOGIN)));
    say(new Event.StatusChanged(Samples.waiting("secret", 2, LOGIN)));
    wanted().later().run();
    assertEquals("secret", wanted().session());
    assertEquals("", model.questions().otherAskingProperty().get());
    assertEquals("plain", model.questions().putOffProperty().get());
    wanted().later().run();
    assertNull(model.questions().questionProperty().get());

    model.questions().takeUp();
    assertEquals("plain", wanted().session());
    assertEquals("", model.questions().otherAskingProperty().get());
    wanted().later().run();
    say(new Event.StatusChanged(Samples.waiting("plain", 3, LOGIN)));
    assertEquals("plain", wanted().session());
    assertEquals("", model.questions().putOffProperty().get());
  }

  @Test
  void whatIsPutOffGoesWithItsSession() {
    say(new Event.StatusChanged(Samples.waiting("plain", 1, LOGIN)));
    wanted().later().run();
    say(new Event.StatusChanged(Samples.in("plain", SessionState.FAILED, now)));
    assertEquals("", model.questions().putOffProperty().get());
    assertNull(model.questions().questionProperty().get());
  }

  @Test
  void whoWasAnsweredFirstDoesNotBreakIntoTheNextAnswer() {
    say(new Event.StatusChanged(Samples.waiting("plain", 1, LOGIN)));
    say(new Event.StatusChanged(Samples.waiting("secret", 2, LOGIN)));
    model.questions().letOtherAsk();
    wanted().answer().give(Reply.login(new Credentials("jane", Secret.ofText("x"))), false);
    work();
    assertEquals("plain", wanted().session());
    say(new Event.StatusChanged(Samples.waiting("secret", 3, LOGIN)));
    assertEquals("plain", wanted().session());
  }

  @Test
  void whoeverAsksBesidesCanBeAnsweredFirst() {
    say(new Event.StatusChanged(Samples.waiting("plain", 1, LOGIN)));
    assertEquals("", model.questions().otherAskingProperty().get());
    QuestionRequest first = wanted();
    say(new Event.StatusChanged(Samples.waiting("secret", 2, LOGIN)));
    assertEquals("secret", model.questions().otherAskingProperty().get());
    assertSame(first, wanted());

    model.questions().letOtherAsk();
    assertEquals("secret", wanted().session());
    assertEquals("plain", model.questions().otherAskingProperty().get());
    wanted().answer().give(Reply.login(new Credentials("jane", Secret.ofText("x"))), false);
    work();
    assertEquals("plain", wanted().session());
    assertEquals("", model.questions().otherAskingProperty().get());
  }
}
