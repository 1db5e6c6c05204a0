package org.culvert.app.ui.stats;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.culvert.app.settings.ScaleKind;
import org.culvert.app.state.AppState;
import org.culvert.app.state.KnownSession;
import org.culvert.app.state.Span;
import org.culvert.app.state.Standing;
import org.culvert.app.state.ThroughputHistory;
import org.culvert.app.ui.text.Quantity;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.SessionState;

/** Rates and totals of one session. Belongs to the JavaFX thread. */
public final class StatsViewModel {
  private static final long A_SECOND = 1_000;

  private final AppState state;
  private final InstantSource clock;
  private final ZoneId zone;
  private final ThroughputHistory nothing = new ThroughputHistory();
  private final ReadOnlyObjectWrapper<ThroughputHistory> history =
      new ReadOnlyObjectWrapper<>(this, "history", nothing);
  private final ObjectProperty<Span> span =
      new SimpleObjectProperty<>(this, "span", Span.TWO_MINUTES);
  private final ObjectProperty<ScaleKind> scaleKind =
      new SimpleObjectProperty<>(this, "scaleKind", ScaleKind.LINEAR);
  private final ReadOnlyLongWrapper moment = new ReadOnlyLongWrapper(this, "moment", 0);
  private final ReadOnlyBooleanWrapper charted = new ReadOnlyBooleanWrapper(this, "charted", false);
  private final ReadOnlyBooleanWrapper live = new ReadOnlyBooleanWrapper(this, "live", false);
  private final ReadOnlyStringWrapper rateIn = new ReadOnlyStringWrapper(this, "rateIn", "");
  private final ReadOnlyStringWrapper rateOut = new ReadOnlyStringWrapper(this, "rateOut", "");
  private final ReadOnlyStringWrapper totalIn = new ReadOnlyStringWrapper(this, "totalIn", "");
  private final ReadOnlyStringWrapper totalOut = new ReadOnlyStringWrapper(this, "totalOut", "");
  private final ReadOnlyStringWrapper latency = new ReadOnlyStringWrapper(this, "latency", "");
  private final ReadOnlyStringWrapper latencyDetail =
      new ReadOnlyStringWrapper(this, "latencyDetail", "");
  private final ReadOnlyBooleanWrapper counted = new ReadOnlyBooleanWrapper(this, "counted", false);
  private final ReadOnlyStringWrapper emptyText = new ReadOnlyStringWrapper(this, "emptyText", "");
  private String session = "";

  /**
   * Shows no session at first.
   *
   * @param zone whose clock times are told by
   */
  public StatsViewModel(AppState state, InstantSource clock, ZoneId zone) {
    this.state = state;
    this.clock = clock;
    this.zone = zone;
    state.onChange(this::refresh);
    refresh();
  }

  /** Shows another session. */
  public void show(String name) {
    session = name;
    refresh();
  }

  /** What the chart draws. */
  public ReadOnlyObjectProperty<ThroughputHistory> historyProperty() {
    return history.getReadOnlyProperty();
  }

  /** How far back the chart goes. */
  public ObjectProperty<Span> spanProperty() {
    return span;
  }

  /** How the chart shows large and small rates together. */
  public ObjectProperty<ScaleKind> scaleKindProperty() {
    return scaleKind;
  }

  /** Whose clock times are told by. */
  public ZoneId zone() {
    return zone;
  }

  /** The newest full second, in milliseconds since the epoch. */
  public ReadOnlyLongProperty momentProperty() {
    return moment.getReadOnlyProperty();
  }

  /** Whether there is, or will be at once, something to draw. */
  public ReadOnlyBooleanProperty chartedProperty() {
    return charted.getReadOnlyProperty();
  }

  /** Whether new rates are coming, so that the chart has to move. */
  public ReadOnlyBooleanProperty liveProperty() {
    return live.getReadOnlyProperty();
  }

  /** Why there is no traffic to draw. */
  public ReadOnlyStringProperty emptyTextProperty() {
    return emptyText.getReadOnlyProperty();
  }

  /** Whether there are numbers to show. */
  public ReadOnlyBooleanProperty countedProperty() {
    return counted.getReadOnlyProperty();
  }

  /** The incoming rate with its unit. */
  public ReadOnlyStringProperty rateInProperty() {
    return rateIn.getReadOnlyProperty();
  }

  /** The outgoing rate with its unit. */
  public ReadOnlyStringProperty rateOutProperty() {
    return rateOut.getReadOnlyProperty();
  }

  /** Bytes and packets that came in. */
  public ReadOnlyStringProperty totalInProperty() {
    return totalIn.getReadOnlyProperty();
  }

  /** Bytes and packets that went out. */
  public ReadOnlyStringProperty totalOutProperty() {
    return totalOut.getReadOnlyProperty();
  }

  /** How long the gateway's last answer took; empty when there is no such figure. */
  public ReadOnlyStringProperty latencyProperty() {
    return latency.getReadOnlyProperty();
  }

  /** More about it, or why there is no figure; empty when nothing can be said. */
  public ReadOnlyStringProperty latencyDetailProperty() {
    return latencyDetail.getReadOnlyProperty();
  }

  private void refresh() {
    Optional<KnownSession> known = state.session(session);
    boolean connected =
        known.map(it -> it.status().state() == SessionState.CONNECTED).orElse(false);
    long now = clock.millis();
    moment.set(now - now % A_SECOND);
    history.set(known.map(KnownSession::history).orElse(nothing));
    emptyText.set(Texts.of(emptyKey(state.standing(session))));
    live.set(connected && state.standing(session).known());
    counted.set(live.get() || known.map(it -> it.bytesIn() + it.bytesOut() > 0).orElse(false));
    charted.set(live.get() || !history.get().isEmpty());
    Optional<KnownSession> heard = known.filter(_ -> live.get());
    latency.set(
        heard
            .flatMap(KnownSession::roundTrip)
            .map(trip -> Quantity.latency(trip.last()))
            .orElse(""));
    latencyDetail.set(heard.flatMap(KnownSession::gateway).map(GatewayText::of).orElse(""));
    rateIn.set(Quantity.rate(known.map(it -> it.rateIn(now)).orElse(0.0)));
    rateOut.set(Quantity.rate(known.map(it -> it.rateOut(now)).orElse(0.0)));
    totalIn.set(known.map(it -> total(it.bytesIn(), it.packetsIn())).orElse(total(0, 0)));
    totalOut.set(known.map(it -> total(it.bytesOut(), it.packetsOut())).orElse(total(0, 0)));
  }

  private static String emptyKey(Standing standing) {
    if (!standing.known()) {
      return "chart.empty.unknown";
    }
    return switch (standing.state()) {
      case DISCONNECTED, FAILED, DISCONNECTING -> "chart.empty";
      case RESOLVING,
          CONNECTING,
          AUTHENTICATING,
          WAITING_FOR_USER,
          CONFIGURING,
          CONNECTED,
          RECONNECTING ->
          "chart.empty.soon";
    };
  }

  private static String total(long bytes, long packets) {
    return Texts.of("stats.total", Quantity.bytes(bytes), packets);
  }
}
