package org.culvert.app.ui.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.state.AppState;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.profiles.Notice;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.profiles.ProfilesViewModel;
import org.culvert.core.profile.Finding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EditViewModelTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String TEXT =
      "client\ndev tun\nremote vpn.example.org 1194 udp\nauth-user-pass\npeer-fingerprint "
          + "00:".repeat(31)
          + "00\n<tls-crypt>\n-----BEGIN OpenVPN Static key V1-----\n"
          + "0123456789abcdef0123456789abcdef\n".repeat(16)
          + "-----END OpenVPN Static key V1-----\n</tls-crypt>\n";

  private final FakeShelf shelf = new FakeShelf().with("Office", "vpn:1194").saying(TEXT);
  private final ProfilesViewModel profiles =
      new ProfilesViewModel(new AppState(), shelf, new FakeKeyring(), Runnable::run, Runnable::run);
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final List<String> saved = new ArrayList<>();
  private final EditViewModel model =
      new EditViewModel(
          shelf, profiles, Runnable::run, Runnable::run, waiting::add, () -> NOW, saved::add);

  @BeforeEach
  void open() {
    profiles.load(Optional.of("Office"));
    model.open(item());
  }

  private ProfileItem item() {
    return profiles.all().getFirst();
  }

  private void write(String text) {
    model.textProperty().set(text);
    quiet();
  }

  private void quiet() {
    while (!waiting.isEmpty()) {
      waiting.pop().run();
    }
  }

  private String text() {
    return model.textProperty().get();
  }

  private boolean savable() {
    return model.savableProperty().get();
  }

  private String said() {
    Notice notice = profiles.noticeProperty().get();
    return notice == null ? "" : notice.text();
  }

  @Test
  void theTextIsShownWithoutItsKeysAndJudgedAtOnce() {
    assertEquals(item(), model.profileProperty().get());
    assertTrue(text().contains("*** hidden 1: 18 lines ***"), text());
    assertFalse(text().contains("0123456789abcdef"), text());
    assertTrue(model.judgementProperty().get().usable());
    assertEquals("No errors", model.status());
    assertFalse(savable());
  }

  @Test
  void aTextIsJudgedWhenNobodyTypesAnyMore() {
    model.textProperty().set(text() + "n");
    model.textProperty().set(text() + "onsense\n");
    assertEquals(2, waiting.size());
    waiting.pop().run();
    assertTrue(model.judgementProperty().get().usable());
    quiet();
    assertFalse(model.judgementProperty().get().usable());
    assertEquals("1 error", model.status());
    assertFalse(savable());
    write(text().replace("nonsense\n", "up /bin/x\n"));
    assertEquals("No errors, 1 warning", model.status());
    assertTrue(savable());
  }

  @Test
  void whatIsSavedHasItsKeysByteForByte() throws Exception {
    write(text().replace("1194", "443"));
    model.save();
    assertEquals(TEXT.replace("1194", "443"), shelf.text("Office"));
    assertEquals("Saved Office", said());
    assertEquals(List.of("Office"), saved);
    assertNull(model.profileProperty().get());
    assertEquals("", text());
  }

  @Test
  void keysAreShownOnWishAndHiddenAgain() throws Exception {
    model.showKeys(true);
    assertEquals(TEXT, text());
    assertTrue(model.mayLeave());
    write(text().replace("1194", "443"));
    model.showKeys(false);
    assertFalse(text().contains("0123456789abcdef"), text());
    quiet();
    model.save();
    assertEquals(TEXT.replace("1194", "443"), shelf.text("Office"));
  }

  @Test
  void aChangedMarkIsToldAndKeepsTheKeysWhereTheyAre() throws Exception {
    write(text().replace("18 lines", "8 lines").replace("1194", "443"));
    assertFalse(savable());
    assertEquals(
        List.of(6, 7),
        model.judgementProperty().get().findings().stream()
            .filter(finding -> finding.severity() == Finding.Severity.ERROR)
            .map(Finding::line)
            .toList());
    model.showKeys(true);
    assertFalse(model.keysShownProperty().get());
    write(text().replace("8 lines", "18 lines"));
    model.textProperty().set(text().replace("18 lines", "8 lines"));
    model.save();
    assertEquals(TEXT, shelf.text("Office"));
    write(text().replace("8 lines", "18 lines"));
    model.save();
    assertEquals(TEXT.replace("1194", "443"), shelf.text("Office"));
  }

  @Test
  void whoLeavesWithAChangeIsAskedFirst() {
    write(text() + "verb 3\n");
    model.cancel();
    assertTrue(model.leavingProperty().get());
    model.cancel();
    assertFalse(model.leavingProperty().get());
    assertEquals(item(), model.profileProperty().get());
    model.cancel();
    model.discard();
    assertNull(model.profileProperty().get());
    model.open(item());
    model.cancel();
    assertNull(model.profileProperty().get());
  }

  @Test
  void whatAnotherProgramStoredIsNotOverwrittenWithoutSayingIt() throws Exception {
    String other = TEXT.replace("udp", "tcp");
    shelf.saying(other);
    write(text().replace("1194", "443"));
    model.save();
    assertTrue(model.troubleProperty().get().changed());
    assertEquals("Office was changed meanwhile by another program", what());
    assertEquals(other, shelf.text("Office"));
    assertTrue(savable());
    model.readAgain();
    assertTrue(text().contains("1194 tcp"), text());
    assertFalse(savable());
    assertEquals("", what());
    shelf.saying(TEXT);
    write(text().replace("1194", "443"));
    model.save();
    model.save();
    assertEquals(other.replace("1194", "443"), shelf.text("Office"));
  }

  private String what() {
    return Objects.requireNonNull(model.troubleProperty().get()).what();
  }

  @Test
  void whatCannotBeStoredIsKeptInTheEditor() throws Exception {
    write("# by hand\n" + text());
    assertTrue(savable());
    model.save();
    assertEquals("Not saved: Office does not begin with client", what());
    assertTrue(text().startsWith("# by hand"), text());
    assertTrue(savable());
    assertEquals(TEXT, shelf.text("Office"));
  }

  /** A window whose work on files takes until the test lets it go on. */
  private EditViewModel slow(Deque<Runnable> background) {
    EditViewModel slow =
        new EditViewModel(
            shelf, profiles, background::add, Runnable::run, waiting::add, () -> NOW, saved::add);
    slow.open(item());
    work(background);
    return slow;
  }

  private void work(Deque<Runnable> background) {
    do {
      quiet();
      while (!background.isEmpty()) {
        background.pop().run();
      }
    } while (!waiting.isEmpty());
  }

  @Test
  void whatIsWrittenWhileItIsSavedStaysAndCanBeSavedToo() throws Exception {
    Deque<Runnable> background = new ArrayDeque<>();
    EditViewModel slow = slow(background);
    slow.textProperty().set(slow.textProperty().get().replace("1194", "443"));
    work(background);
    slow.save();
    slow.textProperty().set(slow.textProperty().get() + "verb 3\n");
    work(background);

    assertEquals(TEXT.replace("1194", "443"), shelf.text("Office"));
    assertEquals("Saved Office", said());
    assertEquals(item(), slow.profileProperty().get());
    assertTrue(slow.textProperty().get().endsWith("verb 3\n"), slow.textProperty().get());
    assertFalse(slow.mayLeave());
    assertTrue(slow.savableProperty().get());

    slow.save();
    work(background);
    assertEquals(TEXT.replace("1194", "443") + "verb 3\n", shelf.text("Office"));
    assertNull(slow.profileProperty().get());
  }

  @Test
  void anotherProfileThatIsOpenedWhileOneIsSavedStaysOpen() throws Exception {
    shelf.with("Second", "vpn:1194");
    profiles.reload();
    Deque<Runnable> background = new ArrayDeque<>();
    EditViewModel slow = slow(background);
    slow.textProperty().set(slow.textProperty().get().replace("1194", "443"));
    work(background);
    slow.save();
    slow.discard();
    slow.open(profiles.all().getLast());
    background.addFirst(background.removeLast());
    work(background);

    assertEquals(TEXT.replace("1194", "443"), shelf.text("Office"));
    assertEquals(profiles.all().getLast(), slow.profileProperty().get());
    assertFalse(slow.textProperty().get().isEmpty());
  }
}
