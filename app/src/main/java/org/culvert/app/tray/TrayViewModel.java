package org.culvert.app.tray;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import org.culvert.app.state.AppState;
import org.culvert.app.state.KnownSession;
import org.culvert.app.state.LinkState;
import org.culvert.app.state.Standing;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.text.Elapsed;
import org.culvert.app.ui.text.Quantity;
import org.culvert.app.ui.text.Texts;
import org.culvert.app.ui.text.Tone;
import org.culvert.core.api.SessionState;

/** What the tray shows. Belongs to the JavaFX thread. */
public final class TrayViewModel {
  /** How long a duration and a rate may stand, in milliseconds: each change wakes the panel up. */
  static final long TIP_LASTS = 5_000;

  private final AppState state;
  private final ObservableList<ProfileItem> profiles;
  private final InstantSource clock;
  private final ReadOnlyObjectWrapper<TrayFace> face;
  private Optional<Trouble> seen = Optional.empty();
  private long tipTime;

  /**
   * @param profiles those of the list, whose standing is up to date when {@code state} tells of a
   *     change
   */
  public TrayViewModel(AppState state, ObservableList<ProfileItem> profiles, InstantSource clock) {
    this.state = state;
    this.profiles = profiles;
    this.clock = clock;
    face = new ReadOnlyObjectWrapper<>(this, "face", face());
    state.onChange(this::refresh);
    profiles.subscribe(this::refresh);
  }

  /** What it shows; set again only when something is different. */
  public ReadOnlyObjectProperty<TrayFace> faceProperty() {
    return face.getReadOnlyProperty();
  }

  /** The user is looking at the window, and so at what went wrong. */
  public void seen() {
    seen = trouble();
    refresh();
  }

  private void refresh() {
    TrayFace now = face();
    boolean onlyTheTip = now.withTip(face.get().tip()).equals(face.get());
    if (onlyTheTip && clock.millis() - tipTime < TIP_LASTS) {
      return;
    }
    tipTime = clock.millis();
    if (!now.equals(face.get())) {
      face.set(now);
    }
  }

  private TrayFace face() {
    Optional<Trouble> trouble = trouble();
    boolean asked = state.sessions().stream().anyMatch(session -> session.question().isPresent());
    boolean unseen = trouble.isPresent() && !trouble.equals(seen);
    return new TrayFace(sign(trouble), unseen || (linked() && asked), tip(), menu());
  }

  private TraySign sign(Optional<Trouble> trouble) {
    if (trouble.isPresent()) {
      return TraySign.PROBLEM;
    }
    List<Tone> tones = live().stream().map(session -> Tone.of(session.status().state())).toList();
    if (tones.contains(Tone.BUSY)) {
      return TraySign.CONNECTING;
    }
    return tones.contains(Tone.GOOD) ? TraySign.ON : TraySign.OFF;
  }

  /**
   * A failure counts until a session is begun, or changes, after it: then it is of the past. What
   * it still blocks is not.
   */
  private Optional<Trouble> trouble() {
    boolean unknown =
        (!linked() && !live().isEmpty()) || state.link() instanceof LinkState.Refusing;
    long failed = newest(SessionState.FAILED::equals);
    boolean counts = failed > newest(session -> !session.ended());
    boolean blocked = state.sessions().stream().anyMatch(this::blocked);
    Trouble trouble = new Trouble(unknown, state.lost(), blocked, counts ? failed : 0);
    return trouble.equals(Trouble.NONE) ? Optional.empty() : Optional.of(trouble);
  }

  private boolean blocked(KnownSession session) {
    return state.standing(session.status().name()).blocked();
  }

  private long newest(java.util.function.Predicate<SessionState> which) {
    return state.sessions().stream()
        .map(KnownSession::status)
        .filter(status -> which.test(status.state()))
        .mapToLong(status -> status.since())
        .max()
        .orElse(0);
  }

  private List<KnownSession> live() {
    return state.sessions().stream().filter(session -> !session.status().state().ended()).toList();
  }

  private boolean linked() {
    return state.link() instanceof LinkState.Up;
  }

  private List<String> tip() {
    List<String> lines = new ArrayList<>();
    if (state.link() instanceof LinkState.Down) {
      lines.add(Texts.of("tray.tip.unreachable"));
    }
    if (state.link() instanceof LinkState.Refusing) {
      lines.add(Texts.of("helper.refusing.title"));
    }
    if (!state.lost().isEmpty()) {
      lines.add(
          Texts.of(
              state.lost().size() == 1 ? "helper.stopped.one" : "helper.stopped.many",
              Texts.list(state.lost().stream().sorted().toList())));
    }
    for (KnownSession session : state.sessions()) {
      if (session.status().state() != SessionState.DISCONNECTED || blocked(session)) {
        lines.add(tip(session));
      }
    }
    return lines.isEmpty() ? List.of(Texts.of(SessionState.DISCONNECTED)) : lines;
  }

  private String tip(KnownSession session) {
    String name = session.status().name();
    Standing standing = state.standing(name);
    String said = Texts.of("tray.profile", name, Texts.of(standing));
    if (!standing.known() || standing.state() != SessionState.CONNECTED) {
      return said;
    }
    long now = clock.millis();
    String carries =
        Texts.of(
            "tray.tip.connected",
            said,
            Elapsed.of(now - session.status().since()),
            Quantity.rate(session.rateIn(now)),
            Quantity.rate(session.rateOut(now)));
    return session
        .roundTrip()
        .map(trip -> Texts.of("tray.tip.latency", carries, Quantity.latency(trip.last())))
        .orElse(carries);
  }

  private List<MenuEntry> menu() {
    List<MenuEntry> menu = new ArrayList<>();
    profiles.forEach(profile -> menu.add(choice(profile.name())));
    if (!menu.isEmpty()) {
      menu.add(new MenuEntry.Separator());
    }
    if (state.sessions().stream().anyMatch(this::blocked)) {
      menu.add(plain("tray.unblock", linked(), new TrayCommand.Unblock()));
    }
    menu.add(plain("tray.open", true, new TrayCommand.Open()));
    menu.add(plain("tray.quit", true, new TrayCommand.Quit()));
    return menu;
  }

  private static MenuEntry plain(String key, boolean possible, TrayCommand command) {
    return new MenuEntry.Choice(Texts.of(key), MenuEntry.Mark.NONE, possible, command);
  }

  private MenuEntry choice(String profile) {
    Standing standing = state.standing(profile);
    boolean begins = standing.state().ended();
    return new MenuEntry.Choice(
        standing.state() == SessionState.DISCONNECTED && !standing.blocked()
            ? profile
            : Texts.of("tray.profile", profile, Texts.of(standing)),
        standing.known() ? mark(standing.state()) : MenuEntry.Mark.BETWEEN,
        linked() && standing.state() != SessionState.DISCONNECTING,
        begins ? new TrayCommand.Connect(profile) : new TrayCommand.Disconnect(profile));
  }

  private static MenuEntry.Mark mark(SessionState state) {
    return switch (Tone.of(state)) {
      case IDLE, BAD -> MenuEntry.Mark.OFF;
      case BUSY -> MenuEntry.Mark.BETWEEN;
      case GOOD -> MenuEntry.Mark.ON;
    };
  }

  /**
   * What is wrong: equal values are the same trouble.
   *
   * @param unknown tunnels that were up are not heard of, or may be up
   * @param lost those that went away with a helper
   * @param blocked whether a kill switch holds without a tunnel
   * @param failed since when the newest session failed, or 0
   */
  private record Trouble(boolean unknown, Set<String> lost, boolean blocked, long failed) {
    static final Trouble NONE = new Trouble(false, Set.of(), false, 0);
  }
}
