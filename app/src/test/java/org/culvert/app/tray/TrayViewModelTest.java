package org.culvert.app.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.state.LinkState;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.profiles.ProfilesViewModel;
import org.culvert.core.api.Event;
import org.culvert.core.api.Gateway;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrayViewModelTest {
  private final Locale usual = Locale.getDefault();
  private final AppState state = new AppState();
  private final EventInbox inbox = new EventInbox();
  private final FakeShelf shelf = new FakeShelf().with("Home", "h:1").with("Office", "o:1");
  private final ProfilesViewModel profiles =
      new ProfilesViewModel(state, shelf, new FakeKeyring(), Runnable::run, Runnable::run);
  private long now = 1_000_000;
  private final TrayViewModel model =
      new TrayViewModel(state, profiles.all(), () -> Instant.ofEpochMilli(now));

  @BeforeEach
  void helperIsThere() {
    Locale.setDefault(Locale.ROOT);
    profiles.load(Optional.empty());
    link(new LinkState.Up());
  }

  @AfterEach
  void restore() {
    Locale.setDefault(usual);
  }

  private void link(LinkState link) {
    inbox.offer(link);
    state.apply(inbox.drain());
  }

  private void say(Event event) {
    inbox.offer(event);
    state.apply(inbox.drain());
  }

  private void status(SessionStatus status) {
    say(new Event.StatusChanged(status));
  }

  private void helperGoes() {
    link(new LinkState.Down(Problem.of(ProblemCode.HELPER_UNREACHABLE, "/s", "gone")));
  }

  private TrayFace face() {
    return model.faceProperty().get();
  }

  private MenuEntry.Choice choice(int line) {
    return (MenuEntry.Choice) face().menu().get(line);
  }

  @Test
  void withoutATunnelItIsOffAndSaysSo() {
    assertEquals(TraySign.OFF, face().sign());
    assertEquals(List.of("Disconnected"), face().tip());
    assertFalse(face().attention());
  }

  @Test
  void whatStaysBlockedIsToldHoweverItEndedAndWhateverBeganLater() {
    status(stoppedWithItsBlock("Office"));
    status(Samples.connected("Home", 2_000));
    assertEquals(TraySign.PROBLEM, face().sign());
    assertTrue(face().tip().contains("Office: Traffic blocked"), face().tip().toString());
    assertEquals("Office: Traffic blocked", choice(1).label());

    status(SessionStatus.disconnected("Office", 3_000));
    assertEquals(TraySign.ON, face().sign());
    assertEquals("Office", choice(1).label());
  }

  @Test
  void whatStaysBlockedCanBeUnblockedWhereAHelperDoesIt() {
    assertFalse(face().menu().stream().anyMatch(TrayViewModelTest::unblocks));
    status(stoppedWithItsBlock("Office"));
    MenuEntry.Choice unblock = choice(3);
    assertEquals(
        new MenuEntry.Choice(
            "Unblock traffic", MenuEntry.Mark.NONE, true, new TrayCommand.Unblock()),
        unblock);
    helperGoes();
    assertFalse(choice(3).possible());

    link(new LinkState.Up());
    status(SessionStatus.disconnected("Office", 3_000));
    assertFalse(face().menu().stream().anyMatch(TrayViewModelTest::unblocks));
  }

  private static boolean unblocks(MenuEntry entry) {
    return entry instanceof MenuEntry.Choice choice
        && choice.command() instanceof TrayCommand.Unblock;
  }

  /** Given up by its user, but not its kill switch. */
  private static SessionStatus stoppedWithItsBlock(String name) {
    return SessionStatus.disconnected(name, 1_000).withBlocking(true);
  }

  @Test
  void theMenuHasEveryProfileThenTheWindowThenTheEnd() {
    assertEquals(
        List.of(
            new MenuEntry.Choice("Home", MenuEntry.Mark.OFF, true, new TrayCommand.Connect("Home")),
            new MenuEntry.Choice(
                "Office", MenuEntry.Mark.OFF, true, new TrayCommand.Connect("Office")),
            new MenuEntry.Separator(),
            new MenuEntry.Choice("Open Culvert", MenuEntry.Mark.NONE, true, new TrayCommand.Open()),
            new MenuEntry.Choice("Quit", MenuEntry.Mark.NONE, true, new TrayCommand.Quit())),
        face().menu());
  }

  @Test
  void aMenuWithoutProfilesBeginsWithTheWindow() {
    TrayViewModel empty =
        new TrayViewModel(
            state,
            new ProfilesViewModel(
                    state, new FakeShelf(), new FakeKeyring(), Runnable::run, Runnable::run)
                .all(),
            () -> Instant.ofEpochMilli(now));

    assertEquals(2, empty.faceProperty().get().menu().size());
  }

  @Test
  void aProfileThatConnectsIsBetweenAndCanBeStopped() {
    status(Samples.in("Office", SessionState.AUTHENTICATING, now));

    assertEquals(TraySign.CONNECTING, face().sign());
    assertEquals(
        new MenuEntry.Choice(
            "Office: Authenticating",
            MenuEntry.Mark.BETWEEN,
            true,
            new TrayCommand.Disconnect("Office")),
        choice(1));
  }

  @Test
  void aConnectedProfileIsCheckedAndCanBeDisconnected() {
    status(Samples.connected("Office", now));

    assertEquals(TraySign.ON, face().sign());
    assertEquals(
        new MenuEntry.Choice(
            "Office: Connected", MenuEntry.Mark.ON, true, new TrayCommand.Disconnect("Office")),
        choice(1));
  }

  @Test
  void theTipTellsDurationAndThroughputOfAConnectedProfile() {
    status(Samples.connected("Office", now - 65_000));
    say(new Event.Traffic("Office", now, 0, 0, 0, 0));
    now += TrayViewModel.TIP_LASTS - 1_000;
    say(new Event.Traffic("Office", now, 4_000_000, 500_000, 1, 1));
    now += 1_000;
    say(new Event.Traffic("Office", now, 5_000_000, 625_000, 2, 2));

    assertEquals(
        List.of("Office: Connected 1:10 \u00b7 \u2193 8.00\u00a0Mbit/s \u2191 1.00\u00a0Mbit/s"),
        face().tip());
  }

  @Test
  void theTipTellsTheLatencyWhereTheGatewayAnswers() {
    status(Samples.connected("Office", now));
    now += TrayViewModel.TIP_LASTS;
    say(Samples.measured("Office", now, Samples.gateway(12_340, 9_000, 12, 0), 1, 1));
    assertTrue(
        face().tip().getFirst().endsWith("0\u00a0bit/s \u00b7 12.3\u00a0ms"),
        face().tip().toString());
    now += TrayViewModel.TIP_LASTS;
    say(Samples.measured("Office", now, new Gateway.Silent("10.8.0.1"), 1, 1));
    assertTrue(face().tip().getFirst().endsWith("bit/s"), face().tip().toString());
  }

  @Test
  void trafficAloneChangesTheTipOnlyNowAndThen() {
    status(Samples.connected("Office", now));
    List<TrayFace> faces = new ArrayList<>();
    model.faceProperty().addListener((_, _, newFace) -> faces.add(newFace));
    for (int quarter = 0; quarter < 80; quarter++) {
      say(new Event.Traffic("Office", now, quarter * 1_000L, 0, quarter, 0));
      now += 250;
    }

    assertEquals(3, faces.size());
  }

  @Test
  void nothingIsShownAgainWhenNothingChanged() {
    List<TrayFace> faces = new ArrayList<>();
    model.faceProperty().addListener((_, _, newFace) -> faces.add(newFace));
    for (int i = 0; i < 10; i++) {
      now += TrayViewModel.TIP_LASTS;
      status(Samples.in("Office", SessionState.DISCONNECTED, now));
    }

    assertEquals(List.of(), faces);
  }

  @Test
  void oneThatConnectsBesideOneThatStandsIsUnderWay() {
    status(Samples.connected("Office", now));
    status(Samples.in("Home", SessionState.CONNECTING, now));

    assertEquals(TraySign.CONNECTING, face().sign());
  }

  @Test
  void aFailureWantsAttentionUntilItWasSeenAndIsShownUntilSomethingIsBegun() {
    status(Samples.connected("Office", now));
    status(Samples.in("Home", SessionState.FAILED, now + 1));
    assertEquals(TraySign.PROBLEM, face().sign());
    assertTrue(face().attention());
    assertEquals("Home: Could not connect", choice(0).label());
    assertEquals(new TrayCommand.Connect("Home"), choice(0).command());

    model.seen();
    assertEquals(TraySign.PROBLEM, face().sign());
    assertFalse(face().attention());

    status(Samples.in("Home", SessionState.CONNECTING, now + 2));
    assertEquals(TraySign.CONNECTING, face().sign());
  }

  @Test
  void theNextFailureWantsAttentionAgain() {
    status(Samples.in("Home", SessionState.FAILED, now));
    model.seen();
    status(Samples.in("Home", SessionState.CONNECTING, now + 1));
    status(Samples.in("Home", SessionState.FAILED, now + 2));

    assertTrue(face().attention());
  }

  @Test
  void aSessionThatWaitsForItsUserWantsAttention() {
    status(
        Samples.waiting(
            "Office", 1, new Question.Login(Optional.empty(), true, Optional.empty(), "")));

    assertTrue(face().attention());
    assertEquals(TraySign.CONNECTING, face().sign());
    assertEquals(List.of("Office: Waiting for you"), face().tip());
  }

  @Test
  void withoutAHelperNothingCanBeChosenButTheWindowAndTheEnd() {
    helperGoes();

    assertEquals(TraySign.OFF, face().sign());
    assertEquals(List.of("The Culvert helper does not answer"), face().tip());
    assertFalse(choice(0).possible());
    assertTrue(choice(3).possible());
    assertTrue(choice(4).possible());
  }

  @Test
  void aTunnelThatIsNotHeardOfIsAProblemAndNotOn() {
    status(Samples.connected("Office", now));
    helperGoes();

    assertEquals(TraySign.PROBLEM, face().sign());
    assertEquals("Office: Unknown", choice(1).label());
    assertEquals(MenuEntry.Mark.BETWEEN, choice(1).mark());
    assertEquals(List.of("The Culvert helper does not answer", "Office: Unknown"), face().tip());
  }

  @Test
  void aTunnelThatWentWithItsHelperIsAProblemUntilItWasRead() {
    status(Samples.connected("Office", now));
    helperGoes();
    inbox.offerAll(List.of(), List.of());
    link(new LinkState.Up());
    assertEquals(TraySign.PROBLEM, face().sign());
    assertEquals(List.of("Office was disconnected: the helper stopped"), face().tip());

    state.forgetLost();
    assertEquals(TraySign.OFF, face().sign());
  }

  @Test
  void aSessionThatIsEndingCannotBeEndedAgain() {
    status(Samples.in("Office", SessionState.DISCONNECTING, now));

    assertFalse(choice(1).possible());
  }

  @Test
  void aNewProfileIsInTheMenuAtOnce() {
    shelf.with("Lab", "l:1");
    profiles.reload();

    assertEquals("Lab", choice(1).label());
  }

  @Test
  void aHelperThatDoesNotSayWhatThereIsIsTrouble() {
    link(new LinkState.Refusing(Problem.of(ProblemCode.INTERNAL, "too busy")));

    assertEquals(TraySign.PROBLEM, model.faceProperty().get().sign());
    assertEquals(
        List.of("The Culvert helper does not say which tunnels are up"),
        model.faceProperty().get().tip());
  }
}
