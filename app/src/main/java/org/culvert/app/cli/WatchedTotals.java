package org.culvert.app.cli;

import java.io.IOException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.app.state.AppState;
import org.culvert.app.totals.TotalsKeeper;
import org.culvert.app.totals.TotalsKeeper.Trouble;

/** Counts the totals while no window runs, which would want to show them. */
final class WatchedTotals {
  private final CommandContext context;
  private final AppState state;
  private final Executor background;
  private final Executor foreground;
  private Optional<TotalsKeeper> keeper = Optional.empty();
  private Optional<Trouble> told = Optional.empty();
  private Map<String, String> names = Map.of();
  private boolean leftToWindow;

  /** Counts nothing until the first {@link #look}. */
  WatchedTotals(CommandContext context, AppState state, Executor background, Executor foreground) {
    this.context = context;
    this.state = state;
    this.background = background;
    this.foreground = foreground;
  }

  /** A window may have come, or gone. */
  void look() {
    boolean window = context.window().runs();
    if (window && !leftToWindow) {
      context.tell(
          "The window runs: it counts the totals, connects and notifies.",
          "  When it has ended, this does.");
      close();
    } else if (!window && keeper.isEmpty()) {
      begin();
    }
    leftToWindow = window;
  }

  private void begin() {
    TotalsKeeper begun =
        new TotalsKeeper(
            state,
            context.totals(),
            background,
            foreground,
            context.clock(),
            ZoneId.systemDefault());
    begun.onChange(() -> tell(begun.trouble()));
    keeper = Optional.of(begun);
  }

  /** Whether they are counted here, as far as is known. */
  boolean areOurs() {
    return keeper.isPresent()
        && keeper.get().trouble().filter(Trouble.CountedElsewhere.class::isInstance).isEmpty();
  }

  /** A profile may have another name now: what it carried goes with it. */
  void lookForNames() {
    Map<String, String> now = new HashMap<>();
    try {
      for (StoredProfile profile : context.store().list()) {
        now.put(profile.id(), profile.name());
      }
    } catch (IOException e) {
      return; // They are looked at again with the next change.
    }
    names.forEach(
        (id, old) -> {
          String name = now.getOrDefault(id, old);
          if (!name.equals(old)) {
            keeper.ifPresent(it -> it.renamed(old, name));
          }
        });
    names = now;
  }

  /** Keeps what is not kept yet, and lets a window count. */
  void close() {
    keeper.ifPresent(TotalsKeeper::close);
    keeper = Optional.empty();
  }

  private void tell(Optional<Trouble> trouble) {
    if (!trouble.equals(told)) {
      told = trouble;
      trouble.map(WatchedTotals::words).ifPresent(context::tell);
    }
  }

  private static String words(Trouble trouble) {
    return switch (trouble) {
      case Trouble.PutAside(var file) ->
          "The totals could not be understood, and counting begins anew. What there was is kept as "
              + file;
      case Trouble.CountedElsewhere() ->
          "Another Culvert counts the totals, connects and notifies. When it has ended, this does.";
      case Trouble.Unreadable(var reason) ->
          "The totals cannot be read, and are not counted: "
              + reason
              + ". It is tried again every minute.";
      case Trouble.Unwritable(var reason) ->
          "The totals cannot be saved: " + reason + ". It is tried again every minute.";
    };
  }
}
