package org.culvert.app.ui.pictures;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.culvert.app.profiles.ProfileWeb;
import org.culvert.app.ui.driver.Clipboards;
import org.culvert.app.ui.driver.WindowDriver;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Takes the pictures of profiles: how they come, and what is done with them. No test by its name,
 * as {@link TunnelGallery}.
 */
class ProfileGallery {
  @TempDir private Path folder = Path.of("");

  static Stream<Look> looks() {
    return Look.all();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void firstProfiles(Look look) throws Exception {
    Office office = new Office(folder);
    try (ProfileWeb web = secondStep();
        WindowDriver window = office.online(web.clients()).open(look)) {
      Sitting sitting = new Sitting(window, look);
      window.waitToShow("empty-import");
      sitting.take("empty");
      String good = Office.profile("vpn.example.com", 1194, "udp");
      sitting.paste(List.of(office.download("office-berlin.ovpn", good)));
      window.waitForText("import-path", "Userspace"::equals);
      sitting.take("import");
      sitting.leave("import-sheet");
      String bad = good.replace("client\n", "clinet\n").replace("dev tun", "dev tap");
      sitting.paste(List.of(office.download("office-old.ovpn", bad)));
      sitting.take("import-refused");
      sitting.leave("import-sheet");
      Clipboards.put("https://vpn.example.com/");
      window.press(KeyCode.CONTROL, KeyCode.V);
      window.waitToShow("address-sheet");
      sitting.take("import-address");
      sitting.fill("address-address", web.at("/"));
      sitting.fill("address-user", "anna");
      sitting.fill("address-password", "sesame");
      window.click("address-submit");
      window.waitToShow("address-challenge");
      sitting.take("import-address-code");
    }
  }

  /** An Access Server that asks for a code beside the password. */
  private ProfileWeb secondStep() throws Exception {
    return new ProfileWeb(folder)
        .answer(
            "anna:sesame/rest/GetUserlogin",
            401,
            "<Error><Message>CRV1:R:abc:YW5uYQ==:Code of your token</Message></Error>");
  }

  @ParameterizedTest
  @MethodSource("looks")
  void profilesToBeLookedAt(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    Path other = office.download("Home.ovpn", Office.profile("new.example.net", 1194, "udp"));
    try (WindowDriver window = office.open(look)) {
      Sitting sitting = new Sitting(window, look);
      window.waitToShow("connect-action");
      sitting.paste(List.of(other));
      window.waitForText("import-path", "Userspace"::equals);
      sitting.take("import-taken");
      sitting.leave("import-sheet");
      String odd =
          Office.profile("lab.example.com", 1194, "udp") + "up /etc/openvpn/update-resolv-conf\n";
      sitting.paste(List.of(office.download("Test bench.ovpn", odd)));
      window.waitForText("import-path", "Userspace"::equals);
      sitting.take("import-warned");
      sitting.leave("import-sheet");
      // The keys are not the window's any more afterwards, where nothing manages windows.
      window.drop(
          List.of(other),
          () -> {
            window.waitToShow("drop-overlay");
            sitting.takeDragging("drop");
          });
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void theList(Look look) throws Exception {
    Office office = new Office(folder).furnished().with("Amsterdam", "ams.example.com");
    try (WindowDriver window = office.open(look)) {
      Sitting sitting = new Sitting(window, look);
      window.waitToShow("connect-action");
      window.press(KeyCode.CONTROL, KeyCode.F);
      window.type("oslo");
      sitting.take("search-none");
      window.press(KeyCode.ESCAPE);
      window.type("tr");
      sitting.take("search");
      window.press(KeyCode.DOWN);
      window.press(KeyCode.DELETE);
      window.waitToShow("toast-undo");
      window.press(KeyCode.CONTROL, KeyCode.F);
      window.press(KeyCode.ESCAPE);
      sitting.take("removed");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void moreProfiles(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    try (WindowDriver window = office.open(look)) {
      Sitting sitting = new Sitting(window, look);
      window.waitToShow("connect-action");
      sitting.paste(
          List.of(
              office.download("Amsterdam.ovpn", Office.profile("ams.example.com", 1194, "udp")),
              office.download("Home.ovpn", Office.profile("new.example.net", 1194, "udp")),
              office.download("Lisbon.ovpn", Office.profile("lis.example.com", 1194, "udp")),
              office.download("notes.ovpn", "Call the IT department about the new profile\n"),
              office.download("Zurich.ovpn", Office.profile("zrh.example.com", 1194, "udp"))));
      sitting.take("import-many");
      sitting.leave("import-sheet");
      window.press(KeyCode.F2);
      window.waitToShow("rename-sheet");
      sitting.take("rename");
      sitting.leave("rename-sheet");
      window.press(KeyCode.CONTROL, KeyCode.E);
      window.waitForText("edit-status", "No errors"::equals);
      sitting.take("editor");
      window.press(KeyCode.CONTROL, KeyCode.END);
      window.type("remotte lis");
      window.press(KeyCode.ENTER);
      window.type("up x");
      window.waitForText("edit-status", "1 error, 1 warning"::equals);
      WindowDriver.onFx(
          () -> {
            ((ListView<?>) window.visible("edit-findings")).getSelectionModel().selectFirst();
            return true;
          });
      sitting.take("editor-findings");
      window.press(KeyCode.ESCAPE);
      window.waitToShow("edit-stay");
      sitting.take("editor-leave");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void menus(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    try (WindowDriver window = office.open(look)) {
      Sitting sitting = new Sitting(window, look);
      window.waitToShow("connect-action");
      for (String menu : List.of("import", "profile-menu")) {
        window.click(menu);
        window.waitForPopup();
        sitting.take("menu-" + menu.replace("-menu", ""));
        window.press(KeyCode.ESCAPE);
      }
      window.clickForMenu("profile-Home");
      window.waitForPopup();
      sitting.take("menu-list");
      window.press(KeyCode.ESCAPE);
      window.press(KeyCode.CONTROL, KeyCode.COMMA);
      window.waitToShow("settings-sheet");
      window.click("setting-language");
      window.waitForPopup();
      sitting.take("settings-languages");
    }
  }
}
