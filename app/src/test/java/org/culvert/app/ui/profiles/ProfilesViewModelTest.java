package org.culvert.app.ui.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.state.LinkState;
import org.culvert.app.state.Standing;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.text.Texts;
import org.culvert.app.ui.text.Tone;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Test;

class ProfilesViewModelTest {
  private final AppState state = new AppState();
  private final EventInbox inbox = new EventInbox();
  private final FakeShelf shelf = new FakeShelf();
  private final FakeKeyring keyring = new FakeKeyring();
  private final ProfilesViewModel model =
      new ProfilesViewModel(state, shelf, keyring, Runnable::run, Runnable::run);

  private List<String> shown() {
    return model.shown().stream().map(ProfileItem::name).toList();
  }

  private ProfileItem selected() {
    return Objects.requireNonNull(model.selectedProperty().get());
  }

  private String notice() {
    return Objects.requireNonNull(model.noticeProperty().get()).text();
  }

  private void link(LinkState now) {
    inbox.offer(now);
    state.apply(inbox.drain());
  }

  private void say(Event event) {
    inbox.offer(event);
    state.apply(inbox.drain());
  }

  @Test
  void profilesAreSortedByNameAndTheFirstIsSelected() {
    shelf.with("beta", "b:1").with("Alpha", "a:1");
    model.load(Optional.empty());

    assertEquals(List.of("Alpha", "beta"), shown());
    assertEquals("Alpha", selected().name());
    assertTrue(model.loadedProperty().get());
  }

  @Test
  void whatCannotBeReadAtFirstIsSaidUntilItCan() {
    shelf.with("a", "a:1");
    shelf.bar(Optional.of(Path.of("/profiles/x.properties")));
    model.load(Optional.empty());
    assertEquals(
        Texts.of("profiles.failed", "/profiles/x.properties: permission denied"),
        model.unreadProperty().get());
    model.reload();
    assertFalse(model.loadedProperty().get());

    shelf.bar(Optional.empty());
    model.reload();
    assertEquals("", model.unreadProperty().get());
    assertTrue(model.loadedProperty().get());
    assertEquals(List.of("a"), shown());
  }

  @Test
  void whatCannotBeReadAgainIsSaidInPassingAndStaysShown() {
    shelf.with("a", "a:1");
    model.load(Optional.empty());
    shelf.bar(Optional.of(Path.of("/profiles/order")));
    model.reload();
    assertEquals(Texts.of("profiles.failed", "/profiles/order: permission denied"), notice());
    assertEquals("", model.unreadProperty().get());
    assertEquals(List.of("a"), shown());
  }

  @Test
  void aNewNameFromTheCommandLineIsToldBeforeTheListChangesAndKeepsTheSelection() {
    shelf.with("a", "a:1").with("b", "b:1");
    model.load(Optional.of("b"));
    List<String> told = new ArrayList<>();
    model.onRename((old, now) -> told.add(old + " " + now + " " + shown()));
    shelf.rename("b", "c");
    model.reload();

    assertEquals(List.of("b c [a, b]"), told);
    assertEquals("c", selected().name());
  }

  @Test
  void whatWasReadBeforeAnotherChangeIsNotShownOverIt() {
    shelf.with("a", "a:1").with("b", "b:1");
    List<Runnable> later = new ArrayList<>();
    ProfilesViewModel slow =
        new ProfilesViewModel(state, shelf, keyring, Runnable::run, later::add);
    slow.load(Optional.empty());
    later.removeFirst().run();
    slow.reload();
    slow.remove(Objects.requireNonNull(slow.selectedProperty().get()));
    List<List<String>> shown = new ArrayList<>();
    slow.all().subscribe(() -> shown.add(slow.all().stream().map(ProfileItem::name).toList()));
    Runnable stale = later.removeFirst();
    later.removeFirst().run();
    stale.run();
    while (!later.isEmpty()) {
      later.removeFirst().run();
    }

    assertEquals(List.of(List.of("b")), shown);
  }

  @Test
  void ofManyChangesInARowOnlyTheLastIsReadAgain() {
    shelf.with("a", "a:1");
    List<Runnable> later = new ArrayList<>();
    AtomicInteger read = new AtomicInteger();
    ProfilesViewModel slow =
        new ProfilesViewModel(
            state,
            shelf,
            keyring,
            work -> {
              read.incrementAndGet();
              work.run();
            },
            later::add);
    slow.load(Optional.empty());
    later.removeFirst().run();
    read.set(0);
    for (int change = 0; change < 10; change++) {
      slow.reload();
    }
    shelf.with("b", "b:1");
    while (!later.isEmpty()) {
      later.removeFirst().run();
    }

    assertEquals(11, read.get());
    assertEquals(List.of("a", "b"), slow.all().stream().map(ProfileItem::name).toList());
  }

  @Test
  void aRemovalIsToldAndThatItIsTakenBack() {
    shelf.with("a", "a:1");
    model.load(Optional.empty());
    List<String> told = new ArrayList<>();
    model.onRemove(name -> told.add(name + " " + shown()));
    model.onRestore((old, name) -> told.add(old + " " + name + " " + shown()));
    model.remove(selected());
    assertEquals(List.of("a [a]"), told);
    Objects.requireNonNull(model.noticeProperty().get()).undo().orElseThrow().run();

    assertEquals(List.of("a [a]", "a a []"), told);
    assertEquals(List.of("a"), shown());
  }

  @Test
  void whatIsBackUnderAnotherNameIsToldAndSelectedUnderThat() {
    shelf.with("a", "a:1");
    keyring.put(SecretName.login("id-a"), "anna", "sesame");
    model.load(Optional.empty());
    List<String> told = new ArrayList<>();
    model.onRestore((old, name) -> told.add(old + " " + name));
    model.remove(selected());
    Runnable undo = model.noticeProperty().get().undo().orElseThrow();
    shelf.with("stranger", "a", "elsewhere:1");
    undo.run();

    assertEquals(List.of("a a 2"), told);
    assertEquals("a 2", selected().name());
    assertEquals(
        "a is back as a 2, without its saved login: another profile has its name", notice());
  }

  @Test
  void whatWasReplacedByAProfileForOtherServersLeavesNoSavedLogin() {
    shelf.with("1", "a", "a:1");
    keyring.put(SecretName.login("1"), "ann", "secret");
    model.load(Optional.empty());
    shelf.with("2", "a", "elsewhere:1");
    model.reload();

    assertEquals(Set.of(), keyring.names());
  }

  @Test
  void whatTheCommandLineChangedShowsAfterReadingAgain() {
    shelf.with("a", "a:1");
    model.load(Optional.empty());
    shelf.with("b", "b:1");
    model.reload();

    assertEquals(List.of("a", "b"), shown());
    assertEquals("a", selected().name());
  }

  @Test
  void theWantedProfileIsSelected() {
    shelf.with("a", "a:1").with("b", "b:1");
    model.load(Optional.of("b"));

    assertEquals("b", selected().name());
  }

  @Test
  void searchingLooksAtNameAndServerAndKeepsTheSelection() {
    shelf.with("Office", "vpn.example.com:1194").with("Home", "home.example.net:1");
    model.load(Optional.of("Office"));
    model.queryProperty().set(" EXAMPLE.net");

    assertEquals(List.of("Home"), shown());
    assertEquals("Office", selected().name());
    assertTrue(model.searchUseful().get());
  }

  @Test
  void thereIsNoSearchAmongAFew() {
    shelf.with("a", "a:1");
    model.load(Optional.empty());

    assertFalse(model.searchUseful().get());
  }

  @Test
  void whatWasImportedIsSelectedAndSaidAndEndsTheSearch() {
    shelf.with("a", "a:1").with("b", "b:1");
    model.load(Optional.empty());
    model.queryProperty().set("a");
    shelf.with("c", "c:1");
    model.imported(List.of("c"), "Imported c");

    assertEquals(List.of("a", "b", "c"), shown());
    assertEquals("c", selected().name());
    assertEquals("Imported c", notice());
  }

  @Test
  void aRemovedProfileComesBackByUndo() {
    shelf.with("a", "a:1").with("b", "b:1");
    model.load(Optional.of("a"));
    model.remove(selected());
    assertEquals(List.of("b"), shown());
    assertEquals("b", selected().name());

    Objects.requireNonNull(model.noticeProperty().get()).undo().orElseThrow().run();
    assertEquals(List.of("a", "b"), shown());
    assertEquals("a", selected().name());
  }

  @Test
  void afterARemovalTheNextProfileOfThoseThatTheSearchShowsIsSelected() {
    shelf.with("a1", "x:1").with("b1", "x:1");
    shelf.with("a2", "x:1").with("b2", "x:1");
    model.load(Optional.of("a1"));
    model.queryProperty().set("a");
    model.remove(selected());

    assertEquals(List.of("a2"), shown());
    assertEquals("a2", selected().name());
  }

  @Test
  void aConnectedProfileIsNotRemoved() {
    shelf.with("a", "a:1");
    model.load(Optional.empty());
    say(new Event.StatusChanged(Samples.connected("a", 1)));
    model.remove(selected());

    assertEquals(List.of("a"), shown());
    assertEquals("Disconnect a before removing it", notice());
  }

  @Test
  void theStateOfASessionShowsAtItsProfile() {
    shelf.with("a", "a:1");
    model.load(Optional.empty());
    link(new LinkState.Up());
    say(new Event.StatusChanged(Samples.in("a", SessionState.CONNECTING, 1)));

    assertEquals(
        new Standing(SessionState.CONNECTING, true, false, false),
        selected().standingProperty().get());
  }

  @Test
  void withoutAHelperTheStateOfASessionIsUnknownAndNotGreen() {
    shelf.with("a", "a:1");
    model.load(Optional.empty());
    link(new LinkState.Up());
    say(new Event.StatusChanged(Samples.connected("a", 1)));
    assertEquals(Tone.GOOD, Tone.of(selected().standingProperty().get()));
    link(new LinkState.Down(Problem.of(ProblemCode.HELPER_UNREACHABLE, "/s", "gone")));

    assertEquals("Unknown", Texts.of(selected().standingProperty().get()));
    assertEquals(Tone.IDLE, Tone.of(selected().standingProperty().get()));
  }

  @Test
  void aSessionStartedElsewhereIsListedWhileItLasts() {
    shelf.with("a", "a:1");
    model.load(Optional.empty());
    say(new Event.StatusChanged(Samples.connected("other", 1)));
    assertEquals(List.of("a", "other"), shown());
    assertFalse(model.shown().get(1).stored());

    say(new Event.StatusChanged(Samples.in("other", SessionState.DISCONNECTED, 2)));
    assertEquals(List.of("a"), shown());
    assertEquals("a", selected().name());
  }

  @Test
  void whatTheListSelectsByItselfWhileSearchingDoesNotCount() {
    shelf.with("a", "a:1").with("b", "b:1");
    model.load(Optional.of("a"));
    ProfileItem other = model.all().get(1);
    model.shown().subscribe(() -> model.choose(other));
    model.queryProperty().set("b");

    assertEquals("a", selected().name());
    model.choose(other);
    assertEquals("b", selected().name());
  }

  @Test
  void aRemovedProfileTakesItsSecretsAlong() {
    shelf.with("a", "a:1").with("b", "b:1");
    model.load(Optional.empty());
    keyring.put(SecretName.login("id-a"), "anna", "sesame");
    keyring.put(SecretName.passphrase("id-a"), "", "open");
    keyring.put(SecretName.login("id-b"), "ben", "other");
    model.remove(selected());

    assertEquals(Set.of(SecretName.login("id-b")), keyring.names());
    model.noticeProperty().get().undo().orElseThrow().run();
    assertEquals("a is back, without its saved login", notice());
  }

  @Test
  void whatIsSavedForAProfileThatWantsItForgottenByNowCanBeForgotten() {
    shelf.with("a", "a:1").forgetting();
    model.load(Optional.empty());
    keyring.put(SecretName.login("id-a"), "anna", "sesame");
    model.secrets().look(selected());
    assertTrue(model.secrets().savedProperty().get());
    model.secrets().forget(selected());
    assertEquals(Set.of(), keyring.names());

    keyring.put(SecretName.login("id-a"), "anna", "sesame");
    model.remove(selected());
    assertEquals(Set.of(), keyring.names());
  }

  @Test
  void aProfileWithoutSecretsComesBackWhole() {
    shelf.with("a", "a:1");
    model.load(Optional.empty());
    model.remove(selected());
    model.noticeProperty().get().undo().orElseThrow().run();

    assertEquals("a is back", notice());
  }

  @Test
  void aKeyringThatStaysLockedIsToldAndTheProfileIsGone() {
    shelf.with("a", "a:1");
    model.load(Optional.empty());
    keyring.trouble(KeyringTrouble.LOCKED);
    model.remove(selected());

    assertEquals(List.of(), shown());
    assertEquals(
        "Removed a\nThe saved login of a was not forgotten. The keyring stayed locked.", notice());
    model.noticeProperty().get().undo().orElseThrow().run();
    assertEquals(List.of("a"), shown());
    assertEquals("a is back", notice());
  }

  @Test
  void whatTheKeyringHasToSayTakesNoWayBackAwayThatIsStillSeen() {
    shelf.with("a", "a:1").with("b", "b:1");
    model.load(Optional.empty());
    model.remove(selected());
    model.secrets().forget(selected());
    assertEquals("Removed a\nNo login of b is saved", notice());
    Objects.requireNonNull(model.noticeProperty().get()).undo().orElseThrow().run();
    assertEquals(List.of("a", "b"), shown());

    model.remove(selected());
    model.noticeGone();
    model.secrets().forget(selected());
    assertEquals(
        new Notice("No login of b is saved", Optional.empty()), model.noticeProperty().get());
  }

  @Test
  void whereThereIsNoKeyringNothingIsSaidOfIt() {
    shelf.with("a", "a:1");
    model.load(Optional.empty());
    keyring.trouble(KeyringTrouble.NO_KEYRING);
    model.remove(selected());

    assertEquals("Removed a", notice());
  }

  @Test
  void savedSecretsCanBeForgotten() {
    shelf.with("a", "a:1");
    model.load(Optional.empty());
    model.secrets().look(selected());
    assertFalse(model.secrets().savedProperty().get());
    keyring.put(SecretName.login("id-a"), "anna", "sesame");
    model.secrets().look(selected());
    assertTrue(model.secrets().savedProperty().get());

    model.secrets().forget(selected());
    assertEquals("Forgot the saved login of a", notice());
    assertEquals(Set.of(), keyring.names());
    model.secrets().forget(selected());
    assertEquals("No login of a is saved", notice());
    keyring.trouble(KeyringTrouble.LOCKED);
    model.secrets().forget(selected());
    assertEquals("The saved login of a was not forgotten. The keyring stayed locked.", notice());
  }
}
