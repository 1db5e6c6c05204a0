package org.culvert.core.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.culvert.core.profile.PullSettings;
import org.culvert.core.profile.PullSettings.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushUpdateTest {
  private static final List<String> IN_FORCE =
      List.of(
          "peer-id 3",
          "ifconfig 10.8.0.2 255.255.255.0",
          "route 10.1.0.0 255.255.0.0",
          "route 10.2.0.0 255.255.0.0",
          "route-ipv6 fd01::/16",
          "ping 10",
          "ping-restart 60");

  private static List<String> updated(String... update) throws PushException {
    return PushUpdate.of(IN_FORCE, List.of(update), new PullSettings(false, List.of())).options();
  }

  @Test
  void theFirstOfAKindReplacesAndFurtherOnesAdd() throws PushException {
    assertEquals(
        List.of(
            "peer-id 3",
            "ifconfig 10.8.0.2 255.255.255.0",
            "route-ipv6 fd01::/16",
            "ping 10",
            "ping-restart 60",
            "route 10.3.0.0 255.255.0.0",
            "dns server 0 address 10.8.0.1",
            "route 10.4.0.0 255.255.0.0"),
        updated(
            "route 10.3.0.0 255.255.0.0",
            "dns server 0 address 10.8.0.1",
            "route 10.4.0.0 255.255.0.0"));
  }

  @Test
  void aMinusTakesAllOfAKindAway() throws PushException {
    List<String> after = updated("-route", "-?route-ipv6", "?-ping");
    assertEquals(List.of("peer-id 3", "ifconfig 10.8.0.2 255.255.255.0", "ping-restart 60"), after);
  }

  @Test
  void whatWasTakenAwayCanBeAddedAgainInTheSameUpdate() throws PushException {
    List<String> after = updated("-route", "route 10.9.0.0 255.255.0.0");
    assertTrue(after.contains("route 10.9.0.0 255.255.0.0"), after::toString);
    assertEquals(IN_FORCE.size() - 1, after.size());
  }

  @Test
  void redirectionAndKeepaliveReplaceTheirOtherForms() throws PushException {
    assertTrue(!updated("keepalive 5 20").contains("ping 10"));
    List<String> redirected =
        PushUpdate.of(
                List.of("redirect-private"),
                List.of("redirect-gateway def1"),
                new PullSettings(false, List.of()))
            .options();
    assertEquals(List.of("redirect-gateway def1"), redirected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cipher AES-128-GCM",
        "peer-id 4",
        "nonsense",
        "-route 10.1.0.0 255.255.0.0",
        "up /bin/sh",
        "",
        "-",
        "route \"10.0.0.0"
      })
  void whatCannotBeFollowedIsAnErrorUnlessItIsOptional(String option) throws PushException {
    assertThrows(PushException.class, () -> updated(option));
    PushUpdate optional =
        PushUpdate.of(IN_FORCE, List.of("?" + option), new PullSettings(false, List.of()));
    assertEquals(IN_FORCE, optional.options());
    assertEquals(1, optional.notes().size());
  }

  @Test
  void theProfilesFiltersCountForUpdatesAsWell() throws PushException {
    PullSettings pull =
        new PullSettings(
            false,
            List.of(
                new Filter(Filter.Action.IGNORE, "route "),
                new Filter(Filter.Action.REJECT, "dns")));
    assertEquals(
        IN_FORCE,
        PushUpdate.of(IN_FORCE, List.of("route 10.9.0.0", "?dns search-domains x"), pull)
            .options());
    assertThrows(
        PushException.class, () -> PushUpdate.of(IN_FORCE, List.of("dns search-domains x"), pull));
    assertEquals(
        IN_FORCE,
        PushUpdate.of(
                IN_FORCE,
                List.of("route 10.9.0.0", "redirect-gateway"),
                new PullSettings(true, List.of()))
            .options());
  }

  @Test
  void updatesDoNotAddUpWithoutEnd() throws PushException {
    List<String> many = new java.util.ArrayList<>(IN_FORCE);
    while (many.size() < PushAssembler.MAX_OPTIONS) {
      many.add("route 10.1.0.0 255.255.0.0");
    }
    assertThrows(
        PushException.class,
        () -> PushUpdate.of(many, List.of("ping-exit 9"), new PullSettings(false, List.of())));
  }
}
