package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.CheckBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.settings.Appearance;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.driver.CssWarnings;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.Question;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Saved logins in the real window. */
@Tag("ui")
class SavedLoginTest {
  private static final SecretName LOGIN = SecretName.login("id-Office");

  private final FakeHelper helper = new FakeHelper();
  private final FakeKeyring keyring = new FakeKeyring();
  private final CssWarnings warnings = new CssWarnings();
  private WindowDriver window;

  @BeforeEach
  void open() {
    window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new FakeShelf().with("Office", "vpn.example.com:1194").with("Travel", "t:1"),
                _ -> false,
                keyring,
                TrayDesktop.NONE,
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), Appearance.LIGHT)));
    window.waitToShow("connect-action");
  }

  @AfterEach
  void close() {
    window.close();
    warnings.close();
    assertEquals(List.of(), warnings.heard(), "JavaFX complains");
  }

  private static Question login(String reason) {
    return new Question.Login(Optional.empty(), true, Optional.empty(), reason);
  }

  private void connect() {
    int before = helper.requests().size();
    window.click("connect-action");
    window.waitFor("the request", () -> helper.requests().size() == before + 1);
    assertInstanceOf(Request.Connect.class, helper.requests().getLast());
    helper.status(Samples.in("Office", SessionState.CONNECTING, System.currentTimeMillis()));
    window.waitForText("session-state", "Connecting"::equals);
  }

  private Request.Answer answer(int requests) {
    window.waitFor("the answer", () -> helper.requests().size() == requests);
    return assertInstanceOf(Request.Answer.class, helper.requests().getLast());
  }

  private void connected() {
    helper.status(Samples.connected("Office", System.currentTimeMillis()));
    window.waitForText("session-state", "Connected"::equals);
  }

  private void disconnected() {
    helper.status(Samples.in("Office", SessionState.DISCONNECTED, System.currentTimeMillis()));
    window.waitForText("session-state", "Disconnected"::equals);
  }

  private boolean ticked() {
    return WindowDriver.onFx(() -> ((CheckBox) window.visible("question-save")).isSelected());
  }

  private MenuItem forget() {
    return ((MenuButton) window.visible("profile-menu"))
        .getItems().stream()
            .filter(item -> "profile-forget".equals(item.getId()))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void aLoginThatIsSavedAnswersByItselfTheNextTime() {
    connect();
    helper.status(Samples.waiting("Office", 7, login("")));
    window.waitToShow("question-sheet");
    assertFalse(ticked());
    window.type("anna");
    window.press(KeyCode.ENTER);
    window.type("sesame");
    window.press(KeyCode.TAB);
    assertEquals("question-save", window.focused());
    window.press(KeyCode.SPACE);
    assertTrue(ticked());
    window.click("question-submit");
    answer(2);
    connected();
    window.waitFor("the secret", () -> keyring.text(LOGIN).equals("anna\nsesame"));
    disconnected();

    connect();
    helper.status(Samples.waiting("Office", 8, login("")));
    assertEquals(Optional.of("anna"), answer(4).reply().username());
    assertFalse(window.shows("question-sheet"));
  }

  @Test
  void aSavedPasswordThatIsRefusedIsReplaced() {
    keyring.put(LOGIN, "anna", "old");
    connect();
    helper.status(Samples.waiting("Office", 7, login("")));
    answer(2);
    helper.status(Samples.waiting("Office", 8, login("vpn.example.com refused it")));
    window.waitToShow("question-sheet");
    assertEquals(
        "The saved password was refused.\nvpn.example.com refused it",
        window.text("question-reason"));
    assertEquals("anna", window.text("question-user"));
    assertEquals("question-password", window.focused());
    assertTrue(ticked());
    window.type("new");
    window.press(KeyCode.ENTER);
    answer(3);
    connected();
    window.waitFor("the new secret", () -> keyring.text(LOGIN).equals("anna\nnew"));
  }

  @Test
  void withASecondFactorOnlyTheResponseIsTyped() {
    keyring.put(LOGIN, "anna", "sesame");
    connect();
    helper.status(
        Samples.waiting(
            "Office",
            7,
            new Question.Login(
                Optional.empty(),
                true,
                Optional.of(new Question.Challenge("Token", false, true)),
                "")));
    window.waitToShow("question-sheet");
    assertEquals("question-hidden-response", window.focused());
    window.type("123");
    window.press(KeyCode.ENTER);
    Request.Answer sent = answer(2);
    assertEquals(Optional.of("anna"), sent.reply().username());
    assertTrue(sent.reply().password().isPresent());
    assertTrue(sent.reply().response().isPresent());
  }

  @Test
  void whereThereIsNoKeyringTheSheetSaysSo() {
    keyring.trouble(KeyringTrouble.NO_KEYRING);
    connect();
    helper.status(Samples.waiting("Office", 7, login("")));
    window.waitToShow("question-sheet");
    assertEquals(
        "This desktop has no keyring; kept for this session only.", window.text("question-note"));
    assertFalse(window.shows("question-save"));
  }

  @Test
  void aOneTimeResponseIsNeverOfferedToBeSaved() {
    connect();
    helper.status(Samples.waiting("Office", 7, new Question.Challenge("PIN", false, true)));
    window.waitToShow("question-sheet");
    assertFalse(window.shows("question-save"));
    assertFalse(window.shows("question-note"));
  }

  @Test
  void aSavedLoginIsForgottenFromTheMenu() {
    window.click("profile-menu");
    window.waitFor("the menu", () -> ((MenuButton) window.visible("profile-menu")).isShowing());
    window.waitFor("an answer", () -> !keyring.asked().isEmpty());
    window.settle();
    assertTrue(WindowDriver.onFx(() -> forget().isDisable()));
    window.press(KeyCode.ESCAPE);

    keyring.put(LOGIN, "anna", "sesame");
    window.click("profile-menu");
    window.waitFor("the line", () -> !forget().isDisable());
    // From the end, behind what else the menu offers.
    window.press(KeyCode.UP);
    window.press(KeyCode.UP);
    window.press(KeyCode.UP);
    window.press(KeyCode.UP);
    window.press(KeyCode.ENTER);
    window.waitForText("toast-text", "Forgot the saved login of Office"::equals);
    assertEquals(Set.of(), keyring.names());
  }

  @Test
  void aRemovedProfileTakesItsLoginAlong() {
    keyring.put(LOGIN, "anna", "sesame");
    window.press(KeyCode.DELETE);
    window.waitForText("toast-text", "Removed Office"::equals);
    window.waitFor("the keyring", () -> keyring.names().isEmpty());
    window.click("toast-undo");
    window.waitForText("toast-text", "Office is back, without its saved login"::equals);
  }

  @Test
  void whatIsNotSavedIsToldBesideTheUndoOfARemoval() {
    connect();
    helper.status(Samples.waiting("Office", 7, login("")));
    window.waitToShow("question-sheet");
    window.type("anna");
    window.press(KeyCode.ENTER);
    window.type("sesame");
    window.press(KeyCode.TAB);
    window.press(KeyCode.SPACE);
    window.click("question-submit");
    answer(2);
    window.click("profile-Travel");
    window.waitForText("profile-name", "Travel"::equals);
    window.press(KeyCode.DELETE);
    window.waitForText("toast-text", "Removed Travel"::equals);
    window.waitFor("the keyring", () -> keyring.asked().contains("forget id-Travel"));
    keyring.trouble(KeyringTrouble.LOCKED);
    connected();
    window.waitForText(
        "toast-text",
        "Removed Travel\nNothing was saved for Office. The keyring stayed locked."::equals);
    window.click("toast-undo");
    window.waitForText("toast-text", "Travel is back"::equals);
  }
}
