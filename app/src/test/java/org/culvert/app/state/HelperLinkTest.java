package org.culvert.app.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.Samples;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HelperLinkTest {
  private final FakeHelper helper = new FakeHelper();
  private final AppState state = new AppState();
  private final EventInbox inbox = new EventInbox();
  private final Semaphore woken = new Semaphore(0);
  private final HelperLink link =
      new HelperLink(helper, inbox, woken::release, Duration.ofMillis(5));

  @AfterEach
  void close() {
    link.close();
  }

  private void applyUntil(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      assertTrue(woken.tryAcquire(10, TimeUnit.SECONDS), "no news from the link");
      state.apply(inbox.drain());
    }
  }

  @Test
  void itTellsWhatTheHelperKnowsAndThatItIsThere() throws InterruptedException {
    helper.status(Samples.connected("a", 1));
    link.start();
    applyUntil(() -> state.link() instanceof LinkState.Up);

    assertEquals(SessionState.CONNECTED, state.session("a").orElseThrow().status().state());
  }

  @Test
  void aHelperThatIsNotThereIsTriedAgainUntilItIs() throws InterruptedException {
    helper.reachable(false);
    link.start();
    applyUntil(() -> state.link() instanceof LinkState.Down);
    LinkState.Down down = assertInstanceOf(LinkState.Down.class, state.link());
    assertEquals(ProblemCode.HELPER_UNREACHABLE, down.problem().code());

    helper.reachable(true);
    applyUntil(() -> state.link() instanceof LinkState.Up);
  }

  @Test
  void aLostStreamIsOpenedAgainAndEventsGoOn() throws InterruptedException {
    link.start();
    applyUntil(() -> state.link() instanceof LinkState.Up);
    helper.reachable(false);
    applyUntil(() -> state.link() instanceof LinkState.Down);
    helper.reachable(true);
    applyUntil(() -> state.link() instanceof LinkState.Up);
    helper.status(Samples.in("b", SessionState.CONNECTING, 1));
    applyUntil(() -> state.session("b").isPresent());
  }

  @Test
  void countersThatNobodySeesAreAskedForSeldomAlsoOfAnotherStream() throws InterruptedException {
    link.seen(false);
    link.start();
    helper.awaitTrafficEvery(HelperLink.UNSEEN);
    link.seen(true);
    helper.awaitTrafficEvery(Duration.ZERO);
    link.seen(false);
    helper.awaitTrafficEvery(HelperLink.UNSEEN);
    applyUntil(() -> state.link() instanceof LinkState.Up);

    helper.reachable(false);
    applyUntil(() -> state.link() instanceof LinkState.Down);
    helper.reachable(true);
    helper.awaitTrafficEvery(HelperLink.UNSEEN);
  }

  @Test
  void aClosedLinkLeavesTheStream() throws InterruptedException {
    link.start();
    applyUntil(() -> state.link() instanceof LinkState.Up);
    link.close();

    assertTrue(helper.awaitListeners(0), "the stream is still open");
  }

  @Test
  void aHelperThatRefusesToSayWhatThereIsIsNotOneWithoutSessions() throws InterruptedException {
    helper.status(Samples.connected("a", 1));
    link.start();
    applyUntil(() -> state.link() instanceof LinkState.Up);
    helper.secretive(true);
    helper.reachable(false);
    applyUntil(() -> state.link() instanceof LinkState.Down);
    helper.reachable(true);
    applyUntil(() -> !(state.link() instanceof LinkState.Down));

    LinkState.Refusing refusing = assertInstanceOf(LinkState.Refusing.class, state.link());
    assertEquals(ProblemCode.INTERNAL, refusing.problem().code());
    assertTrue(state.session("a").isPresent());
    assertEquals(Set.of(), state.lost());
    helper.secretive(false);
    applyUntil(() -> state.link() instanceof LinkState.Up);
    assertEquals(Set.of(), state.lost());
  }
}
