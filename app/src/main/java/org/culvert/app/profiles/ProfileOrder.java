package org.culvert.app.profiles;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order that the user wants: favourites first, then as they were placed, then by name.
 *
 * @param placed ids in their order; those that are missing come after them
 */
record ProfileOrder(List<String> placed, Set<String> favourites) {
  /** By name. */
  static final ProfileOrder NONE = new ProfileOrder(List.of(), Set.of());

  private static final String KIND = "culvert-profile-order ";
  private static final String VERSION = KIND + "1";
  private static final String FAVOURITE = "favourite ";
  private static final String PLACE = "place ";

  ProfileOrder {
    placed = List.copyOf(placed);
    favourites = Set.copyOf(favourites);
  }

  /** Whether a text is of this version. */
  static boolean isKnown(String text) {
    return text.lines().findFirst().filter(VERSION::equals).isPresent();
  }

  /** Whether a text is of a later version, and must not be overwritten. */
  static boolean isNewer(String text) {
    return text.startsWith(KIND) && !isKnown(text);
  }

  static ProfileOrder parse(String text) {
    List<String> placed = new ArrayList<>();
    Set<String> favourites = new LinkedHashSet<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith(FAVOURITE)) {
        favourites.add(line.substring(FAVOURITE.length()));
      } else if (line.startsWith(PLACE)) {
        placed.add(line.substring(PLACE.length()));
      }
    }
    return new ProfileOrder(placed, favourites);
  }

  String text() {
    StringBuilder text = new StringBuilder(VERSION).append('\n');
    favourites.stream().sorted().forEach(id -> text.append(FAVOURITE).append(id).append('\n'));
    placed.forEach(id -> text.append(PLACE).append(id).append('\n'));
    return text.toString();
  }

  /** The profiles in their order, each knowing whether it is a favourite. */
  List<StoredProfile> arrange(List<StoredProfile> profiles) {
    Map<String, Integer> places = new HashMap<>();
    placed.forEach(id -> places.putIfAbsent(id, places.size()));
    return profiles.stream()
        .map(profile -> profile.favourite(favourites.contains(profile.id())))
        .sorted(
            Comparator.comparing((StoredProfile profile) -> !profile.favourite())
                .thenComparing(profile -> places.getOrDefault(profile.id(), Integer.MAX_VALUE))
                .thenComparing(StoredProfile::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  ProfileOrder favourite(String id, boolean now) {
    Set<String> changed = new LinkedHashSet<>(favourites);
    if (now) {
      changed.add(id);
    } else {
      changed.remove(id);
    }
    return new ProfileOrder(placed, changed);
  }

  ProfileOrder place(List<String> ids) {
    return new ProfileOrder(ids, favourites);
  }

  /** Whether anything is said of a profile. */
  boolean mentions(String id) {
    return placed.contains(id) || favourites.contains(id);
  }

  /** What was said of one profile is said of another. */
  ProfileOrder instead(String old, String now) {
    return new ProfileOrder(
        placed.stream().map(id -> id.equals(old) ? now : id).toList(),
        Set.copyOf(favourites.stream().map(id -> id.equals(old) ? now : id).toList()));
  }
}
