package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.culvert.app.settings.Appearance;
import org.culvert.app.ui.driver.CssWarnings;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.profiles.StoredProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done with the profiles in the list. */
@Tag("ui")
class ManageWindowTest {
  @TempDir Path folder;

  private final FakeHelper helper = new FakeHelper();
  private final FakeShelf shelf = new FakeShelf();
  private final CssWarnings warnings = new CssWarnings();
  private WindowDriver window;

  @BeforeEach
  void open() {
    List.of("Alpha", "Beta", "Gamma").forEach(name -> shelf.with(name, "vpn.example.com:1194"));
    window = open(shelf);
  }

  private WindowDriver open(FakeShelf profiles) {
    WindowDriver opened =
        WindowDriver.open(
            new GuiContext(
                helper,
                profiles,
                _ -> false,
                new GuiContext.Options(
                    Optional.of("Alpha"), false, Optional.empty(), Appearance.LIGHT)));
    opened.waitToShow("profile-Alpha");
    return opened;
  }

  @AfterEach
  void close() {
    window.close();
    warnings.close();
    assertEquals(List.of(), warnings.heard(), "JavaFX complains");
  }

  private void waitForNames(String... names) {
    window.waitFor(
        String.join(", ", names),
        () ->
            shelf.kept().stream().map(StoredProfile::name).toList().equals(List.of(names))
                && list().getItems().size() == names.length);
  }

  private ListView<?> list() {
    return (ListView<?>) window.visible("profile-list");
  }

  private void fill(String text) {
    WindowDriver.onFx(
        () -> {
          ((TextField) window.visible("rename-name")).setText(text);
          return true;
        });
  }

  @Test
  void aProfileIsRenamedByKeyUnlessTheNameIsTaken() {
    window.press(KeyCode.F2);
    window.waitToShow("rename-sheet");
    assertEquals("rename-name", window.focused());
    fill("beta");
    window.waitForText("rename-reason", "There is already a profile named Beta"::equals);
    assertTrue(WindowDriver.onFx(() -> window.visible("rename-submit").isDisabled()));
    fill("Delta");
    window.press(KeyCode.ENTER);
    window.waitForText("profile-name", "Delta"::equals);
    window.waitForText("toast-text", "Alpha is now called Delta"::equals);
    waitForNames("Beta", "Delta", "Gamma");
  }

  @Test
  void theNameThatIsKeptIsTold() {
    window.press(KeyCode.F2);
    window.waitToShow("rename-sheet");
    fill("Delta/x");
    window.press(KeyCode.ENTER);
    window.waitForText("toast-text", "Alpha is now called Delta-x"::equals);
    waitForNames("Beta", "Delta-x", "Gamma");
  }

  @Test
  void aConnectedProfileKeepsItsName() {
    helper.status(Samples.connected("Alpha", 1));
    window.waitForText("session-state", "Connected"::equals);
    window.press(KeyCode.F2);
    window.waitForText("toast-text", "Disconnect Alpha before renaming it"::equals);
  }

  @Test
  void aCopyIsMadeAndSelected() {
    window.press(KeyCode.CONTROL, KeyCode.D);
    window.waitForText("profile-name", "Alpha 2"::equals);
    waitForNames("Alpha", "Alpha 2", "Beta", "Gamma");
  }

  @Test
  void profilesAreMovedAndFavouritesStayAtTheTop() {
    window.press(KeyCode.ALT, KeyCode.DOWN);
    waitForNames("Beta", "Alpha", "Gamma");
    window.press(KeyCode.END);
    window.waitForText("profile-name", "Gamma"::equals);
    window.press(KeyCode.CONTROL, KeyCode.B);
    waitForNames("Gamma", "Beta", "Alpha");
    window.press(KeyCode.ALT, KeyCode.DOWN);
    window.settle();
    waitForNames("Gamma", "Beta", "Alpha");
    window.press(KeyCode.CONTROL, KeyCode.B);
    waitForNames("Beta", "Alpha", "Gamma");
  }

  @Test
  void theFirstGoesNoFurtherUpAndTheLastNoFurtherDown() {
    assertEquals(List.of("down"), movesOffered());
    window.press(KeyCode.DOWN);
    window.waitForText("profile-name", "Beta"::equals);
    assertEquals(List.of("up", "down"), movesOffered());
    window.press(KeyCode.END);
    window.waitForText("profile-name", "Gamma"::equals);
    assertEquals(List.of("up"), movesOffered());

    window.press(KeyCode.HOME);
    window.waitForText("profile-name", "Alpha"::equals);
    window.press(KeyCode.ALT, KeyCode.DOWN);
    waitForNames("Beta", "Alpha", "Gamma");
  }

  /** By the menu beside the name, which is opened for it and closed again. */
  private List<String> movesOffered() {
    return WindowDriver.onFx(
        () -> {
          MenuButton menu = (MenuButton) window.visible("profile-menu");
          menu.show();
          List<String> offered =
              menu.getItems().stream()
                  .filter(item -> !item.isDisable())
                  .map(item -> String.valueOf(item.getId()).replace("profile-", ""))
                  .filter(List.of("up", "down")::contains)
                  .toList();
          menu.hide();
          return offered;
        });
  }

  @Test
  void aProfileIsDraggedToThePlaceOfAnother() {
    window.drag("profile-Gamma", "profile-Alpha");
    waitForNames("Gamma", "Alpha", "Beta");
    assertTrue(
        WindowDriver.onFx(() -> !window.stage().getScene().lookup("#drop-overlay").isVisible()));
  }

  @Test
  void aProfileIsSavedAsAFileThatOnlyItsOwnerReads() throws Exception {
    Path file = folder.resolve("saved.ovpn");
    String[] suggested = {""};
    WindowDriver.onFx(
        () -> {
          ((ShellView) window.stage().getScene().getRoot())
              .imports()
              .askWith(
                  new FileDialogs() {
                    @Override
                    public List<Path> profiles(Window owner) {
                      return List.of();
                    }

                    @Override
                    public Optional<Path> folder(Window owner) {
                      return Optional.empty();
                    }

                    @Override
                    public Optional<Path> save(Window owner, String name) {
                      suggested[0] = name;
                      return Optional.of(file);
                    }
                  });
          return true;
        });
    window.press(KeyCode.CONTROL, KeyCode.S);
    window.waitForText("toast-text", text -> text.startsWith("Saved Alpha as"));
    assertEquals("Alpha.ovpn", suggested[0]);
    assertEquals(shelf.text("Alpha"), Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void theContextMenuAndTheMenuBesideTheNameOfferTheSame() {
    List<String> context = WindowDriver.onFx(() -> ids(list().getContextMenu()));
    assertEquals(
        List.of("edit", "rename", "duplicate", "export", "favourite", "up", "down", "remove"),
        context.stream().map(id -> id.replace("context-", "")).toList());
    List<String> beside =
        WindowDriver.onFx(
            () ->
                ((MenuButton) window.visible("profile-menu"))
                    .getItems().stream()
                        .map(item -> String.valueOf(item.getId()))
                        .filter(id -> id.startsWith("profile-"))
                        .map(id -> id.replace("profile-", ""))
                        .toList());
    assertTrue(
        beside.containsAll(context.stream().map(id -> id.replace("context-", "")).toList()),
        beside.toString());
  }

  private static List<String> ids(ContextMenu menu) {
    return menu.getItems().stream()
        .filter(item -> item.getId() != null)
        .map(MenuItem::getId)
        .toList();
  }

  @Test
  void aThousandProfilesShareAFewRowsAndNoneIsReadAtTheStart() {
    window.close();
    FakeShelf many = new FakeShelf().with("Alpha", "a:1");
    for (int i = 0; i < 1_000; i++) {
      many.with("Profile " + i, "host" + i + ".example.com:1194");
    }
    window = open(many);
    window.waitFor("all", () -> list().getItems().size() == 1_001);
    window.settle();
    long rows =
        WindowDriver.onFx(
            () ->
                list().lookupAll(".profile-cell").stream()
                    .map(ListCell.class::cast)
                    .filter(cell -> !cell.isEmpty())
                    .count());
    assertTrue(rows < 40, rows + " rows");
    // The one that is shown may be looked at; the others are texts nobody asked for.
    assertTrue(many.textsRead() <= 1, many.textsRead() + " texts");
    window.press(KeyCode.CONTROL, KeyCode.F);
    window.type("host99");
    window.waitFor("the search", () -> list().getItems().size() == 11);
  }
}
