package org.culvert.app.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culvert.app.ui.driver.Samples;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.Test;

class AppStateTest {
  private final AppState state = new AppState();
  private final EventInbox inbox = new EventInbox();

  private void deliver() {
    state.apply(inbox.drain());
  }

  private KnownSession session() {
    return state.session("a").orElseThrow();
  }

  @Test
  void aBurstOfEventsIsOneChange() {
    int[] changes = {0};
    state.onChange(() -> changes[0]++);
    for (int i = 0; i < 1_000; i++) {
      inbox.offer(new Event.Traffic("a", 1_000 + i * 10L, i, i, i, i));
    }
    inbox.offer(new Event.StatusChanged(Samples.in("a", SessionState.CONNECTING, 1)));
    inbox.offer(new Event.StatusChanged(Samples.in("a", SessionState.CONNECTED, 2)));
    deliver();

    assertEquals(1, changes[0]);
    assertEquals(SessionState.CONNECTED, session().status().state());
    assertEquals(999, session().bytesIn());
  }

  @Test
  void aListenerThatLeftHearsNothing() {
    int[] changes = {0};
    Runnable leave = state.onChange(() -> changes[0]++);
    leave.run();
    deliver();

    assertEquals(0, changes[0]);
  }

  @Test
  void sessionsTheHelperNoLongerKnowsAreForgotten() {
    inbox.offer(new Event.StatusChanged(Samples.connected("gone", 1)));
    deliver();
    inbox.offerAll(List.of(Samples.connected("here", 1)), List.of());
    inbox.offer(new LinkState.Up());
    deliver();

    assertEquals(Optional.empty(), state.session("gone"));
    assertTrue(state.session("here").isPresent());
    assertInstanceOf(LinkState.Up.class, state.link());
  }

  @Test
  void aTunnelThatANewHelperDoesNotKnowIsLostUntilItIsBegunAgain() {
    inbox.offer(new LinkState.Up());
    inbox.offer(new Event.StatusChanged(Samples.connected("work", 1)));
    inbox.offer(new Event.StatusChanged(Samples.in("idle", SessionState.DISCONNECTED, 1)));
    deliver();
    inbox.offerAll(List.of(), List.of());
    deliver();
    assertEquals(Set.of("work"), state.lost());

    inbox.offer(new Event.StatusChanged(Samples.in("work", SessionState.RESOLVING, 2)));
    deliver();
    assertEquals(Set.of(), state.lost());
  }

  @Test
  void whoLostATunnelIsExposedUnlessAKillSwitchHeldAllTheTime() {
    inbox.offer(new LinkState.Up());
    inbox.offer(new Event.StatusChanged(Samples.connected("work", 1)));
    deliver();
    assertEquals(false, state.exposed());
    inbox.offerAll(List.of(SessionStatus.blocked("home", 2)), List.of());
    deliver();
    assertEquals(Set.of("work"), state.lost());
    assertEquals(false, state.exposed());

    inbox.offer(new Event.StatusChanged(SessionStatus.blocked("home", 2).unblocked()));
    deliver();
    assertEquals(true, state.exposed());
    inbox.offer(new Event.StatusChanged(SessionStatus.blocked("home", 3)));
    deliver();
    assertEquals(true, state.exposed(), "it was open in between");
    state.forgetLost();
    assertEquals(false, state.exposed());
  }

  @Test
  void aKillSwitchThatWasBegunAfterATunnelWasLostSaysNothingOfTheTimeBefore() {
    inbox.offer(new Event.StatusChanged(Samples.connected("work", 1)));
    deliver();
    inbox.offerAll(List.of(connectingWithItsKillSwitch("home")), List.of());
    deliver();
    assertEquals(Set.of("work"), state.lost());
    assertEquals(true, state.exposed());
  }

  private static SessionStatus connectingWithItsKillSwitch(String name) {
    SessionStatus blocked = SessionStatus.blocked(name, 2);
    return new SessionStatus(
        name,
        SessionState.CONNECTING,
        2,
        blocked.remote(),
        blocked.dataPath(),
        blocked.cipher(),
        blocked.tls(),
        blocked.tunnel(),
        0,
        0,
        0,
        0,
        blocked.lastError(),
        blocked.question(),
        blocked.live(),
        true);
  }

  @Test
  void aTunnelThatTheHelperStillKnowsIsNotLost() {
    inbox.offer(new Event.StatusChanged(Samples.connected("work", 1)));
    deliver();
    inbox.offerAll(List.of(Samples.in("work", SessionState.DISCONNECTED, 2)), List.of());
    deliver();

    assertEquals(Set.of(), state.lost());
  }

  @Test
  void aSessionStandsFromItsFirstConnectionToItsEnd() {
    assertEquals(false, stoodAfter(SessionState.CONNECTING, SessionState.RECONNECTING));
    assertEquals(true, stoodAfter(SessionState.CONNECTED, SessionState.RECONNECTING));
    assertEquals(false, stoodAfter(SessionState.DISCONNECTED, SessionState.RESOLVING));
  }

  private boolean stoodAfter(SessionState... states) {
    for (SessionState each : states) {
      inbox.offer(new Event.StatusChanged(Samples.in("a", each, 1)));
      deliver();
    }
    return state.standing("a").stood();
  }

  @Test
  void anEventThatWasTakenOutBeforeTheAnswerCameWinsOverIt() {
    inbox.asking();
    inbox.offer(new Event.StatusChanged(Samples.connected("a", 5)));
    deliver();
    inbox.offerAll(List.of(), List.of());
    deliver();
    assertEquals(SessionState.CONNECTED, state.session("a").orElseThrow().status().state());
    assertEquals(Set.of(), state.lost());
  }

  @Test
  void anEventThatCameWithTheAnswerWinsOverIt() {
    inbox.offer(new Event.StatusChanged(Samples.connected("a", 5)));
    inbox.offerAll(List.of(Samples.in("a", SessionState.CONNECTING, 1)), List.of());
    deliver();

    assertEquals(SessionState.CONNECTED, session().status().state());
  }

  @Test
  void aLogLineThatIsBothKeptAndHeardAppearsOnce() {
    LogLine kept = new LogLine("a", 1, LogLine.Level.INFO, "kept");
    LogLine both = new LogLine("a", 2, LogLine.Level.INFO, "both");
    LogLine heard = new LogLine("a", 3, LogLine.Level.INFO, "heard");
    inbox.offer(new Event.Logged(both));
    inbox.offer(new Event.Logged(heard));
    inbox.offerAll(List.of(Samples.connected("a", 1)), List.of(kept, both));
    deliver();

    assertEquals(List.of(kept, both, heard), List.copyOf(session().log().lines()));
  }

  @Test
  void aLineHeardBeforeTheKeptOnesCameStaysBehindThem() {
    LogLine kept = new LogLine("a", 1, LogLine.Level.INFO, "kept");
    LogLine heard = new LogLine("a", 3, LogLine.Level.INFO, "heard");
    inbox.offer(new Event.Logged(heard));
    deliver();
    inbox.offerAll(List.of(Samples.connected("a", 1)), List.of(kept));
    deliver();

    assertEquals(List.of(kept, heard), List.copyOf(session().log().lines()));
  }

  @Test
  void theLogKeepsItsNewestLines() {
    for (int i = 0; i < LogBuffer.CAPACITY + 5; i++) {
      inbox.offer(Samples.log("a", i, LogLine.Level.INFO, "line " + i));
      deliver();
    }
    List<LogLine> lines = List.copyOf(session().log().lines());

    assertEquals(LogBuffer.CAPACITY, lines.size());
    assertEquals("line 5", lines.getFirst().text());
  }

  @Test
  void aReconnectIsMarkedAtTheTimeTheTunnelStoodAgain() {
    inbox.offer(new Event.StatusChanged(Samples.connected("a", 1)));
    deliver();
    assertEquals(List.of(), marks());
    inbox.offer(new Event.StatusChanged(Samples.in("a", SessionState.RECONNECTING, 2)));
    deliver();
    inbox.offer(new Event.StatusChanged(Samples.connected("a", 3)));
    deliver();

    assertEquals(List.of(new Mark(3, Mark.Kind.RECONNECTED)), marks());
  }

  @Test
  void aReconnectBetweenTwoLooksIsMarkedToo() {
    inbox.offer(new Event.StatusChanged(Samples.connected("a", 1)));
    deliver();
    inbox.offer(new Event.StatusChanged(Samples.in("a", SessionState.RECONNECTING, 2)));
    inbox.offer(new Event.StatusChanged(Samples.connected("a", 3)));
    deliver();
    inbox.offer(new Event.StatusChanged(Samples.connected("a", 3)));
    deliver();

    assertEquals(List.of(new Mark(3, Mark.Kind.RECONNECTED)), marks());
  }

  @Test
  void aConnectionThatTheUserBeganIsNoReconnect() {
    inbox.offer(new Event.StatusChanged(Samples.connected("a", 1)));
    deliver();
    inbox.offer(new Event.StatusChanged(Samples.in("a", SessionState.DISCONNECTED, 2)));
    deliver();
    inbox.offer(new Event.StatusChanged(Samples.connected("a", 3)));
    deliver();

    assertEquals(List.of(), marks());
  }

  @Test
  void newKeysAreMarkedOnceWhetherHeardOrKept() {
    LogLine heard = new LogLine("a", 9, LogCode.NEW_KEYS, "new keys agreed (key id 2)");
    LogLine kept = new LogLine("a", 5, LogCode.NEW_KEYS, "new keys agreed (key id 1)");
    inbox.offer(new Event.Logged(heard));
    deliver();
    inbox.offerAll(List.of(Samples.connected("a", 1)), List.of(kept, heard));
    deliver();

    assertEquals(
        List.of(new Mark(5, Mark.Kind.NEW_KEYS), new Mark(9, Mark.Kind.NEW_KEYS)), marks());
  }

  @Test
  void keysThatChangedByEpochAreMarkedAsSuch() {
    inbox.offer(
        new Event.Logged(
            new LogLine("a", 7, LogCode.NEXT_KEYS, "the keys changed by epoch (epoch 2)")));
    deliver();

    assertEquals(List.of(new Mark(7, Mark.Kind.NEXT_KEYS)), marks());
  }

  @Test
  void wordsWithoutACodeMarkNothing() {
    inbox.offer(
        new Event.Logged(new LogLine("a", 7, LogLine.Level.INFO, "new keys agreed (key id 1)")));
    deliver();

    assertEquals(1, session().log().lines().size());
    assertEquals(List.of(), marks());
  }

  private List<Mark> marks() {
    return session().history().marks(0, Long.MAX_VALUE);
  }

  @Test
  void aQuestionIsOverWhenTheSessionNoLongerWaits() {
    Question question = new Question.WebLogin("https://sso.example.org/");
    inbox.offer(new Event.StatusChanged(Samples.waiting("a", 7, question)));
    deliver();
    assertEquals(7, session().question().orElseThrow().id());

    inbox.offer(new Event.StatusChanged(Samples.in("a", SessionState.AUTHENTICATING, 2)));
    deliver();
    assertEquals(Optional.empty(), session().question());
  }
}
