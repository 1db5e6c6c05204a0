package org.culvert.app.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.Language;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.driver.Clipboards;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Alt and a letter in the window and its sheets. */
@Tag("ui")
class MnemonicsWindowTest {
  /** Were it parsed, it would lose its underscore and claim the letter. */
  private static final String NAME = "my_office";

  private static final String PROFILE =
      "client\ndev tun\nremote vpn.example.com\npeer-fingerprint " + "00:".repeat(31) + "00\n";

  @TempDir private Path folder = Path.of("");

  private final Locale before = Locale.getDefault();
  private final FakeHelper helper = new FakeHelper();
  private final FakeShelf shelf =
      new FakeShelf().with(NAME, "vpn.example.com:1194").saying(PROFILE);
  private final List<String> wrong = new ArrayList<>();
  private Optional<WindowDriver> opened = Optional.empty();

  private void open(Language language) {
    open(language, shelf);
    window().waitForText("profile-name", NAME::equals);
  }

  private void open(Language language, FakeShelf profiles) {
    Locale.setDefault(language.locale(Locale.ROOT));
    opened =
        Optional.of(
            WindowDriver.open(
                new GuiContext(
                    helper,
                    profiles,
                    _ -> false,
                    new FakeKeyring(),
                    TrayDesktop.NONE,
                    new GuiContext.Options(
                        Optional.of(NAME), false, Optional.empty(), Appearance.LIGHT))));
  }

  private WindowDriver window() {
    return opened.orElseThrow();
  }

  @AfterEach
  void close() {
    window().close();
    Locale.setDefault(before);
    assertEquals("", String.join("\n", wrong));
  }

  /** All is looked at before any of it fails. */
  private void look(String sheet, String... data) {
    window().waitToShow(sheet);
    window().settle();
    List<String> missing = new ArrayList<>(window().withoutMnemonic(sheet));
    missing.removeAll(List.of(data));
    missing.forEach(text -> wrong.add(sheet + ": none for " + text));
    window().doubleMnemonics(sheet).forEach(letter -> wrong.add(sheet + ": two for " + letter));
    window().parsed(sheet).stream()
        .filter(text -> !ours().contains(text))
        .forEach(text -> wrong.add(sheet + ": parsed is " + text));
  }

  /** What the app itself says, where only numbers are filled in. */
  private static Set<String> ours() {
    return Stream.concat(
            Collections.list(Texts.bundle().getKeys()).stream().map(Texts.bundle()::getString),
            Stream.of(Texts.of("import.accept.many", 2)))
        .collect(Collectors.toSet());
  }

  private void leave(String sheet) {
    window().press(KeyCode.ESCAPE);
    window().waitToHide(sheet);
  }

  private void ask(Question question) {
    helper.status(Samples.waiting(NAME, question.hashCode(), question));
    window().waitToShow("question-sheet");
  }

  private void askNoMore() {
    helper.status(Samples.in(NAME, SessionState.DISCONNECTED, 1));
    window().waitToHide("question-sheet");
  }

  private static Question.Login login() {
    return new Question.Login(Optional.empty(), true, Optional.empty(), "");
  }

  private boolean on(String box) {
    return WindowDriver.onFx(() -> ((CheckBox) window().visible(box)).isSelected());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everythingInASheetIsReachedByALetterOfItsOwn(Language language) throws Exception {
    open(language);
    window().press(KeyCode.CONTROL, KeyCode.COMMA);
    look("settings-sheet", NAME);
    window().click("settings-one");
    window().waitToShow("setting-start");
    look("settings-sheet", NAME);
    leave("settings-sheet");
    window().press(KeyCode.F2);
    look("rename-sheet");
    leave("rename-sheet");
    Clipboards.put("https://vpn.example.com/");
    window().press(KeyCode.CONTROL, KeyCode.V);
    look("address-sheet");
    leave("address-sheet");
    window().press(KeyCode.CONTROL, KeyCode.L);
    window().click("log-diagnostics");
    look("diagnostics-sheet");
    leave("diagnostics-sheet");
    helper.status(
        Samples.failed(
            NAME,
            SessionState.FAILED,
            System.currentTimeMillis(),
            Optional.of(Problem.of(ProblemCode.HOST_SETUP_FAILED, "no TUN driver"))));
    window().waitToShow("problem-banner-offer");
    window().click("problem-banner-offer");
    look("machine-sheet");
    leave("machine-sheet");
    window().press(KeyCode.CONTROL, KeyCode.L);
    helper.status(Samples.connected(NAME, System.currentTimeMillis()));
    window().waitForText("session-state", Texts.of(SessionState.CONNECTED)::equals);
    window().requestClose();
    look("quit-sheet");
    leave("quit-sheet");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everythingInTheImportPreviewIsReachedByALetterOfItsOwn(Language language) throws Exception {
    shelf.with("Home_1", "home.example.net:443");
    Path taken = Files.writeString(folder.resolve("Home_1.ovpn"), "client\n");
    Path good = Files.writeString(folder.resolve("Zurich_2.ovpn"), "client\nredirect\n");
    Path bad = Files.writeString(folder.resolve("my_notes.ovpn"), "Hello\n");
    open(language);
    window().drop(List.of(taken, good, bad));
    window().waitToShow("import-choice");
    look("import-sheet");
    leave("import-sheet");
    window().drop(List.of(good));
    look("import-sheet");
    leave("import-sheet");
    window().drop(List.of(bad));
    look("import-sheet");
    leave("import-sheet");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everythingInAQuestionIsReachedByALetterOfItsOwn(Language language) {
    String token = "Enter the_code of your token";
    open(language);
    window().click("connect-action");
    window().waitFor("the request", () -> helper.requests().size() == 1);
    helper.status(Samples.in(NAME, SessionState.CONNECTING, System.currentTimeMillis()));
    ask(login());
    window().waitToShow("question-save");
    look("question-sheet");
    ask(new Question.Challenge(token, false, true));
    window().waitToShow("question-hidden-response");
    look("question-sheet", token);
    ask(new Question.Challenge(token, true, true));
    window().waitToShow("question-response");
    look("question-sheet", token);
    ask(new Question.Challenge(token, true, false));
    window().waitToHide("question-response");
    look("question-sheet");
    ask(new Question.KeyPassphrase("pkcs12", ""));
    window().waitToShow("question-password");
    look("question-sheet");
    ask(new Question.ProxyLogin("proxy.example.com:3128", "Example", ""));
    window().waitToShow("question-user");
    look("question-sheet");
    ask(new Question.WebLogin("https://sso.example.com/a_b"));
    window().waitToShow("question-address");
    look("question-sheet");
    askNoMore();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everythingInTheEditorIsReachedByALetterOfItsOwn(Language language) {
    open(language);
    window().press(KeyCode.CONTROL, KeyCode.E);
    window().waitToShow("edit-area");
    look("edit-sheet");
    window().press(KeyCode.CONTROL, KeyCode.END);
    window().type("verb 4");
    window().waitFor("saving", () -> !window().visible("edit-save").isDisabled());
    shelf.saying(PROFILE + "verb 3\n");
    window().press(KeyCode.CONTROL, KeyCode.S);
    window().waitToShow("edit-trouble-offer");
    look("edit-sheet");
    window().press(KeyCode.ESCAPE);
    window().waitToShow("edit-stay");
    look("edit-sheet");
    window().click("edit-discard");
    window().waitToHide("edit-sheet");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void theBigButtonIsReachedByALetterOfItsOwnWhereverTheFocusIs(Language language) {
    open(language);
    window().press(KeyCode.CONTROL, KeyCode.F);
    press("action.connect");
    window().waitFor("the request", () -> helper.requests().size() == 1);
    assertInstanceOf(Request.Connect.class, helper.requests().getFirst());
    helper.status(Samples.in(NAME, SessionState.CONNECTING, System.currentTimeMillis()));
    window().waitForText("connect-action", text -> text.startsWith(Texts.plain("action.cancel")));
    window().settle();
    press("action.connect"); // a key that is held repeats itself
    press("action.cancel");
    System.err.println(
        "DBG "
            + language
            + helper.requests()
            + window().focused()
            + window().doubleMnemonics()
            + Texts.of("action.cancel"));
    window().waitFor("the end", () -> helper.requests().size() == 2);
    assertEquals(new Request.Disconnect(NAME), helper.requests().getLast());
    helper.status(Samples.connected(NAME, System.currentTimeMillis()));
    window()
        .waitForText("connect-action", text -> text.startsWith(Texts.plain("action.disconnect")));
    window().settle();
    press("action.disconnect");
    window().waitFor("the end again", () -> helper.requests().size() == 3);
    window().doubleMnemonics().forEach(letter -> wrong.add("two for " + letter));
  }

  private void press(String key) {
    String letter = Mnemonic.of(Texts.of(key)).orElseThrow().toUpperCase(Locale.ROOT);
    // JavaFX knows the letters of what has come with its next picture.
    window().settle();
    window().press(KeyCode.ALT, KeyCode.valueOf(letter));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void theWaysToAFirstProfileAreReachedByLetters(Language language) {
    open(language, new FakeShelf());
    window().waitToShow("empty-import");
    press("empty.address");
    window().waitToShow("address-sheet");
    leave("address-sheet");
  }

  @Test
  void aLetterGoesToAFieldWithoutSendingWhatIsTypedAndPressesAButton() {
    open(Language.ENGLISH);
    window().click("connect-action");
    window().waitFor("the request", () -> helper.requests().size() == 1);
    helper.status(Samples.in(NAME, SessionState.CONNECTING, System.currentTimeMillis()));
    ask(login());
    window().type("anna");
    window().press(KeyCode.ALT, KeyCode.P);
    assertEquals("question-password", window().focused());
    window().type("sesame");
    window().press(KeyCode.ALT, KeyCode.U);
    assertEquals("question-user", window().focused());
    assertEquals("anna", window().text("question-user"));
    window().press(KeyCode.ALT, KeyCode.S);
    assertTrue(on("question-save"));
    assertEquals("question-save", window().focused());
    assertTrue(window().focusCanBeSeen());
    assertEquals(1, helper.requests().size());
    window().press(KeyCode.ALT, KeyCode.N);
    window().waitFor("the answer", () -> helper.requests().size() == 2);
    Request.Answer sent = (Request.Answer) helper.requests().getLast();
    assertEquals(Optional.of("anna"), sent.reply().username());
  }

  @Test
  void aLetterTogglesASettingAndGoesToAChoice() {
    open(Language.ENGLISH);
    window().press(KeyCode.CONTROL, KeyCode.COMMA);
    window().waitToShow("setting-kill");
    window().press(KeyCode.ALT, KeyCode.K);
    assertTrue(on("setting-kill"));
    window().press(KeyCode.ALT, KeyCode.H);
    window()
        .waitFor(
            "the light look",
            () -> ((ToggleButton) window().visible("setting-appearance-light")).isSelected());
    window().press(KeyCode.ALT, KeyCode.L);
    assertEquals("setting-language", window().focused());
    assertTrue(window().focusCanBeSeen());
    window().press(KeyCode.ALT, KeyCode.A);
    assertEquals("setting-appearance-light", window().focused());
    window().press(KeyCode.ALT, KeyCode.C);
    window().waitToHide("settings-sheet");
  }

  @Test
  void aLetterReachesNothingUnderASheet() {
    open(Language.ENGLISH);
    window().press(KeyCode.CONTROL, KeyCode.COMMA);
    window().waitToShow("setting-login");
    boolean login = on("setting-login");
    ask(new Question.Challenge("PIN", false, true));
    window().press(KeyCode.ALT, KeyCode.T);
    window().press(KeyCode.ALT, KeyCode.K);
    assertEquals("question-hidden-response", window().focused());
    askNoMore();
    assertEquals(login, on("setting-login"));
    assertFalse(on("setting-kill"));
  }
}
