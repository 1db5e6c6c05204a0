package org.culvert.app.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.files.IoReason;
import org.culvert.app.profiles.ProfileException;
import org.culvert.app.settings.Choices;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;

/**
 * The sessions that are begun here with nobody at hand: what the keyring has for them is given,
 * also later, when they have to sign in again. Sessions of others get nothing of it: the name may
 * be that of a stored profile, and the server a stranger's.
 */
final class StartedSessions {
  private final CommandContext context;
  private final Executor background;
  private final Executor foreground;
  private final Consumer<String> waiting;
  private final Map<String, SavedLogin> begun = new HashMap<>();
  private final Map<String, Long> asked = new HashMap<>();

  /**
   * @param background asks the keyring, which may take as long as its user likes
   * @param foreground the thread that all this belongs to
   * @param waiting told of a session that only its user can answer
   */
  StartedSessions(
      CommandContext context, Executor background, Executor foreground, Consumer<String> waiting) {
    this.context = context;
    this.background = background;
    this.foreground = foreground;
    this.waiting = waiting;
  }

  /** Connects a stored profile as the settings say, or says why not. */
  void begin(String name) {
    try {
      connect(KnownProfile.find(context, name));
    } catch (HelperUnreachableException e) {
      notBegun(name, e.problem().message());
    } catch (CommandFailure e) {
      notBegun(name, e.problem().message());
    } catch (ProfileException e) {
      notBegun(name, e.problem().message());
    } catch (IOException e) {
      notBegun(name, IoReason.withFile(e));
    }
  }

  private void connect(KnownProfile profile)
      throws IOException, HelperUnreachableException, CommandFailure {
    try {
      // Settings that cannot be read are no reason to connect without the kill switch that they
      // may ask for.
      Choices chosen = context.settings().read().of(profile.name());
      begun.put(
          profile.name(),
          new SavedLogin(context, profile.name(), profile.secretsId(), Prompt.NOBODY));
      context.ask(
          new Request.Connect(
              profile.name(),
              profile.text(),
              chosen.dataPath(),
              profile.known(),
              chosen.protection()),
          Response.Done.class);
    } finally {
      profile.known().wipe();
    }
  }

  private void notBegun(String name, String why) {
    begun.remove(name);
    context.tell(name + " is not connected at the start: " + why);
  }

  /** Another state has come. */
  void changed(SessionStatus status) {
    if (status.state().ended()) {
      begun.remove(status.name());
    } else if (status.state() == SessionState.CONNECTED) {
      Optional.ofNullable(begun.get(status.name())).ifPresent(SavedLogin::accepted);
    }
  }

  /** It went with its helper: the next one of that name is another one. */
  void gone(String session) {
    begun.remove(session);
    asked.remove(session);
  }

  /** Answers what is asked, once. */
  void look(SessionStatus status) {
    if (status.question().isEmpty()) {
      asked.remove(status.name());
      return;
    }
    SessionStatus.OpenQuestion open = status.question().get();
    Optional<Long> before = Optional.ofNullable(asked.put(status.name(), open.id()));
    if (!before.equals(Optional.of(open.id()))) {
      Optional.ofNullable(begun.get(status.name()))
          .ifPresentOrElse(
              saved -> background.execute(() -> answer(status.name(), open, saved)),
              () -> waiting.accept(status.name()));
    }
  }

  private void answer(String name, SessionStatus.OpenQuestion open, SavedLogin saved) {
    Optional<Reply> reply = saved.answer(open.question());
    if (reply.isEmpty()) {
      foreground.execute(() -> waiting.accept(name));
      return;
    }
    try {
      // Refused is what comes too late, or was answered elsewhere: the state says how it goes on.
      context.helper().request(new Request.Answer(name, open.id(), reply.get()));
    } catch (HelperUnreachableException e) {
      // Then the session is gone with the helper.
    } finally {
      reply.get().wipe();
    }
  }
}
