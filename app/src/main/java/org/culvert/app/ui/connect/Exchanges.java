package org.culvert.app.ui.connect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.culvert.app.client.HelperClient;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.files.IoReason;
import org.culvert.app.settings.Choices;
import org.culvert.app.settings.SettingsKeeper;
import org.culvert.app.settings.UnreadableSettingsException;
import org.culvert.app.ui.profiles.ProfileShelf;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Protection;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;

/** What is asked of the helper for a profile, and what came of it. Exchanges block. */
record Exchanges(HelperClient client, ProfileShelf shelf, ChosenFor choices) {

  /** A request and its answer. */
  @FunctionalInterface
  interface Exchange {
    Response run() throws HelperUnreachableException, IOException;

    /** Asks, and says why nothing was begun. */
    default Optional<Problem> refused() {
      try {
        return run() instanceof Response.Refused(Problem why) ? Optional.of(why) : Optional.empty();
      } catch (HelperUnreachableException e) {
        return Optional.of(e.problem());
      } catch (IOException e) {
        return Optional.of(
            Problem.of(
                ProblemCode.PROFILE_INVALID,
                Texts.of("connect.unreadable", IoReason.localWithFile(e)),
                Texts.of("connect.unreadable.hint")));
      }
    }
  }

  /**
   * Connects as the user has chosen by now; without knowing that, nothing is asked.
   *
   * @param change made to the profile's text
   * @param blocking whether it has a kill switch in any case, as the session before it
   */
  Exchange connect(String name, UnaryOperator<String> change, boolean blocking) {
    try {
      Choices wanted = choices.profile(name);
      Protection chosen = wanted.protection();
      Protection protection =
          new Protection(chosen.killSwitch() || blocking, chosen.allowLan(), chosen.dns());
      return () -> {
        KnownSecrets known = shelf.known(name);
        try {
          String text = change.apply(shelf.text(name));
          return client.request(
              new Request.Connect(name, text, wanted.dataPath(), known, protection));
        } finally {
          known.wipe();
        }
      };
    } catch (UnreadableSettingsException e) {
      return () -> new Response.Refused(unknown(e.trouble()));
    }
  }

  /** Why nothing can be connected now: the settings may ask for a kill switch, and nobody knows. */
  Optional<Problem> unknown(String name) {
    try {
      choices.profile(name);
      return Optional.empty();
    } catch (UnreadableSettingsException e) {
      return Optional.of(unknown(e.trouble()));
    }
  }

  private static Problem unknown(SettingsKeeper.Trouble.Unknown trouble) {
    return switch (trouble) {
      case SettingsKeeper.Trouble.Damaged(Path file) ->
          unknown("connect.settings-damaged", file.toString());
      case SettingsKeeper.Trouble.Unreadable(String reason) ->
          unknown("connect.settings-unreadable", reason);
    };
  }

  private static Problem unknown(String words, String why) {
    return Problem.of(ProblemCode.NOT_NOW, Texts.of(words, why), Texts.of(words + ".hint"));
  }
}
