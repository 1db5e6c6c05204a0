package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.culvert.app.explain.Circumstances;
import org.culvert.app.explain.Explanations;
import org.culvert.app.settings.Appearance;
import org.culvert.app.ui.driver.CssWarnings;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real window, driven as a user would, with a helper that a test speaks for. */
@Tag("ui")
class WindowTest {
  @TempDir Path folder;

  private final FakeHelper helper = new FakeHelper();
  private final FakeShelf shelf =
      new FakeShelf()
          .with("Office", "vpn.example.com:1194")
          .with("Home", "home.example.net:443")
          .with("Lab", "lab.example.org:1194");
  private final CssWarnings warnings = new CssWarnings();
  private WindowDriver window;

  @BeforeEach
  void open() {
    window = WindowDriver.open(context(shelf, Optional.of("Office")));
    window.waitToShow("connect-action");
  }

  @AfterEach
  void close() {
    window.close();
    warnings.close();
    assertEquals(List.of(), warnings.heard(), "JavaFX complains");
  }

  private GuiContext context(FakeShelf profiles, Optional<String> select) {
    return new GuiContext(
        helper,
        profiles,
        _ -> false,
        new GuiContext.Options(select, false, Optional.empty(), Appearance.LIGHT));
  }

  @Test
  void connectAndDisconnectWithTheMouse() {
    window.click("connect-action");
    window.waitFor("the request", () -> helper.requests().size() == 1);
    assertInstanceOf(Request.Connect.class, helper.requests().getFirst());

    helper.status(Samples.connected("Office", System.currentTimeMillis()));
    window.waitForText("session-state", "Connected"::equals);
    window.waitForText("connect-action", "Disconnect"::equals);
    window.waitForText("fact-tunnel", text -> text.contains("10.8.0.6/24"));
    window.click("connect-action");
    window.waitFor("the request", () -> helper.requests().size() == 2);
    assertEquals(new Request.Disconnect("Office"), helper.requests().get(1));
  }

  @Test
  void aPageThatNoBrowserOpensCanBePastedIntoOne() {
    String page = "https://sso.example.com/login?session=6f1a8";
    helper.status(Samples.waiting("Office", 1, new Question.WebLogin(page)));
    window.waitToShow("question-sheet");
    assertFalse(window.shows("question-reason"));
    window.click("question-submit");
    window.waitForText("question-reason", text -> text.startsWith("No browser could be opened."));
    assertEquals(page, WindowDriver.onFx(() -> Clipboard.getSystemClipboard().getString()));
    assertTrue(window.shows("question-sheet"));
  }

  @Test
  void connectWithTheKeyboardAlone() {
    assertEquals("profile-list", window.focused());
    window.press(KeyCode.UP);
    window.waitForText("profile-name", "Lab"::equals);
    window.press(KeyCode.ENTER);
    window.waitFor("the request", () -> helper.requests().size() == 1);
    assertEquals("Lab", ((Request.Connect) helper.requests().getFirst()).name());
  }

  @Test
  void tabReachesEveryControlAndComesBack() {
    helper.status(Samples.connected("Office", System.currentTimeMillis()));
    window.waitForText("session-state", "Connected"::equals);
    List<String> stops = new ArrayList<>();
    do {
      stops.add(window.focused());
      window.press(KeyCode.TAB);
    } while (!stops.contains(window.focused()) && stops.size() < 40);

    assertEquals(
        new TreeSet<>(
            List.of(
                "profile-list",
                "profile-menu",
                "connect-action",
                "tabs",
                "chart-span-two-minutes",
                "chart-scale-linear",
                "chart",
                "details-toggle",
                "appearance",
                "settings",
                "import")),
        new TreeSet<>(stops));
  }

  @Test
  void everyControlHasWordsForAScreenReader() {
    helper.status(Samples.connected("Office", System.currentTimeMillis()));
    window.press(KeyCode.CONTROL, KeyCode.L);
    List<String> silent = new ArrayList<>();
    WindowDriver.onFx(
        () -> {
          collectSilent(window.stage().getScene().getRoot(), silent);
          return true;
        });

    assertEquals(List.of(), silent);
  }

  private static void collectSilent(Parent parent, List<String> silent) {
    for (Node child : parent.getChildrenUnmodifiable()) {
      boolean named =
          child.getAccessibleText() != null
              || (child instanceof Labeled labeled
                  && labeled.getText() != null
                  && !labeled.getText().isEmpty());
      boolean operable = child instanceof ButtonBase || child instanceof ListView<?>;
      if (operable && !named && ((Control) child).isFocusTraversable()) {
        silent.add(child.getClass().getSimpleName() + "#" + child.getId());
      }
      if (child instanceof Parent inner) {
        collectSilent(inner, silent);
      }
    }
  }

  @Test
  void aDroppedProfileIsImportedAndSelected() throws IOException {
    Path file = Files.writeString(folder.resolve("dropped.ovpn"), "client\n");
    window.drop(
        List.of(file),
        () -> {
          window.waitToShow("drop-overlay");
          assertEquals("Drop to import dropped.ovpn", window.text("drop-title"));
        });
    window.waitToShow("import-sheet");
    assertEquals(3, shelf.kept().size());
    window.press(KeyCode.ENTER);
    window.waitForText("profile-name", "dropped"::equals);
    window.waitForText("toast-text", "Imported dropped"::equals);
    window.waitToHide("drop-overlay");
  }

  @Test
  void aDroppedPictureIsNotAProfile() throws IOException {
    Path file = Files.writeString(folder.resolve("holiday.png"), "x");
    window.drop(
        List.of(file),
        () -> {
          window.waitToShow("drop-overlay");
          assertTrue(window.text("drop-title").contains(".ovpn"), window.text("drop-title"));
        });
    window.waitToHide("drop-overlay");
    assertEquals(3, shelf.kept().size());
  }

  @Test
  void aBadProfileIsReportedWithItsLineAndChangesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.ovpn"), "clinet\n");
    window.drop(List.of(file));
    window.waitToShow("import-sheet");
    assertEquals("broken.ovpn cannot be imported", window.text("import-title"));
    window.press(KeyCode.ENTER);
    window.waitToHide("import-sheet");
    assertEquals("Office", window.text("profile-name"));
    assertEquals(3, shelf.kept().size());
  }

  @Test
  void aRemovedProfileComesBackByUndo() {
    window.press(KeyCode.DELETE);
    window.waitForText("toast-text", "Removed Office"::equals);
    window.waitToHide("profile-Office");
    window.click("toast-undo");
    window.waitToShow("profile-Office");
    window.waitForText("profile-name", "Office"::equals);
  }

  @Test
  void aQuestionForALoginIsAnsweredWithTheKeyboard() {
    window.click("connect-action");
    helper.status(
        Samples.waiting(
            "Office",
            7,
            new Question.Login(
                Optional.empty(),
                true,
                Optional.of(new Question.Challenge("Token", true, true)),
                "")));
    window.waitToShow("question-sheet");
    assertEquals("question-user", window.focused());
    window.type("anna");
    window.press(KeyCode.ENTER);
    assertEquals("question-password", window.focused());
    window.type("sesame");
    window.press(KeyCode.TAB);
    assertEquals("question-response", window.focused());
    window.type("123");
    window.press(KeyCode.TAB);
    window.press(KeyCode.TAB);
    window.press(KeyCode.TAB);
    window.press(KeyCode.TAB);
    assertEquals("question-user", window.focused(), "the keyboard stays in the sheet");
    window.click("question-submit");
    window.waitToHide("question-sheet");
    window.waitFor("the answer", () -> helper.requests().size() == 2);
    Request.Answer sent = (Request.Answer) helper.requests().getLast();
    assertEquals(7, sent.question());
    assertEquals(Optional.of("anna"), sent.reply().username());
    assertTrue(sent.reply().response().isPresent());
  }

  @Test
  void escapeEndsTheSessionThatAsks() {
    String before = window.focused();
    helper.status(Samples.waiting("Office", 7, new Question.Challenge("PIN", false, true)));
    window.waitToShow("question-sheet");
    assertEquals("question-hidden-response", window.focused());
    window.press(KeyCode.ESCAPE);
    window.waitToHide("question-sheet");
    assertEquals(before, window.focused());
    window.waitFor("the end", () -> helper.requests().size() == 1);
    assertEquals(new Request.Disconnect("Office"), helper.requests().getLast());
  }

  @Test
  void aHelperThatGoesAwayIsSaidCalmlyAndComesBackByItself() {
    helper.reachable(false);
    window.waitToShow("helper-banner");
    window.waitFor("the button to rest", () -> window.visible("connect-action").isDisabled());
    helper.reachable(true);
    window.waitToHide("helper-banner");
    window.waitFor("the button", () -> !window.visible("connect-action").isDisabled());
  }

  @Test
  void aHelperThatSaysNothingIsToldFromOneThatIsNotThere() {
    helper.fallSilent();
    window.waitForText("helper-banner", text -> text.contains("did not answer within 10\u00a0s"));
    helper.reachable(true);
    window.waitToHide("helper-banner");
  }

  @Test
  void aTunnelThatWasLostWithTheHelperIsSaidUntilSomebodyHasReadIt() {
    helper.status(Samples.connected("Office", System.currentTimeMillis()));
    window.waitForText("session-state", "Connected"::equals);
    helper.restart();
    window.waitForText(
        "lost-banner", text -> text.startsWith("Office was disconnected: the helper stopped"));
    window.waitForText("session-state", "Disconnected"::equals);
    window.click("lost-banner-dismiss");
    window.waitToHide("lost-banner");
  }

  @Test
  void whatWasLostWhileAnotherKillSwitchHoldsIsNotSaidToUseTheNormalConnection() {
    helper.status(Samples.connected("Office", System.currentTimeMillis()));
    window.waitForText("session-state", "Connected"::equals);
    helper.restart(SessionStatus.blocked("Home", System.currentTimeMillis()));
    window.waitForText(
        "lost-banner", text -> text.contains("No traffic has used the normal connection since"));
    window.waitToShow("blocked-banner");
    helper.status(SessionStatus.blocked("Home", System.currentTimeMillis()).unblocked());
    window.waitForText("lost-banner", text -> text.contains("could use the normal connection"));
  }

  @Test
  void aFailureIsShownWithWhatToDo() {
    Problem problem = Problem.of(ProblemCode.AUTH_FAILED, "vpn.example.com:1194", "");
    helper.status(
        Samples.failed(
            "Office", SessionState.FAILED, System.currentTimeMillis(), Optional.of(problem)));
    String remedy = Explanations.of(problem, Circumstances.at(Instant.EPOCH)).remedy();
    window.waitForText("problem-banner", text -> text.contains(remedy));
    assertEquals("Could not connect", window.text("session-state"));
    assertEquals("Connect", window.text("connect-action"));
  }

  @Test
  void theLogIsShownByItsKeysAndCopied() {
    helper.say(Samples.log("Office", 1_000, LogLine.Level.INFO, "hello there"));
    window.press(KeyCode.CONTROL, KeyCode.L);
    window.waitToShow("log-list");
    window.waitFor(
        "the line", () -> ((ListView<?>) window.visible("log-list")).getItems().size() == 1);
    window.press(KeyCode.CONTROL, KeyCode.C);
    String copied = WindowDriver.onFx(() -> Clipboard.getSystemClipboard().getString());
    assertTrue(copied.endsWith("info hello there\n"), copied);
    window.press(KeyCode.CONTROL, KeyCode.L);
    window.waitToShow("chart");
  }

  @Test
  void theAppearanceButtonGoesThroughTheThemes() {
    assertEquals("Appearance: light", words("appearance"));
    window.click("appearance");
    assertEquals("Appearance: dark", words("appearance"));
    window.click("appearance");
    assertEquals("Appearance: like the system", words("appearance"));
  }

  private String words(String id) {
    return WindowDriver.onFx(() -> ((Button) window.visible(id)).getAccessibleText());
  }

  @Test
  void aNarrowWindowShowsListAndDetailInTurn() {
    window.resize(420, 520);
    window.waitToHide("profile-list");
    window.click("back");
    window.waitToShow("profile-list");
    assertFalse(window.shows("connect-action"));
    window.click("profile-Lab");
    window.waitForText("profile-name", "Lab"::equals);
    window.waitToHide("profile-list");
  }

  @Test
  void theCardsStayAsWideAsWhatIsAboveThemWhenTheScrollBarComes() {
    helper.status(Samples.connected("Office", System.currentTimeMillis()));
    window.waitForText("session-state", "Connected"::equals);
    window.resize(1000, 1000);
    window.waitFor("room for all", () -> right("stats") == right("connect-action"));
    window.click("details-toggle");
    window.resize(800, 600);
    window.waitFor("a scroll bar", () -> isScrolling((ScrollPane) window.visible("overview")));
    window.waitFor("its room", () -> right("stats") == right("connect-action"));
  }

  private static boolean isScrolling(ScrollPane pane) {
    return pane.getContent().getLayoutBounds().getHeight() > pane.getViewportBounds().getHeight();
  }

  private double right(String id) {
    Node node = window.visible(id);
    return node.localToScene(node.getLayoutBounds()).getMaxX();
  }

  @Test
  void aBurstOfEventsLeavesTheWindowResponsive() {
    long now = System.currentTimeMillis();
    helper.status(Samples.connected("Office", now));
    for (int i = 0; i < 20_000; i++) {
      helper.say(Samples.log("Office", now, LogLine.Level.INFO, "line " + i));
    }
    long before = System.nanoTime();
    WindowDriver.onFx(() -> true);
    long waited = (System.nanoTime() - before) / 1_000_000;
    window.waitForText("session-state", "Connected"::equals);
    assertTrue(waited < 2_000, "the JavaFX thread was busy for " + waited + " ms");
  }
}
