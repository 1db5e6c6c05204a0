package org.culvert.app.ui.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.VBox;
import org.culvert.app.state.LinkState;
import org.culvert.app.ui.fx.Banner;
import org.culvert.app.ui.fx.Tagged;
import org.culvert.app.ui.settings.SettingsViewModel;
import org.culvert.app.ui.text.Texts;
import org.culvert.app.ui.text.Tone;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;

/** What concerns the whole window, at its top: each only as long as there is something to say. */
final class WindowBanners extends VBox {
  private final ShellViewModel model;
  private final Banner notice = banner("notice-banner");
  private final Banner settingsTrouble = banner("settings-banner");
  private final Banner unread = banner("unread-banner");
  private final Banner tray = banner("tray-banner");
  private final Banner lost = banner("lost-banner");
  private final Banner blocked = banner("blocked-banner");
  private final Banner helper = banner("helper-banner");

  /** Shows a view model. */
  WindowBanners(ShellViewModel model, Optional<GuiContext.Greeting> greeting) {
    this.model = model;
    getChildren().addAll(notice, settingsTrouble, unread, tray, lost, blocked, helper);
    model.settings().warningProperty().subscribe(this::showTrouble);
    model.profiles().unreadProperty().subscribe(this::showUnread);
    model.linkProperty().subscribe(this::showLink);
    tray.onDismiss(() -> model.missTray(false));
    model.trayMissedProperty().subscribe(this::showTray);
    lost.onDismiss(model::forgetLost);
    model.lostProperty().subscribe(this::showLost);
    blocked.offer(Texts.of("blocked.unblock"), model.block()::unblock);
    model.block().namesProperty().subscribe(this::showBlocked);
    greeting.ifPresent(this::greet);
  }

  private static Banner banner(String id) {
    return Tagged.with(new Banner(), id, "window-banner");
  }

  private void greet(GuiContext.Greeting greeting) {
    notice.show("info", Texts.of("demo.notice"), "");
    notice.onLink(
        greeting.link(),
        () -> {
          Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, greeting.link()));
          model.profiles().say(Texts.of("banner.copied", greeting.link()));
        });
    notice.linkUseful(model.connect().toneProperty().map(tone -> tone == Tone.GOOD));
  }

  private void showLink(LinkState link) {
    switch (link) {
      case LinkState.Connecting _, LinkState.Up _ -> helper.hide();
      case LinkState.Refusing(var problem) ->
          helper.show(
              "warning",
              Texts.of("helper.refusing.title"),
              Texts.of("helper.lost.text", Texts.of(problem)));
      case LinkState.Down(var problem) -> showDown(problem);
    }
  }

  private void showTrouble(SettingsViewModel.Warning warning) {
    settingsTrouble.onDismiss(warning.passing() ? model.settings()::forgetWarning : null);
    if (warning.what().isEmpty()) {
      settingsTrouble.hide();
    } else {
      settingsTrouble.show("warning", warning.what(), warning.more());
    }
  }

  private void showUnread(String why) {
    if (why.isEmpty()) {
      unread.hide();
    } else {
      unread.show("warning", why, Texts.hint(Problem.of(ProblemCode.STORE_FAILED, "", "")));
    }
  }

  private void showTray(boolean missed) {
    if (missed) {
      tray.show("info", Texts.of("tray.missed"), Texts.of("tray.missed.text"));
    } else {
      tray.hide();
    }
  }

  private void showLost(LostTunnels tunnels) {
    List<String> names = tunnels.names();
    if (names.isEmpty()) {
      lost.hide();
    } else {
      lost.show(
          "warning",
          Texts.of(
              names.size() == 1 ? "helper.stopped.one" : "helper.stopped.many", Texts.list(names)),
          Texts.of(tunnels.exposed() ? "helper.stopped.text" : "helper.stopped.blocked"));
    }
  }

  private void showBlocked(List<String> names) {
    if (names.isEmpty()) {
      blocked.hide();
    } else {
      blocked.show(
          "warning", Texts.of("blocked.title", Texts.list(names)), Texts.of("blocked.text"));
    }
  }

  private void showDown(Problem problem) {
    if (problem.code() == ProblemCode.HELPER_UNREACHABLE) {
      helper.show(
          "warning",
          Texts.of("helper.down.title"),
          Texts.of("helper.down.text", problem.args().getFirst()));
    } else if (problem.code() == ProblemCode.HELPER_FORBIDDEN
        || problem.code() == ProblemCode.HELPER_SILENT) {
      helper.show("warning", Texts.of(problem), Texts.hint(problem));
    } else {
      helper.show(
          "warning",
          Texts.of("helper.lost.title"),
          Texts.of("helper.lost.text", Texts.of(problem)));
    }
  }
}
