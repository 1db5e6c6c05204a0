package org.culvert.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.autostart.Autostart;
import org.culvert.app.browser.Browser;
import org.culvert.app.client.HelperClient;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.doctor.LocalFindings;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.notify.NotifyDesktop;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.sleep.SleepWatch;
import org.culvert.app.totals.TotalsStore;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionStatus;

/**
 * What the commands work with.
 *
 * @param out what was asked for; {@code err} for everything else
 */
public record CommandContext(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    Clock clock,
    HelperClient helper,
    ProfileStore store,
    ProfileImporter importer,
    Keyring keyring,
    SettingsStore settings,
    Autostart autostart,
    NotifyDesktop notifications,
    SleepWatch sleep,
    TotalsStore totals,
    Prompt prompt,
    Terminal terminal,
    Browser browser,
    Window window) {

  /** The helper's answer, of the type that belongs to the request. */
  <T extends Response> T ask(Request request, Class<T> type)
      throws HelperUnreachableException, CommandFailure {
    Response response = helper.request(request);
    if (response instanceof Response.Refused refused) {
      throw new CommandFailure(refused.problem());
    }
    if (!type.isInstance(response)) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.INTERNAL,
              "the helper answered with " + response.getClass().getSimpleName()));
    }
    return type.cast(response);
  }

  /** What the doctor sees here without the helper's privilege. */
  LocalFindings localFindings() {
    return new LocalFindings(Path.of("/"), Window.isPossible(environment), window::hasTray);
  }

  List<SessionStatus> sessions() throws HelperUnreachableException, CommandFailure {
    return ask(new Request.Status(Optional.empty()), Response.Sessions.class).sessions();
  }

  Optional<SessionStatus> session(String name) throws HelperUnreachableException, CommandFailure {
    return ask(new Request.Status(Optional.of(name)), Response.Sessions.class).sessions().stream()
        .findFirst();
  }

  /** Says something beside what was asked for. */
  void tell(String... lines) {
    List.of(lines).forEach(err::println);
    err.flush();
  }

  /** The stored profile of a name. */
  StoredProfile stored(String name) throws IOException, CommandFailure {
    return store
        .find(name)
        .orElseThrow(() -> new CommandFailure(Problem.of(ProblemCode.PROFILE_UNKNOWN, name)));
  }

  /** Refuses what would take a profile's name from its session; without a helper there is none. */
  void mustNotBeInUse(StoredProfile profile) throws CommandFailure {
    try {
      if (session(profile.name()).filter(status -> !status.state().ended()).isPresent()) {
        throw new CommandFailure(
            Problem.of(
                ProblemCode.NOT_NOW,
                profile.name() + " is in use",
                "End it first: culvert disconnect " + profile.name()));
      }
    } catch (HelperUnreachableException e) {
      // Nothing runs that could be disturbed.
    }
  }

  /**
   * The profile is gone either way; a secret that stays behind belongs to nothing any more.
   *
   * @return whether there was one, and is not any more
   */
  boolean forgetSecrets(StoredProfile profile) {
    try {
      return keyring.forget(profile.id());
    } catch (KeyringException e) {
      if (!e.trouble().isAbsence()) {
        err.println(
            "If a login of "
                + profile.name()
                + " was saved, it is still in the keyring: "
                + e.trouble().text());
        err.flush();
      }
      return false;
    }
  }

  int openWindow(Window.Wish wish) throws CommandFailure, InterruptedException {
    if (!Window.isPossible(environment)) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              "there is no display to open the window on",
              "Use the commands: culvert --help lists them."));
    }
    window.open(wish);
    return 0;
  }

  /**
   * Prints a line of a command that would go on for ever.
   *
   * @throws OutputClosedException when nobody reads it any more
   */
  void printFollowing(Object line) throws OutputClosedException {
    print(line);
    if (out.checkError()) {
      throw new OutputClosedException();
    }
  }

  /** Prints a line at once: whoever follows wants to see it now. */
  void print(Object line) {
    out.println(line);
    out.flush();
  }
}
