package org.culvert.app.ui.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.state.LinkState;
import org.culvert.app.ui.driver.Samples;
import org.culvert.core.api.Event;
import org.culvert.core.api.Gateway;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Test;

class StatsViewModelTest {
  private final AppState state = new AppState();
  private final EventInbox inbox = new EventInbox();
  private long now = 1_000_000;
  private final StatsViewModel model =
      new StatsViewModel(state, () -> Instant.ofEpochMilli(now), ZoneOffset.UTC);

  private void say(Event event) {
    inbox.offer(event);
    state.apply(inbox.drain());
  }

  @Test
  void ratesAreTheAverageOfTheLastSecond() {
    inbox.offer(new LinkState.Up());
    model.show("a");
    say(new Event.StatusChanged(Samples.connected("a", now)));
    for (int i = 0; i <= 8; i++) {
      say(new Event.Traffic("a", now + i * 250L, i * 31_250L, i * 3_125L, i, i));
    }
    now += 2_000;

    assertEquals("1.00 Mbit/s", model.rateInProperty().get().replace('\u00a0', ' '));
    assertEquals("100 kbit/s", model.rateOutProperty().get().replace('\u00a0', ' '));
    assertTrue(model.liveProperty().get());
  }

  @Test
  void countersThatStoppedComingSayNothingAboutNow() {
    model.show("a");
    say(new Event.StatusChanged(Samples.connected("a", now)));
    say(new Event.Traffic("a", now, 0, 0, 0, 0));
    say(new Event.Traffic("a", now + 250, 1_000_000, 0, 1, 0));
    now += 10_000;
    say(new Event.StatusChanged(Samples.connected("a", now)));

    assertEquals("0 bit/s", model.rateInProperty().get().replace('\u00a0', ' '));
  }

  @Test
  void totalsStayAfterTheConnectionAndTheChartStops() {
    model.show("a");
    say(new Event.StatusChanged(Samples.connected("a", now)));
    say(new Event.Traffic("a", now, 2_000_000, 5, 1_500, 1));
    say(new Event.StatusChanged(Samples.in("a", SessionState.RECONNECTING, now)));

    assertFalse(model.liveProperty().get());
    assertTrue(model.countedProperty().get());
    assertTrue(model.totalInProperty().get().startsWith("2.00"), model.totalInProperty().get());
  }

  @Test
  void anotherSessionHasItsOwnNumbers() {
    say(new Event.StatusChanged(Samples.connected("a", now)));
    say(new Event.Traffic("a", now, 2_000_000, 5, 1_500, 1));
    model.show("b");

    assertFalse(model.countedProperty().get());
    assertTrue(model.historyProperty().get().isEmpty());
    assertFalse(model.chartedProperty().get());
  }

  @Test
  void theMomentMovesOnOnceASecond() {
    now = 1_000_750;
    say(new Event.StatusChanged(Samples.connected("a", now)));
    int[] moves = {0};
    model.momentProperty().addListener((_, _, _) -> moves[0]++);
    for (int i = 1; i <= 8; i++) {
      now += 250;
      say(new Event.Traffic("a", now, i, i, i, i));
    }

    assertEquals(1_002_000, model.momentProperty().get());
    assertEquals(2, moves[0]);
  }

  private static String plain(String text) {
    return text.replace('\u00a0', ' ');
  }

  private String latency() {
    return plain(model.latencyProperty().get() + "|" + model.latencyDetailProperty().get());
  }

  private void gateway(Gateway gateway) {
    now += 250;
    say(Samples.measured("a", now, gateway, 10, 100));
  }

  @Test
  void theLastAnswerOfTheGatewayIsShownWithMedianAndLoss() {
    inbox.offer(new LinkState.Up());
    model.show("a");
    say(new Event.StatusChanged(Samples.connected("a", now)));
    assertEquals("|", latency(), "an older helper tells nothing");
    gateway(Samples.gateway(12_340, 11_900, 12, 0));
    assertEquals("12.3 ms|median 11.9 ms, none lost in the last minute", latency());
    gateway(Samples.gateway(340, 900, 12, 1));
    assertEquals("0.34 ms|median 0.90 ms, 8 % lost in the last minute", latency());
    say(new Event.StatusChanged(Samples.in("a", SessionState.RECONNECTING, now)));
    assertEquals("|", latency());
  }

  @Test
  void aGatewayThatDoesNotAnswerHasLostNothing() {
    inbox.offer(new LinkState.Up());
    model.show("a");
    say(new Event.StatusChanged(Samples.connected("a", now)));
    gateway(new Gateway.Unasked("10.8.0.1"));
    assertEquals("|Asking the gateway 10.8.0.1", latency());
    gateway(new Gateway.Silent("10.8.0.1"));
    assertEquals("|The gateway 10.8.0.1 does not answer", latency());
    gateway(new Gateway.Answers("10.8.0.1", Optional.empty(), 12, 12));
    assertEquals("|The gateway 10.8.0.1 has not answered for a minute", latency());
    gateway(new Gateway.Unknown());
    assertEquals("|The server has named no gateway to ask", latency());
    gateway(new Gateway.Unaskable("10.8.0.1", "not allowed"));
    assertEquals("|The gateway 10.8.0.1 cannot be asked: not allowed", latency());
  }
}
