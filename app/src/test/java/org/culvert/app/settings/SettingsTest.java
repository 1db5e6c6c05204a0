package org.culvert.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.culvert.core.api.DataPathChoice;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void aProfileWithoutAWishOfItsOwnIsLikeAllProfiles() {
    Settings settings = Settings.USUAL.withAll(new Choices(DataPathChoice.USERSPACE, false, false));

    assertEquals(settings.all(), settings.of("office"));
  }

  @Test
  void aProfilesOwnWishComesBeforeThatForAll() {
    Settings settings =
        Settings.USUAL
            .withAll(new Choices(DataPathChoice.USERSPACE, false, false))
            .withProfile("office", wish -> wish.withDataPath(Optional.of(DataPathChoice.KERNEL)))
            .withProfile("office", wish -> wish.withNotifications(Optional.of(true)));

    assertEquals(new Choices(DataPathChoice.KERNEL, false, true), settings.of("office"));
    assertEquals(new Choices(DataPathChoice.USERSPACE, false, false), settings.of("home"));
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
