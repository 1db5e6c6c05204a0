package org.culvert.app.ui.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Window;
import org.culvert.app.main.StoreShelf;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.profiles.ProfileWeb;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.ui.driver.Clipboards;
import org.culvert.app.ui.driver.CssWarnings;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.Response.Finding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way for a profile into the real window, over a real store and a web server. */
@Tag("ui")
class ImportWindowTest {
  private static final String GOOD =
      "client\ndev tun\nremote vpn.example.com 1194 udp\nauth-user-pass\npeer-fingerprint "
          + "00:".repeat(31)
          + "00\n";

  @TempDir Path folder;

  private final CssWarnings warnings = new CssWarnings();
  private final FakeHelper helper = new FakeHelper();
  private ProfileWeb web;
  private ProfileStore store;
  private WindowDriver window;

  @BeforeEach
  void open() throws Exception {
    web = new ProfileWeb(folder);
    store = new ProfileStore(folder.resolve("profiles"), Clock.systemUTC());
    ProfileImporter importer = new ProfileImporter(store, Clock.systemUTC(), web.clients());
    importer.importFrom(
        file("Office.ovpn", GOOD).toString(),
        ProfileImporter.Wishes.named(Optional.empty()),
        InputStream.nullInputStream());
    window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new StoreShelf(store, importer, SettingsStore.NONE),
                _ -> false,
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), Appearance.LIGHT)));
    window.waitToShow("connect-action");
  }

  @AfterEach
  void close() throws Exception {
    window.close();
    web.close();
    warnings.close();
    assertEquals(List.of(), warnings.heard(), "JavaFX complains");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private List<String> names() throws IOException {
    return store.list().stream().map(StoredProfile::name).toList();
  }

  private void paste(String text) {
    Clipboards.put(text);
    window.press(KeyCode.CONTROL, KeyCode.V);
  }

  private void choose(Path... files) {
    dialogs(List.of(files), Optional.empty());
    window.press(KeyCode.CONTROL, KeyCode.O);
  }

  private void dialogs(List<Path> files, Optional<Path> folderOfFiles) {
    WindowDriver.onFx(
        () -> {
          ((ShellView) window.stage().getScene().getRoot())
              .imports()
              .askWith(
                  new FileDialogs() {
                    @Override
                    public List<Path> profiles(Window owner) {
                      return files;
                    }

                    @Override
                    public Optional<Path> folder(Window owner) {
                      return folderOfFiles;
                    }

                    @Override
                    public Optional<Path> save(Window owner, String name) {
                      return folderOfFiles;
                    }
                  });
          return true;
        });
  }

  private void fill(String id, String text) {
    WindowDriver.onFx(
        () -> {
          ((TextField) window.visible(id)).setText(text);
          return true;
        });
  }

  @Test
  void aWarningIsSeenAsAWholeWhereThereIsRoomForIt() throws Exception {
    window.resize(800, 600);
    choose(file("lab.ovpn", GOOD + "remote vpn.example.com 443 tcp\nup /etc/openvpn/up.sh\n"));
    window.waitToShow("import-sheet");
    window.settle();
    ScrollPane scroll = (ScrollPane) WindowDriver.onFx(() -> window.visible("import-scroll"));
    double shown = WindowDriver.onFx(() -> scroll.getViewportBounds().getHeight());
    double needed = WindowDriver.onFx(() -> scroll.getContent().getLayoutBounds().getHeight());
    assertTrue(shown >= needed - 1, () -> shown + " of " + needed);
    assertEquals(
        WindowDriver.onFx(() -> window.visible("import-cancel").getLayoutBounds().getHeight()),
        WindowDriver.onFx(() -> window.visible("import-accept").getLayoutBounds().getHeight()),
        "the buttons are of one height");
  }

  @Test
  void aPreviewTellsEverythingAndTheNameCanBeChanged() throws Exception {
    choose(file("lab.ovpn", GOOD.replace("vpn.", "lab.") + "up /bin/true\n"));
    window.waitToShow("import-sheet");
    assertEquals("import-name", window.focused());
    assertEquals("lab", window.text("import-name"));
    String path = window.text("import-path-reason");
    assertTrue(path.endsWith("whether this computer's kernel can do it."), path);
    assertFalse(path.contains("doctor"), path);
    assertEquals("lab.example.com:1194 (UDP)", window.text("import-servers"));
    assertEquals("User name and password", window.text("import-sign-in"));
    assertEquals("Kernel", window.text("import-path"));
    assertTrue(path.startsWith("Nothing in the profile stands in its way\n"), path);
    assertTrue(window.shows("import-defects"), "the script is a warning");
    assertEquals(List.of("Office"), names(), "nothing is stored yet");
    window.press(KeyCode.END);
    window.type(" two");
    window.press(KeyCode.ENTER);
    window.waitForText("profile-name", "lab two"::equals);
    assertEquals(List.of("lab two", "Office"), names());
  }

  private static Response found(MachineCode code, PathReason... reasons) {
    return new Response.Findings(
        List.of(
            Finding.of(MachineCode.KERNEL_KNOWN, "6.12"),
            Finding.of(Diagnosis.quoting(code, List.of(reasons)))));
  }

  @Test
  void aPreviewSaysThatTheKernelIsToCarryThePacketsWhereItCan() throws Exception {
    helper.answer(_ -> found(MachineCode.KERNEL_CARRIES));
    choose(file("lab.ovpn", GOOD + "verb 1\n"));
    window.waitForText(
        "import-path-reason", "The kernel's ovpn driver is to carry the packets"::equals);
    assertEquals("Kernel", window.text("import-path"));
  }

  @Test
  void aPreviewWaitsForNoHelperAndSaysWhyTheKernelCannotOnceItIsTold() throws Exception {
    PathReason old = PathReason.of(PathReasonCode.KERNEL_TOO_OLD, "6.12");
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    helper.answer(
        _ -> {
          asked.countDown();
          await(answered);
          return found(MachineCode.KERNEL_CANNOT, old);
        });
    choose(file("lab.ovpn", GOOD + "verb 1\n"), file("c.ovpn", GOOD + "verb 2\npasstos\n"));
    window.waitToShow("import-list");
    window.press(KeyCode.HOME);
    window.waitForText("import-name", "lab"::equals);
    assertEquals("Kernel", window.text("import-path"));
    await(asked);
    answered.countDown();
    window.waitForText("import-path", "Userspace"::equals);
    assertEquals(old.sentence() + "\n" + old.remedy(), window.text("import-path-reason"));
    window.screenshot(Path.of("target", "screenshots", "import-kernel-cannot.png"));
    assertEquals(List.of(), window.cutTexts());

    window.press(KeyCode.END);
    window.waitForText("import-name", "c"::equals);
    String both = window.text("import-path-reason");
    assertTrue(both.contains("(passtos)") && both.contains(old.sentence()), both);
  }

  @Test
  void aPreviewSaysThatTheUserKeepsTheKernelOff() throws Exception {
    helper.answer(_ -> found(MachineCode.KERNEL_CARRIES));
    window.press(KeyCode.CONTROL, KeyCode.COMMA);
    window.click("setting-path-userspace");
    window.press(KeyCode.ESCAPE);
    window.waitToHide("settings-sheet");
    choose(file("lab.ovpn", GOOD + "verb 1\n"));
    window.waitForText("import-path", "Userspace"::equals);
    PathReason mine = PathReason.of(PathReasonCode.YOU_CHOSE);
    assertEquals("You chose it\n" + mine.remedy(), window.text("import-path-reason"));
    assertTrue(
        helper.requests().stream().noneMatch(Request.Doctor.class::isInstance),
        "nobody needs to know");
  }

  @Test
  void aPreviewSaysThatWhoWantsNothingButTheKernelWillNotConnect() throws Exception {
    PathReason old = PathReason.of(PathReasonCode.KERNEL_TOO_OLD, "6.12");
    helper.answer(_ -> found(MachineCode.KERNEL_CANNOT, old));
    window.press(KeyCode.CONTROL, KeyCode.COMMA);
    window.click("setting-path-kernel");
    window.press(KeyCode.ESCAPE);
    window.waitToHide("settings-sheet");
    choose(file("lab.ovpn", GOOD + "verb 1\n"));
    window.waitForText("import-path", "None"::equals);
    String why = window.text("import-path-reason");
    assertTrue(why.startsWith("You chose the kernel\u2019s data path for all profiles"), why);
    assertTrue(why.contains(old.sentence()), why);
  }

  @Test
  void aPreviewSaysWhatTheProfileAllowsWhereNoHelperAnswers() throws Exception {
    helper.reachable(false);
    choose(file("lab.ovpn", GOOD + "verb 1\n"));
    window.waitForText("import-path", "Kernel"::equals);
    window.waitForText(
        "import-path-reason", text -> text.endsWith("whether this computer's kernel can do it."));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void escapeImportsNothing() throws Exception {
    choose(file("lab.ovpn", GOOD + "verb 1\n"));
    window.waitToShow("import-sheet");
    window.press(KeyCode.ESCAPE);
    window.waitToHide("import-sheet");
    assertEquals(List.of("Office"), names());
    assertEquals("profile-list", window.focused());
  }

  @Test
  void manyAreListedWithWhatIsWrongAndTheGoodOnesAreImported() throws Exception {
    choose(
        file("a.ovpn", GOOD + "verb 1\n"),
        file("broken.ovpn", "nonsense\n"),
        file("c.ovpn", GOOD + "verb 2\n"),
        file("again.ovpn", GOOD));
    window.waitToShow("import-list");
    assertEquals(
        "2 can be imported. One cannot. One is already there.", window.text("import-text"));
    assertEquals("import-list", window.focused());
    window.waitToShow("import-defects");
    assertEquals("Import 2", window.text("import-accept"));
    window.press(KeyCode.HOME);
    window.waitForText("import-name", "a"::equals);
    window.press(KeyCode.ENTER);
    window.waitForText("toast-text", "Imported 2 profiles"::equals);
    assertEquals(List.of("a", "c", "Office"), names());
  }

  @Test
  void theSameContentIsSaidToBeThere() throws Exception {
    choose(file("other.ovpn", GOOD));
    window.waitToShow("import-sheet");
    assertEquals("This profile is already there", window.text("import-title"));
    assertTrue(window.text("import-same").startsWith("Office has the same content"));
    assertFalse(window.shows("import-accept"));
    window.press(KeyCode.ENTER);
    window.waitToHide("import-sheet");
    assertEquals(List.of("Office"), names());
  }

  @Test
  void aTakenNameIsKeptBesideOrReplaced() throws Exception {
    String id = store.find("Office").orElseThrow().id();
    choose(file("Office.ovpn", GOOD + "verb 1\n"));
    window.waitToShow("import-choice");
    window.click("import-accept");
    window.waitForText("profile-name", "Office 2"::equals);

    choose(file("Office.ovpn", GOOD + "verb 2\n"));
    window.waitToShow("import-choice");
    window.click("import-replace");
    window.click("import-accept");
    window.waitForText("profile-name", "Office"::equals);
    window.waitToHide("import-sheet");
    assertEquals(List.of("Office", "Office 2"), names());
    assertEquals(id, store.find("Office").orElseThrow().id());
    assertTrue(store.text(store.find("Office").orElseThrow()).contains("verb 2"));
  }

  @Test
  void theChoiceNamesTheProfileThatItIsAbout() throws Exception {
    Path first = file("Office.ovpn", GOOD + "verb 1\n");
    choose(file("broken.ovpn", "nonsense\n"), first);
    window.waitToShow("import-choice");
    assertEquals(
        "There is already a profile Office, with another content.", window.text("import-taken"));
    window.press(KeyCode.ESCAPE);
    window.waitToHide("import-sheet");

    Path team = Files.createDirectories(folder.resolve("team"));
    choose(first, Files.writeString(team.resolve("Office.ovpn"), GOOD + "verb 2\n"));
    window.waitToShow("import-choice");
    assertEquals(
        "For 2 of them there is already a profile of the same name, with another content.",
        window.text("import-taken"));
  }

  @Test
  void theChoiceHasNoBoxBehindItsWordsAndShowsTheFocus() throws Exception {
    choose(file("Office.ovpn", GOOD + "verb 1\n"));
    window.waitToShow("import-choice");
    while (!window.focused().equals("import-keep")) {
      window.press(KeyCode.TAB);
    }
    assertTrue(window.focusCanBeSeen());
    for (String choice : List.of("import-keep", "import-replace")) {
      Region button = (Region) window.visible(choice);
      assertTrue(
          WindowDriver.onFx(
              () ->
                  button.getBackground() == null
                      || button.getBackground().getFills().stream()
                          .allMatch(fill -> fill.getFill().equals(Color.TRANSPARENT))),
          choice);
    }
  }

  @Test
  void anotherNameEndsTheQuestionAboutTheOldOne() throws Exception {
    choose(file("Office.ovpn", GOOD + "verb 1\n"));
    window.waitToShow("import-choice");
    window.press(KeyCode.END);
    window.type("x");
    window.waitToHide("import-choice");
    window.press(KeyCode.ENTER);
    window.waitForText("profile-name", "Officex"::equals);
  }

  @Test
  void aFailingImportChangesNothingAndSaysWhy() throws Exception {
    choose(file("lab.ovpn", GOOD + "verb 1\n"));
    window.waitToShow("import-sheet");
    Path profiles = folder.resolve("profiles");
    Files.move(profiles, folder.resolve("away"));
    Files.writeString(profiles, "in the way");
    window.press(KeyCode.ENTER);
    window.waitForText("import-failure", text -> text.startsWith("Nothing was imported."));
    Files.delete(profiles);
    Files.move(folder.resolve("away"), profiles);
    window.press(KeyCode.ENTER);
    window.waitForText("profile-name", "lab"::equals);
  }

  @Test
  void whereTheSecondOfTwoFailsNeitherIsImported() throws Exception {
    StoredProfile office = store.find("Office").orElseThrow();
    String before = store.text(office);
    choose(file("lab.ovpn", GOOD + "verb 1\n"), file("Office.ovpn", GOOD + "verb 2\n"));
    window.waitToShow("import-choice");
    window.click("import-replace");
    // What it would replace cannot be read.
    Path inTheWay =
        Files.createDirectory(folder.resolve("profiles").resolve(office.id() + ".login"));
    window.click("import-accept");
    window.waitForText("import-failure", text -> text.startsWith("Nothing was imported."));
    assertEquals(List.of("Office"), names());
    assertEquals(before, store.text(office));

    Files.delete(inTheWay);
    window.click("import-accept");
    window.waitToHide("import-sheet");
    window.waitForText("toast-text", "Imported 2 profiles"::equals);
    assertEquals(List.of("lab", "Office"), names());
    assertTrue(store.text(store.find("Office").orElseThrow()).contains("verb 2"));
  }

  @Test
  void textFilesAndAddressesArePasted() throws Exception {
    paste(GOOD + "verb 3\n");
    window.waitForText("import-name", "vpn.example.com"::equals);
    window.press(KeyCode.ESCAPE);
    Clipboards.put(List.of(file("lab.ovpn", GOOD + "verb 1\n")));
    window.press(KeyCode.CONTROL, KeyCode.V);
    window.waitForText("import-name", "lab"::equals);
    window.press(KeyCode.ESCAPE);
    paste("nothing of the kind");
    window.waitForText("toast-text", text -> text.startsWith("The clipboard holds no profile"));
    assertEquals(List.of("Office"), names());
  }

  @Test
  void whatIsSaidASecondTimeIsShownASecondTime() {
    paste("nothing of the kind");
    window.waitToShow("toast");
    window.waitToHide("toast");
    paste("nothing of the kind");
    window.waitToShow("toast");
  }

  @Test
  void aFolderIsChosenFromTheMenu() throws Exception {
    Path team = Files.createDirectories(folder.resolve("team"));
    Files.writeString(team.resolve("a.ovpn"), GOOD + "verb 1\n");
    Files.writeString(team.resolve("b.ovpn"), GOOD + "verb 2\n");
    dialogs(List.of(), Optional.of(team));
    window.click("import");
    window.press(KeyCode.DOWN);
    window.press(KeyCode.DOWN);
    window.press(KeyCode.ENTER);
    window.waitToShow("import-list");
    window.waitFor(
        "both", () -> ((ListView<?>) window.visible("import-list")).getItems().size() == 2);
  }

  @Test
  void aDroppedFolderIsLookedInto() throws Exception {
    Path team = Files.createDirectories(folder.resolve("team"));
    Files.writeString(team.resolve("a.ovpn"), GOOD + "verb 1\n");
    window.drop(
        List.of(team),
        () -> {
          window.waitToShow("drop-overlay");
          assertEquals("Drop to import team", window.text("drop-title"));
        });
    window.waitForText("import-name", "a"::equals);
  }

  private Path zip(String name, String... profiles) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String profile : profiles) {
        zip.putNextEntry(new ZipEntry(profile + ".ovpn"));
        zip.write(GOOD.replace("vpn.", profile + ".").getBytes(UTF_8));
      }
    }
    return file;
  }

  @Test
  void aDroppedArchiveIsLookedInto() throws Exception {
    window.drop(
        List.of(zip("team.zip", "a", "b")),
        () -> {
          window.waitToShow("drop-overlay");
          assertEquals("Drop to import team.zip", window.text("drop-title"));
        });
    window.waitToShow("import-list");
    assertEquals("Import 2", window.text("import-accept"));
    window.click("import-accept");
    window.waitForText("toast-text", "Imported 2 profiles"::equals);
    assertEquals(List.of("a", "b", "Office"), names());
  }

  @Test
  void whatIsDroppedIsCountedAsWhatItIs() throws Exception {
    Path one = file("a.ovpn", GOOD + "verb 1\n");
    Path other = file("b.ovpn", GOOD + "verb 2\n");
    counted("Drop to import 2 profiles", one, other);
    Path team = Files.createDirectories(folder.resolve("team"));
    Files.copy(one, team.resolve("a.ovpn"));
    counted("Drop to import 2 items", team, other);
    counted("Drop to import 2 items", zip("all.zip", "c", "d"), other);
  }

  private void counted(String words, Path... files) {
    window.drop(
        List.of(files),
        () -> {
          window.waitToShow("drop-overlay");
          assertEquals(words, window.text("drop-title"));
        });
    window.waitToShow("import-list");
    window.press(KeyCode.ESCAPE);
    window.waitToHide("import-sheet");
  }

  @Test
  void aDropIsTakenWhereverItFalls() throws Exception {
    List<Path> files = List.of(file("lab.ovpn", GOOD + "verb 1\n"));
    taken("profile-list", files);
    taken("profile-Office", files);
    taken("tab-totals", files);
    taken("connect-action", files);
    window.press(KeyCode.CONTROL, KeyCode.L);
    window.waitToShow("log-list");
    taken("log-list", files);
    window.click("profile-Office");
    window.press(KeyCode.DELETE);
    window.waitToShow("empty-import");
    taken("empty-import", files);
  }

  private void taken(String place, List<Path> files) {
    window.dropOnto(place, files);
    window.waitForText("import-name", "lab"::equals);
    window.waitToHide("drop-overlay");
    window.press(KeyCode.ESCAPE);
    window.waitToHide("import-sheet");
  }

  @Test
  void whatIsDroppedOnASheetTakesNothingFromIt() throws Exception {
    List<Path> lab = List.of(file("lab.ovpn", GOOD + "verb 1\n"));
    window.press(KeyCode.CONTROL, KeyCode.COMMA);
    window.waitToShow("settings-sheet");
    taken("settings-sheet", lab);
    assertTrue(window.shows("settings-sheet"));
    window.press(KeyCode.ESCAPE);
    window.waitToHide("settings-sheet");

    window.press(KeyCode.F2);
    window.waitToShow("rename-sheet");
    window.type("abc");
    window.dropOnto("rename-sheet", lab);
    window.waitToHide("drop-overlay");
    assertFalse(window.shows("import-sheet"));
    assertEquals("abc", window.text("rename-name"));
    window.press(KeyCode.ESCAPE);
    window.waitForText("import-name", "lab"::equals);

    window.press(KeyCode.END);
    window.type(" two");
    window.dropOnto("import-sheet", List.of(file("depot.ovpn", GOOD + "verb 2\n")));
    window.waitToHide("drop-overlay");
    assertEquals("lab two", window.text("import-name"));
    window.press(KeyCode.ENTER);
    window.waitForText("import-name", "depot"::equals);
    assertEquals(List.of("lab two", "Office"), names());
  }

  @Test
  void aLinkNamesItsServerAndNothingIsAskedBeforeTheUserSaysSo() throws Exception {
    web.answer("/x/lab.ovpn", 200, GOOD + "verb 1\n");
    paste("openvpn://import-profile/" + web.at("/x/lab.ovpn"));
    window.waitToShow("address-sheet");
    assertTrue(window.text("address-address").contains(web.host()));
    assertEquals(List.of(), web.paths());
    window.press(KeyCode.ENTER);
    window.waitForText("import-name", "lab"::equals);
    window.waitToHide("address-sheet");
    window.press(KeyCode.ENTER);
    window.waitForText("profile-name", "lab"::equals);
  }

  @Test
  void theFormForAnAddressIsSeenAsAWholeAtItsFirstOpening() throws Exception {
    paste("https://vpn.example.com/");
    window.waitToShow("address-sheet");
    ScrollPane form = (ScrollPane) window.visible("address-scroll");
    window.waitFor(
        "all of the form to be seen",
        () ->
            form.getViewportBounds().getHeight() > 0
                && form.getViewportBounds().getHeight()
                    >= form.getContent().getLayoutBounds().getHeight());
  }

  @Test
  void anAccessServerIsSignedInToWithASecondStep() throws Exception {
    String error = "<Error><Message>%s</Message></Error>";
    web.answer("/rest/GetUserlogin", 401, error.formatted("Invalid login"));
    web.answer(
        "anna:sesame/rest/GetUserlogin", 401, error.formatted("CRV1:R:abc:YW5uYQ==:Your code"));
    web.answer("anna:CRV1::abc::42/rest/GetUserlogin", 200, GOOD + "verb 1\n");
    paste(web.at("/"));
    window.waitToShow("address-sheet");
    fill("address-user", "anna");
    fill("address-password", "wrong");
    window.click("address-submit");
    window.waitToShow("address-problem");
    fill("address-password", "sesame");
    window.click("address-submit");
    window.waitForText("address-challenge", "Your code"::equals);
    assertTrue(window.shows("address-asker"));
    assertTrue(
        window.text("address-asker").contains(web.host()), () -> window.text("address-asker"));
    assertEquals("address-hidden-response", window.focused());
    ScrollPane form = (ScrollPane) window.visible("address-scroll");
    window.waitFor(
        "no empty place below the response",
        () ->
            form.getViewportBounds().getHeight()
                <= form.getContent().getLayoutBounds().getHeight() + 1);
    window.type("42");
    window.press(KeyCode.ENTER);
    window.waitForText("import-name", web.host()::equals);
    assertEquals(List.of("anna:wrong", "anna:sesame", "anna:CRV1::abc::42"), web.logins());
  }
}
