package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.culvert.app.instance.Visit;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.driver.FakeDesktop;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.Question;
import org.culvert.core.api.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed goes to whom it is typed for, whatever comes by itself meanwhile. */
@Tag("ui")
class SheetTurnsTest {
  private static final Question LOGIN =
      new Question.Login(Optional.of("anna"), true, Optional.empty(), "");

  @TempDir private Path folder = Path.of("");
  private final FakeHelper helper = new FakeHelper();
  private final FakeDesktop desktop = new FakeDesktop();
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
                TrayDesktop.NONE,
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
  }

  private WindowDriver window() {
    return opened.orElseThrow();
  }

  private void answers(String session) {
    window().press(KeyCode.ENTER);
    window().waitFor("an answer", () -> !helper.requests().isEmpty());
    Request.Answer answer = assertInstanceOf(Request.Answer.class, helper.requests().getLast());
    assertEquals(session, answer.name());
    assertEquals(6, answer.reply().password().orElseThrow().length());
  }

  private Path file(String name) throws Exception {
    return Files.writeString(folder.resolve(name), "client\n");
  }

  @Test
  void aPasswordStaysWithTheProfileThatAskedForIt() {
    helper.status(Samples.waiting("Home", 1, LOGIN));
    window().waitToShow("question-sheet");
    window().type("sec");
    helper.status(Samples.waiting("Office", 2, LOGIN));
    window().waitForText("question-other", text -> text.contains("Office"));
    window().type("ret");
    answers("Home");
    window().waitForText("question-text", text -> text.contains("Office"));
  }

  @Test
  void aPreviewWaitsBehindAQuestionAndLeavesItTheKeyboard() throws Exception {
    helper.status(Samples.waiting("Office", 1, LOGIN));
    window().waitToShow("question-sheet");
    window().type("sec");
    desktop.visit(new Visit(List.of(file("branch.ovpn"))));
    window().settle();
    window().type("ret");
    assertFalse(window().shows("import-sheet"));
    window().waitForText("question-imports", "Your import is shown after this question."::equals);
    answers("Office");
    window().waitToShow("import-sheet");
    assertEquals("branch", window().text("import-name"));
  }

  @Test
  void soDoesWhatIsDroppedOnAQuestion() throws Exception {
    helper.status(Samples.waiting("Office", 1, LOGIN));
    window().waitToShow("question-sheet");
    window().type("sec");
    window().dropOnto("question-text", List.of(file("branch.ovpn")));
    window().waitToHide("drop-overlay");
    assertFalse(window().shows("import-sheet"));
    window().type("ret");
    answers("Office");
    window().waitForText("import-name", "branch"::equals);
  }

  @Test
  void aLinkThatWaitsBehindAQuestionIsToldOfUntilItIsShown() {
    helper.status(Samples.waiting("Office", 1, LOGIN));
    window().waitToShow("question-sheet");
    assertFalse(window().shows("question-imports"));
    desktop.visit(
        new Visit(
            List.of(), Optional.of("openvpn://import-profile/https://vpn.example.com/x.ovpn")));
    window().waitToShow("question-imports");
    assertEquals("question-password", window().focused());
    window().press(KeyCode.ESCAPE);
    window().waitToShow("address-sheet");
    helper.status(Samples.waiting("Home", 2, LOGIN));
    window().waitToShow("question-sheet");
    assertFalse(window().shows("question-imports"), "it is seen behind the question");
  }

  @Test
  void aQuestionWaitsForTheEndOfAWord() {
    window().press(KeyCode.F2);
    window().waitToShow("rename-sheet");
    window().type("abc");
    helper.status(Samples.waiting("Home", 1, LOGIN));
    window().settle();
    window().type("def");
    assertEquals("abcdef", window().text("rename-name"));
    window().waitToShow("question-sheet");
    assertEquals("question-password", window().focused());
    assertEquals("", window().text("question-password"));
    window().press(KeyCode.ESCAPE);
    window().waitToHide("question-sheet");
    assertTrue(window().shows("rename-sheet"));
    assertEquals("rename-name", window().focused());
  }

  @Test
  void whatFurtherStartsBringIsShownOneAfterTheOther() throws Exception {
    desktop.visit(new Visit(List.of(file("branch.ovpn"))));
    desktop.visit(new Visit(List.of(file("depot.ovpn"))));
    window().waitToShow("import-sheet");
    window().type("2");
    desktop.visit(new Visit(List.of(file("plant.ovpn"))));
    window().press(KeyCode.ENTER);
    window().waitForText("import-name", "depot"::equals);
    assertEquals("2", window().text("profile-name"));
    window().press(KeyCode.ESCAPE);
    window().waitForText("import-name", "plant"::equals);
    window().press(KeyCode.ESCAPE);
    window().waitToHide("import-sheet");
  }
}
