package org.culvert.app.unasked;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.culvert.app.state.AppState;
import org.culvert.app.state.LinkState;

/**
 * Connects what the user wants connected when Culvert starts: once, as soon as the helper answers
 * and the profiles are read. Belongs to the thread of its {@link AppState}.
 */
public final class OnStart {
  private final AppState state;
  private final Supplier<Optional<List<String>>> profiles;
  private final Predicate<String> wanted;
  private final Consumer<String> connect;
  private boolean over;

  /**
   * @param profiles the names of the stored ones; empty until they are read
   * @param wanted whether the user wants it for a profile
   */
  public OnStart(
      AppState state,
      Supplier<Optional<List<String>>> profiles,
      Predicate<String> wanted,
      Consumer<String> connect) {
    this.state = state;
    this.profiles = profiles;
    this.wanted = wanted;
    this.connect = connect;
    state.onChange(this::look);
  }

  /** The profiles may have been read. */
  public void look() {
    if (over || !(state.link() instanceof LinkState.Up)) {
      return;
    }
    profiles.get().ifPresent(this::begin);
  }

  private void begin(List<String> names) {
    over = true;
    names.stream()
        .filter(wanted)
        .filter(name -> state.standing(name).state().ended())
        .toList()
        .forEach(connect);
  }
}
