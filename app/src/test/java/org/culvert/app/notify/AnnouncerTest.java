package org.culvert.app.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.state.LinkState;
import org.culvert.app.ui.driver.Samples;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
  private static final Question LOGIN =
      new Question.Login(Optional.empty(), true, Optional.empty(), "");

  private final AppState state = new AppState();
  private final EventInbox inbox = new EventInbox();
  private final List<Message> told = new ArrayList<>();
  private final List<String> withdrawn = new ArrayList<>();
  private boolean watched;
  private boolean wanted = true;

  private final Announcer announcer =
      new Announcer(
          state,
          _ -> wanted,
          () -> watched,
          new Notifier() {
            @Override
            public void tell(Message message) {
              told.add(message);
            }

            @Override
            public void withdraw(String profile) {
              withdrawn.add(profile);
            }

            @Override
            public void withdraw() {
              withdrawn.add("all");
            }

            @Override
            public void close() {}
          });

  private void up(SessionStatus... all) {
    inbox.offerAll(List.of(all), List.of());
    inbox.offer(new LinkState.Up());
    state.apply(inbox.drain());
  }

  private void is(SessionStatus status) {
    inbox.offer(new Event.StatusChanged(status));
    state.apply(inbox.drain());
  }

  private void is(SessionState now) {
    is(Samples.in("Office", now, 1));
  }

  private List<String> titles() {
    return told.stream().map(Message::title).toList();
  }

  @Test
  void aTunnelThatStandsIsToldOnce() {
    up();
    is(SessionState.RESOLVING);
    is(SessionState.CONNECTING);
    is(Samples.connected("Office", 1));
    is(Samples.connected("Office", 1));

    assertEquals(List.of(new Message("Office", "Office is connected", "", false)), told);
  }

  @Test
  void whatWasSoBeforeTheWindowOpenedIsNoNews() {
    up(
        Samples.connected("Office", 1),
        Samples.failed("Home", SessionState.FAILED, 1, Optional.empty()));
    assertEquals(List.of(), told);
  }

  @Test
  void aLostConnectionIsToldAndItsReturn() {
    up(Samples.connected("Office", 1));
    is(SessionState.RECONNECTING);
    is(SessionState.CONFIGURING);
    is(Samples.connected("Office", 2));

    assertEquals(List.of("Office lost its connection", "Office is connected again"), titles());
  }

  @Test
  void anAttemptThatIsTriedAgainIsNoLoss() {
    up();
    is(SessionState.CONNECTING);
    is(SessionState.RECONNECTING);
    assertEquals(List.of(), told);
  }

  @Test
  void aFailureIsToldWithItsReasonAndStaysUntilItIsSeen() {
    up();
    is(SessionState.CONNECTING);
    is(
        Samples.failed(
            "Office",
            SessionState.FAILED,
            1,
            Optional.of(Problem.of(ProblemCode.AUTH_FAILED, "vpn", ""))));

    assertEquals(List.of("Office could not connect"), titles());
    assertTrue(told.getFirst().urgent());
    assertEquals(Problem.of(ProblemCode.AUTH_FAILED, "vpn", "").message(), told.getFirst().text());
  }

  @Test
  void aQuestionIsToldWhenTheUserHasToAnswerIt() {
    up();
    is(Samples.waiting("Office", 1, LOGIN));
    assertEquals(List.of(), told, "the keyring may know the answer");
    announcer.asks(Optional.of("Office"));
    announcer.asks(Optional.empty());
    is(SessionState.CONNECTING);
    is(Samples.connected("Office", 2));

    assertEquals(List.of("Office waits for you", "Office is connected"), titles());
    assertTrue(told.getFirst().urgent());
  }

  @Test
  void aHelperThatStoppedIsToldForEachTunnelThatItTookAlong() {
    up(Samples.connected("Office", 1));
    inbox.offer(new LinkState.Down(Problem.of(ProblemCode.HELPER_UNREACHABLE, "/run/x", "gone")));
    state.apply(inbox.drain());
    up();

    assertEquals(List.of("Office was disconnected: the helper stopped"), titles());
    assertTrue(told.getFirst().text().contains("could use the normal connection"));
    is(Samples.connected("Office", 5));
    assertEquals("Office is connected", titles().getLast());
  }

  @Test
  void whereAnotherKillSwitchHeldNothingIsSaidToHaveGoneByTheNormalConnection() {
    up(Samples.connected("Office", 1), Samples.connected("Home", 1));
    inbox.offer(new LinkState.Down(Problem.of(ProblemCode.HELPER_UNREACHABLE, "/run/x", "gone")));
    state.apply(inbox.drain());
    up(SessionStatus.blocked("Home", 2));

    Message said = told.stream().filter(it -> it.profile().equals("Office")).findFirst().get();
    assertTrue(said.text().startsWith("No traffic has used the normal connection since"));
  }

  @Test
  void whoLooksAtTheWindowIsToldNothingAndWhoLooksAgainKnows() {
    up();
    watched = true;
    is(Samples.connected("Office", 1));
    announcer.asks(Optional.of("Office"));
    assertEquals(List.of(), told);

    announcer.seen();
    assertEquals(List.of("all"), withdrawn);
    watched = false;
    is(SessionState.RECONNECTING);
    assertEquals(1, told.size());
  }

  @Test
  void whoDoesNotWantItIsToldNothing() {
    up();
    wanted = false;
    is(Samples.connected("Office", 1));
    is(SessionState.RECONNECTING);
    assertEquals(List.of(), told);
  }

  @Test
  void whatTheUserEndedIsTakenBack() {
    up();
    is(Samples.connected("Office", 1));
    is(SessionState.DISCONNECTING);
    is(SessionState.DISCONNECTED);

    assertEquals(List.of("Office"), withdrawn);
    assertEquals(1, told.size());
  }
}
