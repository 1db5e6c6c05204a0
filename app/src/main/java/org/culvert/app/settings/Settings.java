package org.culvert.app.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * All that the user has chosen, as a value.
 *
 * @param language empty for that of the desktop
 * @param appearance empty until the user chooses one
 * @param all what counts for every profile that has no wish of its own
 * @param profiles what is different for some, by their names; never {@link Overrides#NONE}
 * @param window empty before the window was closed for the first time
 */
public record Settings(
    Optional<Language> language,
    Optional<Appearance> appearance,
    Choices all,
    Map<String, Overrides> profiles,
    ChartLook chart,
    Optional<WindowPlace> window) {
  /** Nothing was ever chosen. */
  public static final Settings USUAL =
      new Settings(
          Optional.empty(),
          Optional.empty(),
          Choices.USUAL,
          Map.of(),
          ChartLook.USUAL,
          Optional.empty());

  public Settings {
    profiles = Map.copyOf(profiles);
  }

  /** What counts for a profile. */
  public Choices of(String profile) {
    return overrides(profile).over(all);
  }

  /** What is different for a profile. */
  public Overrides overrides(String profile) {
    return profiles.getOrDefault(profile, Overrides.NONE);
  }

  /** The same in another language. */
  public Settings withLanguage(Optional<Language> wanted) {
    return new Settings(wanted, appearance, all, profiles, chart, window);
  }

  /** The same with another appearance. */
  public Settings withAppearance(Appearance wanted) {
    return new Settings(language, Optional.of(wanted), all, profiles, chart, window);
  }

  /** The same with something else for every profile. */
  public Settings withAll(Choices wanted) {
    return new Settings(language, appearance, wanted, profiles, chart, window);
  }

  /** The same with something else for one profile. */
  public Settings withProfile(String profile, UnaryOperator<Overrides> change) {
    Map<String, Overrides> changed = new TreeMap<>(profiles);
    Overrides wanted = change.apply(overrides(profile));
    if (wanted.equals(Overrides.NONE)) {
      changed.remove(profile);
    } else {
      changed.put(profile, wanted);
    }
    return new Settings(language, appearance, all, changed, chart, window);
  }

  /** The same for a profile that has another name now. */
  public Settings renamed(String profile, String newName) {
    Overrides moved = overrides(profile);
    if (moved.equals(Overrides.NONE)) {
      return this; // nothing was different, or it has moved already
    }
    return withProfile(profile, _ -> Overrides.NONE).withProfile(newName, _ -> moved);
  }

  /** The same for no other profiles than those. */
  public Settings only(Set<String> names) {
    Map<String, Overrides> left = new TreeMap<>(profiles);
    left.keySet().retainAll(names);
    return new Settings(language, appearance, all, left, chart, window);
  }

  /** The same with another look at the chart. */
  public Settings withChart(ChartLook wanted) {
    return new Settings(language, appearance, all, profiles, wanted, window);
  }

  /** The same with the window at another place. */
  public Settings withWindow(WindowPlace place) {
    return new Settings(language, appearance, all, profiles, chart, Optional.of(place));
  }
}
