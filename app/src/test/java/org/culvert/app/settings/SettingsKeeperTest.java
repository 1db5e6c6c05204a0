package org.culvert.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Protection;
import org.culvert.core.api.json.MalformedMessageException;
import org.junit.jupiter.api.Test;

class SettingsKeeperTest {
  private static final Path FILE = Path.of("/settings.json");

  private static final class Memory implements SettingsStore {
    private Optional<Settings> kept = Optional.of(Settings.USUAL);
    private final List<Settings> saved = new ArrayList<>();
    private boolean failing;
    private boolean damaged;
    private Optional<Runnable> watcher = Optional.empty();

    @Override
    public Runnable watch(Runnable changed) {
      watcher = Optional.of(changed);
      return () -> watcher = Optional.empty();
    }

    @Override
    public Settings read() throws IOException {
      if (damaged) {
        throw new DamagedSettingsException(FILE, new MalformedMessageException("odd"));
      }
      return kept.orElseThrow(() -> new IOException("not a file"));
    }

    @Override
    public void change(UnaryOperator<Settings> change) throws IOException {
      save(change.apply(read()));
    }

    @Override
    public Optional<Path> change(UnaryOperator<Settings> change, Settings instead)
        throws IOException {
      if (damaged) {
        damaged = false;
        save(instead);
        return Optional.of(Path.of("/aside"));
      }
      change(change);
      return Optional.empty();
    }

    private void save(Settings settings) throws IOException {
      if (failing) {
        throw new IOException("no space left");
      }
      saved.add(settings);
      kept = Optional.of(settings);
    }
  }

  private final Memory store = new Memory();
  private final ArrayDeque<Runnable> background = new ArrayDeque<>();
  private int told;

  private SettingsKeeper keeper() {
    SettingsKeeper keeper = new SettingsKeeper(store, background::add, Runnable::run);
    keeper.onChange(() -> told++);
    return keeper;
  }

  private void work() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  @Test
  void aChangeCountsAtOnceAndIsKeptSoon() {
    SettingsKeeper keeper = keeper();
    keeper.change(now -> now.withAppearance(Appearance.DARK));

    assertEquals(Optional.of(Appearance.DARK), keeper.now().appearance());
    assertEquals(1, told);
    assertEquals(List.of(), store.saved);
    work();
    assertEquals(List.of(keeper.now()), store.saved);
  }

  @Test
  void whatChangesNothingIsNotKeptAgain() {
    SettingsKeeper keeper = keeper();
    keeper.change(now -> now.withAll(Choices.USUAL));
    work();

    assertEquals(0, told);
    assertEquals(List.of(), store.saved);
  }

  @Test
  void changesWhileItIsKeptAreKeptTogetherAfterwards() {
    SettingsKeeper keeper = keeper();
    keeper.change(now -> now.withAppearance(Appearance.DARK));
    keeper.change(now -> now.withAppearance(Appearance.LIGHT));
    keeper.change(now -> now.withProfile("a", wish -> wish.withConnectOnStart(true)));
    work();

    assertEquals(2, store.saved.size());
    assertEquals(keeper.now(), store.saved.getLast());
  }

  @Test
  void whatAnotherKeptMeanwhileIsNotLost() throws IOException {
    SettingsKeeper keeper = keeper();
    store.change(now -> now.withAppearance(Appearance.DARK));
    keeper.change(now -> now.withProfile("a", wish -> wish.withConnectOnStart(true)));
    work();
    assertEquals(Optional.of(Appearance.DARK), store.saved.getLast().appearance());
    assertEquals(true, store.saved.getLast().overrides("a").connectOnStart());

    store.change(now -> now.withAppearance(Appearance.LIGHT));
    keeper.change(now -> now.withAll(Choices.USUAL.withDataPath(DataPathChoice.KERNEL)));
    keeper.close();
    assertEquals(Optional.of(Appearance.LIGHT), store.saved.getLast().appearance());
  }

  @Test
  void whatIsNotKeptYetIsKeptAtTheEnd() {
    SettingsKeeper keeper = keeper();
    keeper.change(now -> now.withAppearance(Appearance.DARK));
    keeper.close();

    assertEquals(List.of(keeper.now()), store.saved);
  }

  @Test
  void aDamagedFileConnectsNothingAndStaysUntilTheUserKnows() throws Exception {
    store.damaged = true;
    SettingsKeeper keeper = keeper();
    assertEquals(Optional.of(new SettingsKeeper.Trouble.Damaged(FILE)), keeper.trouble());
    keeper.change(now -> now.withAppearance(Appearance.DARK));
    work();
    var unknown = assertThrows(UnreadableSettingsException.class, () -> keeper.chosen("a"));
    assertEquals(new SettingsKeeper.Trouble.Damaged(FILE), unknown.trouble());
    keeper.close();
    assertTrue(store.damaged, "the next start is to find it, too");
    assertEquals(List.of(), store.saved);
  }

  @Test
  void whoKnowsThatItIsDamagedGoesOnWithTheUsualAndWhatWasChangedMeanwhile() throws Exception {
    store.damaged = true;
    SettingsKeeper keeper = keeper();
    keeper.change(now -> now.withAppearance(Appearance.DARK));
    keeper.forgetTrouble();
    assertEquals(Optional.empty(), keeper.trouble());
    assertEquals(Choices.USUAL, keeper.chosen("a"));
    assertEquals(2, told);
    work();
    assertFalse(store.damaged, "it is put aside");
    assertEquals(Settings.USUAL.withAppearance(Appearance.DARK), store.saved.getLast());
  }

  @Test
  void whoKnowsItAndChangesNothingHasItPutAsideToo() {
    store.damaged = true;
    SettingsKeeper keeper = keeper();
    keeper.forgetTrouble();
    keeper.close();
    assertFalse(store.damaged);
    assertEquals(Settings.USUAL, store.saved.getLast());
  }

  @Test
  void whoChoosesTheKillSwitchAnewForAllKnows() throws Exception {
    store.damaged = true;
    SettingsKeeper keeper = keeper();
    keeper.change(
        now ->
            now.withAll(
                now.all().withProtection(new Protection(true, true, new DnsWish.Server()))));
    assertEquals(Optional.empty(), keeper.trouble());
    assertEquals(true, keeper.chosen("b").protection().killSwitch());
    work();
    assertEquals(List.of(keeper.now()), store.saved, "nobody finds other settings in between");
  }

  @Test
  void whoChoosesItForOneProfileIsNotTakenToKnowForTheOthers() throws Exception {
    store.damaged = true;
    SettingsKeeper keeper = keeper();
    keeper.change(now -> now.withProfile("a", SettingsKeeperTest::killSwitch));
    assertEquals(true, keeper.chosen("a").protection().killSwitch());
    assertThrows(UnreadableSettingsException.class, () -> keeper.chosen("b"));
    work();
    assertTrue(store.damaged, "the next start is to find it, too");
    assertEquals(List.of(), store.saved);
  }

  @Test
  void aFileThatWasMendedMeanwhileCountsWithWhatWasChangedSince() throws Exception {
    store.damaged = true;
    SettingsKeeper keeper = keeper();
    keeper.change(now -> now.withAppearance(Appearance.DARK));
    store.damaged = false;
    store.kept = Optional.of(Settings.USUAL.withProfile("a", SettingsKeeperTest::killSwitch));
    keeper.forgetTrouble();
    assertEquals(Optional.empty(), keeper.trouble());
    assertEquals(true, keeper.chosen("a").protection().killSwitch());
    work();
    assertEquals(List.of(keeper.now()), store.saved);
    assertEquals(Optional.of(Appearance.DARK), keeper.now().appearance());
  }

  @Test
  void aFileThatCannotBeReadIsNotOverwritten() {
    store.kept = Optional.empty();
    SettingsKeeper keeper = keeper();
    assertInstanceOf(SettingsKeeper.Trouble.Unreadable.class, keeper.trouble().orElseThrow());
    keeper.change(now -> now.withAppearance(Appearance.DARK));
    work();
    keeper.close();
    keeper.forgetTrouble();

    assertEquals(List.of(), store.saved);
    assertInstanceOf(SettingsKeeper.Trouble.Unreadable.class, keeper.trouble().orElseThrow());
  }

  @Test
  void nobodyTakesTheUsualForWhatWasChosenWhereThatCannotBeRead() throws Exception {
    store.kept = Optional.of(Settings.USUAL.withProfile("a", SettingsKeeperTest::killSwitch));
    assertEquals(true, keeper().chosen("a").protection().killSwitch());
    assertEquals(Choices.USUAL, keeper().chosen("b"));

    store.kept = Optional.empty();
    SettingsKeeper keeper = keeper();
    var unknown = assertThrows(UnreadableSettingsException.class, () -> keeper.chosen("a"));
    assertEquals(new SettingsKeeper.Trouble.Unreadable("not a file"), unknown.trouble());
  }

  @Test
  void aFileThatIsDamagedWhileTheWindowRunsGetsAllThatTheWindowKnows() {
    SettingsKeeper keeper = keeper();
    keeper.change(now -> now.withProfile("a", SettingsKeeperTest::killSwitch));
    work();
    store.damaged = true;
    store.saved.clear();
    keeper.change(now -> now.withAppearance(Appearance.DARK));
    work();

    assertEquals(List.of(keeper.now()), store.saved, "nobody finds other settings in between");
    assertEquals(true, store.saved.getLast().of("a").protection().killSwitch());
  }

  private static Overrides killSwitch(Overrides wish) {
    return wish.withProtection(wish.protection().withKillSwitch(Optional.of(true)));
  }

  @Test
  void whatCannotBeWrittenIsToldAndTriedAgainWithTheNextChange() {
    SettingsKeeper keeper = keeper();
    store.failing = true;
    keeper.change(now -> now.withAppearance(Appearance.DARK));
    work();
    assertEquals(
        Optional.of(new SettingsKeeper.Trouble.Unwritable("no space left")), keeper.trouble());

    store.failing = false;
    keeper.change(now -> now.withAppearance(Appearance.LIGHT));
    work();
    assertEquals(Optional.empty(), keeper.trouble());
    assertEquals(List.of(keeper.now()), store.saved);
  }

  @Test
  void aRemovedProfileTakesItsSettingsWithItUnlessTheRemovalIsTakenBack() {
    SettingsKeeper keeper = keeper();
    keeper.change(now -> now.withProfile("office", wish -> wish.withConnectOnStart(true)));
    keeper.removed("office");
    assertEquals(Overrides.NONE, keeper.now().overrides("office"));

    keeper.restored("office", "office");
    assertEquals(true, keeper.now().overrides("office").connectOnStart());
    work();
    assertEquals(keeper.now(), store.saved.getLast());
  }

  @Test
  void whatIsBackUnderAnotherNameHasItsSettingsAndTheOneOfItsOldNameHasNot() {
    SettingsKeeper keeper = keeper();
    keeper.change(now -> now.withProfile("office", wish -> wish.withConnectOnStart(true)));
    keeper.removed("office");
    keeper.restored("office", "office 2");
    assertEquals(Overrides.NONE, keeper.now().overrides("office"));
    assertEquals(true, keeper.now().overrides("office 2").connectOnStart());
  }

  @Test
  void anotherProfileOfThatNameHasNothingOfTheOldOne() {
    SettingsKeeper keeper = keeper();
    keeper.change(now -> now.withProfile("office", wish -> wish.withConnectOnStart(true)));
    keeper.removed("office");
    keeper.look();
    work();
    assertEquals(Overrides.NONE, keeper.now().overrides("office"));
    assertEquals(Settings.USUAL, store.saved.getLast());
  }

  @Test
  void whatOthersKeepCountsSoonAfter() throws Exception {
    SettingsKeeper keeper = keeper();
    keeper.follow();
    store.change(now -> now.withProfile("a", SettingsKeeperTest::killSwitch));
    store.watcher.orElseThrow().run();
    work();
    assertEquals(true, keeper.chosen("a").protection().killSwitch());
    assertEquals(1, told);

    store.change(now -> now.withProfile("a", _ -> Overrides.NONE));
    store.watcher.orElseThrow().run();
    work();
    assertEquals(false, keeper.chosen("a").protection().killSwitch());

    int before = told;
    store.watcher.orElseThrow().run();
    work();
    assertEquals(before, told, "nothing changed");
    assertEquals(2, store.saved.size(), "and nothing is kept again");
    keeper.close();
    assertEquals(Optional.empty(), store.watcher);
  }

  @Test
  void whatIsChosenWhileThatIsReadCountsBesideIt() throws IOException {
    SettingsKeeper keeper = keeper();
    store.change(now -> now.withProfile("a", wish -> wish.withConnectOnStart(true)));
    keeper.look();
    keeper.change(now -> now.withProfile("a", wish -> wish.withNotifications(Optional.of(false))));
    work();

    assertEquals(Optional.of(false), keeper.now().overrides("a").notifications());
    assertEquals(true, keeper.now().overrides("a").connectOnStart());
    assertEquals(store.saved.getLast(), keeper.now());
  }

  @Test
  void whatOthersKeepWhileSomethingIsKeptHereCountsAfterIt() throws IOException {
    SettingsKeeper keeper = keeper();
    keeper.change(now -> now.withAppearance(Appearance.DARK));
    keeper.look();
    work();
    store.change(now -> now.withProfile("a", SettingsKeeperTest::killSwitch));
    keeper.look();
    keeper.look();
    work();
    assertEquals(store.saved.getLast(), keeper.now());
    assertEquals(Optional.of(Appearance.DARK), keeper.now().appearance());
  }

  @Test
  void aFileThatIsMendedCountsAtOnceWithWhatWasChangedMeanwhile() throws Exception {
    store.kept = Optional.of(Settings.USUAL.withProfile("a", SettingsKeeperTest::killSwitch));
    store.damaged = true;
    SettingsKeeper keeper = keeper();
    keeper.change(now -> now.withAppearance(Appearance.DARK));
    keeper.look();
    work();
    assertEquals(Optional.of(new SettingsKeeper.Trouble.Damaged(FILE)), keeper.trouble());

    store.damaged = false;
    keeper.look();
    work();
    assertEquals(Optional.empty(), keeper.trouble());
    assertEquals(true, keeper.chosen("a").protection().killSwitch());
    assertEquals(Optional.of(Appearance.DARK), keeper.now().appearance());
    assertEquals(List.of(keeper.now()), store.saved);
  }

  @Test
  void aFileThatIsMendedWhileTheUserGoesOnWithoutItCountsToo() throws Exception {
    store.kept = Optional.of(Settings.USUAL.withProfile("a", SettingsKeeperTest::killSwitch));
    store.damaged = true;
    SettingsKeeper keeper = keeper();
    keeper.forgetTrouble();
    store.damaged = false;
    work();
    assertEquals(true, keeper.chosen("a").protection().killSwitch());
    assertEquals(store.kept, Optional.of(keeper.now()));
  }

  @Test
  void whatIsKnownStaysKnownWhereOthersDamageTheFile() throws Exception {
    store.kept = Optional.of(Settings.USUAL.withProfile("a", SettingsKeeperTest::killSwitch));
    SettingsKeeper keeper = keeper();
    store.damaged = true;
    keeper.look();
    work();
    assertEquals(Optional.empty(), keeper.trouble());
    assertEquals(true, keeper.chosen("a").protection().killSwitch());
  }

  @Test
  void whatIsWrongWithAFileIsSaidAsItIsFoundLast() {
    store.kept = Optional.empty();
    SettingsKeeper keeper = keeper();
    assertInstanceOf(SettingsKeeper.Trouble.Unreadable.class, keeper.trouble().orElseThrow());
    store.damaged = true;
    keeper.look();
    work();
    assertEquals(Optional.of(new SettingsKeeper.Trouble.Damaged(FILE)), keeper.trouble());
  }
}
