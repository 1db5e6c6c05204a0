package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.tray.TrayCommand;
import org.culvert.app.tray.TraySign;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.FakeTray;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.Event;
import org.culvert.core.api.Live;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real window with a tray, and without. */
@Tag("ui")
class WindowLifeTest {
  private final FakeHelper helper = new FakeHelper();
  private final FakeTray tray = new FakeTray();
  private WindowDriver window;

  @BeforeEach
  void open() {
    window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new FakeShelf().with("Office", "o:1").with("Home", "h:1"),
                _ -> false,
                new FakeKeyring(),
                tray,
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), Appearance.LIGHT)));
    window.waitToShow("connect-action");
    window.waitFor("the menu", () -> tray.face().menu().size() == 5);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void connected(String name) {
    helper.status(Samples.connected(name, System.currentTimeMillis()));
    window.waitFor("the state", () -> tray.face().sign() == TraySign.ON);
  }

  private void hideInTheTray() {
    tray.present(true);
    window.requestClose();
    window.waitForWindow(false);
  }

  @Test
  void withATrayTheClosedWindowIsHiddenAndComesBackByAClick() {
    connected("Office");
    hideInTheTray();
    assertFalse(tray.closed());

    helper.status(Samples.in("Office", SessionState.RECONNECTING, System.currentTimeMillis()));
    window.waitFor("the new sign", () -> tray.face().sign() == TraySign.CONNECTING);
    tray.choose(new TrayCommand.Open());
    window.waitForWindow(true);
    window.waitForText("session-state", "Reconnecting"::equals);
  }

  @Test
  void whatWasCarriedWhileTheWindowWasInTheTrayIsThereWhenItIsBack() {
    connected("Office");
    carried(1_000_000);
    window.waitForText("total-in", text -> text.startsWith("1"));
    hideInTheTray();
    carried(5_000_000);
    tray.choose(new TrayCommand.Open());
    window.waitForWindow(true);
    window.waitForText("total-in", text -> text.startsWith("5"));
  }

  private void carried(long bytes) {
    helper.say(
        new Event.Traffic("Office", System.currentTimeMillis(), bytes, 10, 700, 1, Live.NONE));
  }

  @Test
  void withoutATrayAndWithoutATunnelTheClosedWindowIsTheEnd() {
    window.requestClose();
    window.waitForWindow(false);

    assertTrue(tray.closed());
  }

  @Test
  void withoutATrayTheClosedWindowSaysWhichTunnelStays() {
    connected("Office");
    window.requestClose();
    window.waitToShow("quit-sheet");

    assertEquals("Close Culvert?", window.text("quit-title"));
    assertTrue(window.text("quit-text").startsWith("Office stays connected"));
    assertTrue(window.text("quit-why").contains("no tray icons"));
    window.press(KeyCode.ESCAPE);
    window.waitToHide("quit-sheet");
    assertFalse(tray.closed());
    window.requestClose();
    window.waitToShow("quit-sheet");
    window.click("quit-stay");
    window.waitToHide("quit-sheet");
  }

  @Test
  void whatOnlyTriesToConnectIsSaidToGoOnTrying() {
    helper.status(Samples.in("Office", SessionState.CONNECTING, System.currentTimeMillis()));
    window.waitFor("the state", () -> tray.face().sign() == TraySign.CONNECTING);
    window.requestClose();
    window.waitForText("quit-text", text -> text.startsWith("Office goes on trying to connect:"));
    window.press(KeyCode.ESCAPE);
    helper.status(Samples.connected("Home", System.currentTimeMillis()));
    window.waitFor("the other", () -> tray.face().tip().size() == 2);
    window.requestClose();
    window.waitForText(
        "quit-text", text -> text.startsWith("Home and Office stay connected or go on trying to:"));
  }

  @Test
  void quitAsksInTheWindowAndTheTunnelsStay() {
    connected("Office");
    hideInTheTray();
    tray.choose(new TrayCommand.Quit());
    window.waitForWindow(true);
    window.waitToShow("quit-sheet");
    assertEquals("Quit Culvert?", window.text("quit-title"));
    assertFalse(window.shows("quit-why"));

    window.press(KeyCode.ENTER);
    window.waitForWindow(false);
    assertTrue(tray.closed());
    assertEquals(0, helper.requests().size());
  }

  @Test
  void theKeyEndsCulvertAlthoughItsTrayWouldKeepIt() {
    connected("Office");
    tray.present(true);
    window.press(KeyCode.CONTROL, KeyCode.Q);
    window.waitToShow("quit-sheet");
    assertFalse(window.shows("quit-why"));
    window.click("quit-leave");
    window.waitForWindow(false);
    assertTrue(tray.closed());
  }

  @Test
  void quitCanTakeTheTunnelsDown() {
    connected("Office");
    tray.choose(new TrayCommand.Quit());
    window.waitToShow("quit-sheet");
    window.click("quit-disconnect");
    window.waitForWindow(false);

    assertEquals(new Request.Disconnect("Office"), helper.requests().getFirst());
    assertTrue(tray.closed());
  }

  @Test
  void whatCannotBeTakenDownIsToldInTheWindow() {
    connected("Office");
    helper.answer(
        _ ->
            new Response.Refused(
                Problem.of(ProblemCode.HELPER_FORBIDDEN, "no", "Ask whoever may.")));
    tray.choose(new TrayCommand.Quit());
    window.click("quit-disconnect");
    window.waitForText("toast-text", text -> text.startsWith("Office could not be disconnected"));

    assertFalse(tray.closed());
  }

  @Test
  void quitWithoutATunnelAsksNothing() {
    hideInTheTray();
    tray.choose(new TrayCommand.Quit());

    window.waitFor("the end", tray::closed);
  }

  @Test
  void theTrayConnectsAndDisconnectsAnyProfile() {
    hideInTheTray();
    tray.choose(new TrayCommand.Connect("Home"));
    window.waitFor("the request", () -> helper.requests().size() == 1);
    Request.Connect sent = assertInstanceOf(Request.Connect.class, helper.requests().getFirst());
    assertEquals("Home", sent.name());

    connected("Home");
    tray.choose(new TrayCommand.Disconnect("Home"));
    window.waitFor("the request", () -> helper.requests().size() == 2);
    assertEquals(new Request.Disconnect("Home"), helper.requests().getLast());
    window.waitForWindow(false);
  }

  @Test
  void theTrayLetsBlockedTrafficPassAndTheWindowSaysWhenItCannot() {
    helper.status(SessionStatus.blocked("Office", 1));
    window.waitToShow("blocked-banner");
    hideInTheTray();
    tray.choose(new TrayCommand.Unblock());
    window.waitFor("the request", () -> helper.requests().size() == 1);
    assertEquals(new Request.Unblock(), helper.requests().getFirst());
    assertFalse(WindowDriver.onFx(() -> window.stage().isShowing()));

    helper.answer(
        _ ->
            new Response.Refused(
                Problem.of(ProblemCode.HELPER_FORBIDDEN, "no", "Ask whoever may.")));
    tray.choose(new TrayCommand.Unblock());
    window.waitForWindow(true);
    window.waitForText("toast-text", text -> text.startsWith("Traffic stays blocked"));
  }

  @Test
  void aQuestionBringsTheWindowBack() {
    hideInTheTray();
    helper.status(
        Samples.waiting(
            "Office", 1, new Question.Login(Optional.empty(), true, Optional.empty(), "")));
    window.waitForWindow(true);
    window.waitToShow("question-sheet");
  }

  @Test
  void aRefusalBringsTheWindowBack() {
    helper.answer(
        _ ->
            new Response.Refused(
                Problem.of(ProblemCode.PROFILE_INVALID, "not so", "Import it again.")));
    hideInTheTray();
    tray.choose(new TrayCommand.Connect("Home"));

    window.waitForWindow(true);
    window.waitForText("profile-name", "Home"::equals);
  }

  @Test
  void aTrayThatGoesForGoodBringsTheWindowBack() {
    hideInTheTray();
    assertFalse(window.shows("tray-banner"));
    tray.present(false);

    window.waitForWindow(true);
    window.waitForText("tray-banner", text -> text.startsWith("This desktop shows no tray icons"));
    window.click("tray-banner-dismiss");
    window.waitToHide("tray-banner");
  }
}
