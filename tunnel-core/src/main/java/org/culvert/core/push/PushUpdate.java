package org.culvert.core.push;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culvert.core.profile.PullSettings;
import org.culvert.core.profile.PullSettings.Filter.Action;

/**
 * What a server changes while the tunnel stands ({@code PUSH_UPDATE}); wire reference 7.8.
 *
 * <pre>
 * name arguments    the first of its kind in an update replaces all earlier ones, further ones add
 * -name             takes all of the kind away
 * ?…                may be passed over when it cannot be followed; otherwise that is an error
 * </pre>
 *
 * @param options the options that are in force afterwards, as if they had been pushed at once
 * @param notes sentences for the log about what was passed over
 */
public record PushUpdate(List<String> options, List<String> notes) {
  private static final Set<String> CHANGEABLE =
      Set.of(
          "ifconfig",
          "ifconfig-ipv6",
          "topology",
          "route",
          "route-ipv6",
          "route-gateway",
          "route-ipv6-gateway",
          "route-metric",
          "redirect-gateway",
          "redirect-private",
          "block-ipv4",
          "block-ipv6",
          "block-outside-dns",
          "dhcp-option",
          "dns",
          "tun-mtu",
          "ping",
          "ping-restart",
          "ping-exit",
          "keepalive",
          "inactive",
          "session-timeout");

  public PushUpdate {
    options = List.copyOf(options);
    notes = List.copyOf(notes);
  }

  /**
   * Applies an update.
   *
   * @param inForce what was pushed so far
   * @param update texts as {@link PushAssembler} gives them
   * @throws PushException when something that may not be passed over cannot be followed: the server
   *     counts on a reconnect then
   */
  public static PushUpdate of(List<String> inForce, List<String> update, PullSettings pull)
      throws PushException {
    Reading reading = new Reading(inForce, new PullFilter(pull));
    for (String text : update) {
      reading.take(text);
    }
    return new PushUpdate(reading.options, reading.notes);
  }

  /** One reading of an update. */
  private static final class Reading {
    private final List<String> options;
    private final List<String> notes = new ArrayList<>();
    private final Set<String> replaced = new HashSet<>();
    private final PullFilter filter;

    Reading(List<String> inForce, PullFilter filter) {
      this.options = new ArrayList<>(inForce);
      this.filter = filter;
    }

    void take(String text) throws PushException {
      int prefix = 0;
      while (prefix < text.length() && "-?".indexOf(text.charAt(prefix)) >= 0) {
        prefix++;
      }
      boolean removes = text.lastIndexOf('-', prefix - 1) >= 0;
      boolean optional = text.lastIndexOf('?', prefix - 1) >= 0;
      String option = text.substring(prefix).strip();
      Optional<String> hindrance = hindrance(option, removes);
      if (hindrance.isEmpty()) {
        change(option, removes);
      } else if (optional) {
        notes.add("An optional update of the server is passed over: " + hindrance.get() + ".");
      } else {
        throw new PushException("An update of the server cannot be followed: " + hindrance.get());
      }
    }

    /** Why the option cannot be followed. */
    private Optional<String> hindrance(String option, boolean removes) {
      List<String> words;
      try {
        words = OptionWords.split(option);
      } catch (PushException e) {
        return Optional.of(e.reason());
      }
      String shown = "\"" + OptionWords.nameOf(option) + "\"";
      if (words.isEmpty() || !CHANGEABLE.contains(words.getFirst())) {
        return Optional.of(shown + " cannot be changed while the tunnel stands");
      }
      if (removes && words.size() > 1) {
        return Optional.of(shown + " is to be removed, but has arguments");
      }
      return filter.decide(option, words) == Action.REJECT
          ? Optional.of(shown + " is rejected by the profile (pull-filter)")
          : Optional.empty();
    }

    private void change(String option, boolean removes) throws PushException {
      List<String> words = OptionWords.split(option);
      String name = words.getFirst();
      if (filter.decide(option, words) == Action.IGNORE || filter.dropsByRouteNoPull(name)) {
        return;
      }
      List<String> kind = kind(name);
      if (removes || replaced.add(kind.getFirst())) {
        options.removeIf(before -> kind.contains(OptionWords.nameOf(before)));
      }
      if (!removes) {
        if (options.size() >= PushAssembler.MAX_OPTIONS) {
          throw new PushException("The server's updates add up to too many options.");
        }
        options.add(option);
      }
    }

    /** Options that say the same in different ways replace each other. */
    private static List<String> kind(String name) {
      return switch (name) {
        case "redirect-gateway", "redirect-private" ->
            List.of("redirect-gateway", "redirect-private");
        case "keepalive" -> List.of("keepalive", "ping", "ping-restart");
        default -> List.of(name);
      };
    }
  }
}
