package org.culvert.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Protection;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Choices QUIET =
      new Choices(
          DataPathChoice.USERSPACE, new Protection(true, false, new DnsWish.None()), false, false);

  @Test
  void aProfileMayBeProtectedInAnotherWayThanTheOthers() {
    Settings settings =
        Settings.USUAL
            .withAll(QUIET)
            .withProfile(
                "office",
                wish ->
                    wish.withProtection(
                        OwnProtection.NONE
                            .withAllowLan(Optional.of(true))
                            .withDns(Optional.of(new DnsWish.Server()))));

    assertEquals(
        new Protection(true, true, new DnsWish.Server()), settings.of("office").protection());
    assertEquals(QUIET.protection(), settings.of("home").protection());
  }

  @Test
  void aProfileWithoutAWishOfItsOwnIsLikeAllProfiles() {
    Settings settings = Settings.USUAL.withAll(QUIET);

    assertEquals(settings.all(), settings.of("office"));
  }

  @Test
  void aProfilesOwnWishComesBeforeThatForAll() {
    Settings settings =
        Settings.USUAL
            .withAll(QUIET)
            .withProfile("office", wish -> wish.withDataPath(Optional.of(DataPathChoice.KERNEL)))
            .withProfile("office", wish -> wish.withNotifications(Optional.of(true)));

    assertEquals(
        QUIET.withDataPath(DataPathChoice.KERNEL).withNotifications(true), settings.of("office"));
    assertEquals(QUIET, settings.of("home"));
  }

  @Test
  void aProfileThatIsLikeAllAgainLeavesNothingBehind() {
    Settings settings =
        Settings.USUAL
            .withProfile("office", wish -> wish.withConnectOnStart(true))
            .withProfile("office", wish -> wish.withConnectOnStart(false));

    assertEquals(Map.of(), settings.profiles());
  }

  @Test
  void whatIsDifferentForAProfileGoesWithItsNewName() {
    Settings settings =
        Settings.USUAL
            .withProfile("office", wish -> wish.withConnectOnStart(true))
            .renamed("office", "work");
    assertEquals(Set.of("work"), settings.profiles().keySet());
    assertTrue(settings.overrides("work").connectOnStart());
  }

  @Test
  void aNewNameThatWasTakenInBeforeTakesNothingAway() {
    Settings settings = Settings.USUAL.withProfile("work", wish -> wish.withConnectOnStart(true));
    assertEquals(settings, settings.renamed("office", "work"));
  }

  @Test
  void onlyTheNamedProfilesAreLeft() {
    Settings settings =
        Settings.USUAL
            .withProfile("office", wish -> wish.withConnectOnStart(true))
            .withProfile("home", wish -> wish.withConnectOnStart(true));

    assertEquals(Set.of("home"), settings.only(Set.of("home", "lab")).profiles().keySet());
  }
}
