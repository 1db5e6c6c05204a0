package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.TrayCommand;
import org.culvert.app.ui.driver.CssWarnings;
import org.culvert.app.ui.driver.FakeDesktop;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.FakeTray;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A question that is answered later leaves the window free, and is not forgotten. */
@Tag("ui")
class PutOffQuestionTest {
  private static final Question LOGIN =
      new Question.Login(Optional.empty(), true, Optional.empty(), "");
  private static final Question PAGE = new Question.WebLogin("https://sso.example.com/login");

  private final FakeHelper helper = new FakeHelper();
  private final FakeTray tray = new FakeTray();
  private final FakeDesktop desktop = new FakeDesktop();
  private final CssWarnings warnings = new CssWarnings();
  private Optional<WindowDriver> opened = Optional.empty();

  @BeforeEach
  void open() {
    WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new FakeShelf().with("Office", "o:1").with("Home", "h:1"),
                _ -> false,
                new FakeKeyring(),
                tray,
                TotalsStore.NONE,
                SettingsStore.NONE,
                desktop.desktop(),
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), Appearance.LIGHT)));
    opened = Optional.of(window);
    window.waitToShow("connect-action");
  }

  @AfterEach
  void close() {
    opened.ifPresent(WindowDriver::close);
    warnings.close();
    assertEquals(List.of(), warnings.heard(), "JavaFX complains");
  }

  private WindowDriver window() {
    return opened.orElseThrow();
  }

  private void ask(String session, long id, Question question) {
    helper.status(Samples.waiting(session, id, question));
    window().waitForText("question-text", text -> text.contains(session));
  }

  private void putOff() {
    window().click("question-later");
    window().waitToHide("question-sheet");
  }

  private void look(String profile) {
    window().click("profile-" + profile);
    window().waitForText("profile-name", profile::equals);
  }

  @Test
  void anotherProfileIsReadAndConnectedMeanwhile() {
    ask("Office", 1, PAGE);
    putOff();
    window().waitForText("put-off-banner", text -> text.startsWith("Office waits for your answer"));
    String row = WindowDriver.onFx(() -> window().visible("profile-Office").getAccessibleText());
    assertTrue(row.contains("Waiting for you"), row);
    assertEquals(List.of(), helper.requests(), "the session goes on");

    look("Home");
    window().waitToHide("put-off-banner");
    helper.say(Samples.log("Home", 1, LogLine.Level.INFO, "hello"));
    window().press(KeyCode.CONTROL, KeyCode.L);
    window()
        .waitFor(
            "the log", () -> ((ListView<?>) window().visible("log-list")).getItems().size() == 1);
    window().click("connect-action");
    window().waitFor("the request", () -> helper.requests().size() == 1);
    assertEquals(
        "Home", assertInstanceOf(Request.Connect.class, helper.requests().getFirst()).name());
    assertFalse(window().shows("question-sheet"));

    look("Office");
    window().click("put-off-banner-offer");
    window().waitForText("question-address", "https://sso.example.com/login"::equals);
    window().waitToHide("put-off-banner");
  }

  @Test
  void whatWasTypedIsWipedAndTheAnswerWorksLater() {
    String before = window().focused();
    ask("Office", 1, LOGIN);
    window().type("anna");
    window().press(KeyCode.ENTER);
    window().type("sesame");
    window().press(KeyCode.ALT, KeyCode.L);
    window().waitToHide("question-sheet");
    assertEquals(before, window().focused());

    window().click("put-off-banner-offer");
    window().waitToShow("question-sheet");
    assertEquals("", window().text("question-user"));
    assertEquals("", window().text("question-password"));
    assertEquals("question-user", window().focused());
    window().type("jane");
    window().press(KeyCode.ENTER);
    window().type("pass");
    window().press(KeyCode.ENTER);
    window().waitFor("the answer", () -> helper.requests().size() == 1);
    Request.Answer sent = assertInstanceOf(Request.Answer.class, helper.requests().getFirst());
    assertEquals(1, sent.question());
    assertEquals(Optional.of("jane"), sent.reply().username());
    window().waitToHide("question-sheet");
    assertFalse(window().shows("put-off-banner"));
    assertEquals("profile-menu", window().focused());
  }

  @Test
  void aQuestionWhoseTimeIsOverIsOfferedNoMore() {
    ask("Office", 1, PAGE);
    putOff();
    window().waitToShow("put-off-banner");
    Problem late = Problem.of(ProblemCode.AUTH_FAILED, "vpn.example.com:1194", "");
    helper.status(
        Samples.failed(
            "Office", SessionState.FAILED, System.currentTimeMillis(), Optional.of(late)));
    window().waitToHide("put-off-banner");
    window().waitToShow("problem-banner");
    assertFalse(window().shows("question-sheet"));
  }

  @Test
  void inTheTrayItStillAsksForAttentionAndOthersAreHeard() {
    ask("Office", 1, PAGE);
    putOff();
    tray.present(true);
    window().requestClose();
    window().waitForWindow(false);
    assertTrue(tray.face().attention());
    helper.status(Samples.waiting("Home", 2, LOGIN));
    window().waitForWindow(true);
    window().waitForText("question-text", text -> text.contains("Home"));
    assertTrue(titles().contains("Home waits for you"), titles().toString());
    putOff();
    window().waitForText("put-off-banner", text -> text.startsWith("Office waits"));

    window().requestClose();
    window().waitForWindow(false);
    helper.status(Samples.failed("Office", SessionState.FAILED, 9, Optional.empty()));
    window().waitFor("the message", () -> titles().contains("Office could not connect"));
    tray.choose(new TrayCommand.Open());
    window().waitForWindow(true);
    window().waitToHide("put-off-banner");
  }

  private List<String> titles() {
    return desktop.told().stream().map(it -> it.title()).toList();
  }
}
