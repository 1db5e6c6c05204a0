package org.culvert.app.ui.quit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.state.LinkState;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.Samples;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuitViewModelTest {
  private final AppState state = new AppState();
  private final EventInbox inbox = new EventInbox();
  private final FakeHelper helper = new FakeHelper();
  private final QuitViewModel model =
      new QuitViewModel(state, name -> !name.equals("demo"), helper, Runnable::run, Runnable::run);

  @BeforeEach
  void helperIsThere() {
    inbox.offer(new LinkState.Up());
    state.apply(inbox.drain());
  }

  private void connected(String... names) {
    for (String name : names) {
      inbox.offer(new Event.StatusChanged(Samples.connected(name, 1)));
    }
    state.apply(inbox.drain());
  }

  private QuitQuestion question() {
    return Objects.requireNonNull(model.questionProperty().get());
  }

  @Test
  void withoutATunnelItIsTheEndAtOnce() {
    inbox.offer(new Event.StatusChanged(Samples.in("a", SessionState.FAILED, 1)));
    state.apply(inbox.drain());
    model.quit();

    assertTrue(model.overProperty().get());
  }

  @Test
  void tunnelsThatStayAreNamedFirst() {
    connected("b", "a");
    model.quit();

    assertEquals(new QuitQuestion(List.of("a", "b"), true, false), question());
    assertFalse(model.overProperty().get());
    model.leave();
    assertTrue(model.overProperty().get());
    assertEquals(List.of(), helper.requests());
  }

  @Test
  void whatOnlyTriesToConnectIsNotSaidToStayConnected() {
    connected("a");
    inbox.offer(new Event.StatusChanged(Samples.in("b", SessionState.CONNECTING, 1)));
    state.apply(inbox.drain());
    model.quit();

    assertEquals(new QuitQuestion(List.of("a", "b"), false, false), question());
  }

  @Test
  void whatIsAskedKeepsUpWithTheTunnels() {
    inbox.offer(new Event.StatusChanged(Samples.in("a", SessionState.CONNECTING, 1)));
    state.apply(inbox.drain());
    model.closeUntrayed();
    assertEquals(new QuitQuestion(List.of("a"), false, true), question());

    connected("a", "b");
    assertEquals(new QuitQuestion(List.of("a", "b"), true, true), question());
  }

  @Test
  void whereNoTunnelIsLeftNothingIsAskedAndTheAppStays() {
    connected("a");
    model.quit();
    inbox.offer(new Event.StatusChanged(Samples.in("a", SessionState.FAILED, 2)));
    state.apply(inbox.drain());

    assertNull(model.questionProperty().get());
    assertFalse(model.overProperty().get());
  }

  @Test
  void aTunnelThatIsBeingTakenDownIsNoQuestion() {
    inbox.offer(new Event.StatusChanged(Samples.in("a", SessionState.DISCONNECTING, 1)));
    state.apply(inbox.drain());
    model.quit();

    assertTrue(model.overProperty().get());
  }

  @Test
  void whoeverClosesTheWindowWithoutATrayIsTold() {
    connected("a");
    model.closeUntrayed();

    assertTrue(question().untrayed());
  }

  @Test
  void theDemosTunnelEndsWithItsWindowAndIsNoQuestion() {
    connected("demo");
    model.closeUntrayed();

    assertTrue(model.overProperty().get());
  }

  @Test
  void whoeverStaysIsAskedAgainTheNextTime() {
    connected("a");
    model.quit();
    model.stay();
    assertNull(model.questionProperty().get());
    assertFalse(model.overProperty().get());

    model.quit();
    assertNotNull(model.questionProperty().get());
  }

  @Test
  void tunnelsCanBeTakenDownBeforeTheEnd() {
    connected("a", "b");
    model.quit();
    model.disconnectAndLeave();

    assertEquals(
        List.of(new Request.Disconnect("a"), new Request.Disconnect("b")), helper.requests());
    assertTrue(model.overProperty().get());
  }

  @Test
  void aTunnelThatCannotBeTakenDownKeepsTheApp() {
    Problem why = Problem.of(ProblemCode.HELPER_UNREACHABLE, "/s", "gone");
    helper.answer(_ -> new Response.Refused(why));
    connected("a");
    model.quit();
    model.disconnectAndLeave();

    assertFalse(model.overProperty().get());
    assertEquals(new QuitViewModel.Failure("a", why), model.failureProperty().get());
  }

  @Test
  void aHelperThatDoesNotAnswerIsNoReasonToStay() {
    connected("a");
    inbox.offer(new LinkState.Down(Problem.of(ProblemCode.HELPER_UNREACHABLE, "/s", "gone")));
    state.apply(inbox.drain());
    model.quit();

    assertTrue(model.overProperty().get());
  }

  private void refusing() {
    inbox.offer(new LinkState.Refusing(Problem.of(ProblemCode.INTERNAL, "too busy")));
    state.apply(inbox.drain());
  }

  @Test
  void tunnelsThatTheHelperRefusesToSpeakOfAreAskedAbout() {
    connected("a");
    refusing();
    model.quit();

    assertEquals(List.of("a"), question().tunnels());
    assertFalse(model.overProperty().get());
  }

  @Test
  void thatNothingIsKnownOfTunnelsIsNoReasonToSayThereAreNone() {
    refusing();
    model.quit();
    assertEquals(new QuitQuestion(List.of(), false, false), question());
    assertFalse(model.overProperty().get());

    model.disconnectAndLeave();
    assertEquals(List.of(new Request.DisconnectAll()), helper.requests());
    assertTrue(model.overProperty().get());
  }

  @Test
  void aQuestionAboutUnknownTunnelsGoesWhenTheHelperSaysThatThereAreNone() {
    refusing();
    model.quit();
    helperIsThere();

    assertNull(model.questionProperty().get());
  }
}
