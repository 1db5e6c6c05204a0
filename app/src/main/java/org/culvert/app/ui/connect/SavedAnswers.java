package org.culvert.app.ui.connect;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.ui.profiles.ProfileShelf;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which questions the keyring answers, and which the user; what is saved on the way. Belongs to the
 * JavaFX thread.
 *
 * <p>Only the sessions that this window began are answered from the keyring: the name of any other
 * may be that of a stored profile, and its server a stranger's.
 */
public final class SavedAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(SavedAnswers.class);

  private final Keyring keyring;
  private final ProfileShelf shelf;
  private final Executor background;
  private final Executor foreground;
  private final Consumer<String> say;
  private final Map<String, Attempt> attempts = new HashMap<>();
  private final Map<Asked, Prepared> open = new LinkedHashMap<>();
  private final Set<SecretName> refused = new HashSet<>();

  /**
   * @param background runs what blocks
   * @param foreground the JavaFX thread
   * @param say shows a message for a while
   */
  public SavedAnswers(
      Keyring keyring,
      ProfileShelf shelf,
      Executor background,
      Executor foreground,
      Consumer<String> say) {
    this.keyring = keyring;
    this.shelf = shelf;
    this.background = background;
    this.foreground = foreground;
    this.say = say;
  }

  /** How far a question has come. */
  private sealed interface Prepared {
    /** The keyring is asked. */
    record Looking() implements Prepared {}

    /** There is nothing left to do. */
    record Answered() implements Prepared {}

    /**
     * The user is asked.
     *
     * @param password that stands for one that is left empty
     * @param later whether the user has put it off
     */
    record ToShow(
        Optional<SecretName> name, Saving saving, Optional<Secret> password, boolean later)
        implements Prepared {
      static final ToShow PLAIN =
          new ToShow(Optional.empty(), Saving.NONE, Optional.empty(), false);

      ToShow later(boolean now) {
        return new ToShow(name, saving, password, now);
      }
    }

    /** Whether it is before the user, or would be if no other was. */
    default boolean asks() {
      return this instanceof ToShow shown && !shown.later();
    }

    default void wipe() {
      if (this instanceof ToShow shown) {
        shown.password().ifPresent(Secret::wipe);
      }
    }
  }

  /** What the keyring says to a question; without a name it is not for the keyring. */
  private record Found(
      Optional<SecretName> name, Optional<Credentials> secret, Optional<KeyringTrouble> trouble) {
    static final Found NOTHING = new Found(Optional.empty(), Optional.empty(), Optional.empty());

    void wipe() {
      secret.ifPresent(it -> it.password().wipe());
    }
  }

  /** A question for the user. */
  record ToAsk(Asked asked, Saving saving) {}

  /**
   * This window begins a session.
   *
   * @param before since when it was in the state that it leaves
   */
  void begins(String session, long before) {
    stopped(session);
    attempts.put(session, new Attempt(before));
  }

  /** It could not be begun, or is over. */
  void stopped(String session) {
    Optional.ofNullable(attempts.remove(session)).ifPresent(Attempt::wipe);
  }

  /**
   * Looks after what is asked now.
   *
   * @param answer takes what the keyring answers by itself
   * @param changed called when there is something else to ask, perhaps soon
   */
  void follow(
      Collection<SessionStatus> sessions, BiConsumer<Asked, Reply> answer, Runnable changed) {
    sessions.forEach(this::follow);
    List<Asked> asked = sessions.stream().flatMap(it -> asked(it).stream()).toList();
    open.entrySet()
        .removeIf(
            entry -> {
              boolean gone = !asked.contains(entry.getKey());
              if (gone) {
                entry.getValue().wipe();
              }
              return gone;
            });
    for (Asked each : asked) {
      if (!open.containsKey(each)) {
        look(each, answer, changed);
      }
    }
  }

  private static Optional<Asked> asked(SessionStatus status) {
    return status.question().map(question -> new Asked(status.name(), question));
  }

  private void follow(SessionStatus status) {
    Attempt attempt = attempts.get(status.name());
    if (attempt == null) {
      return;
    }
    if (status.state() == SessionState.CONNECTED) {
      attempt.accepted().forEach((name, secret) -> store(status.name(), name, secret));
    } else if (status.state().ended() && attempt.isOver(status.since())) {
      refused.addAll(attempt.blamed(status.lastError()));
      stopped(status.name());
    }
  }

  /** The question to show: that of a session, or else another's. */
  Optional<ToAsk> first(String session) {
    return open.entrySet().stream()
        .filter(entry -> entry.getValue().asks())
        .min(Comparator.comparing(entry -> !entry.getKey().session().equals(session)))
        .map(entry -> new ToAsk(entry.getKey(), saving(entry.getValue())));
  }

  /** Whether the user is still to answer it, and has not put it off. */
  boolean waitsFor(Asked asked) {
    return Optional.ofNullable(open.get(asked)).filter(Prepared::asks).isPresent();
  }

  /** The user wants to answer it later. */
  void putOff(Asked asked) {
    open.computeIfPresent(
        asked, (_, it) -> it instanceof Prepared.ToShow shown ? shown.later(true) : it);
  }

  /** The user wants to answer now what the session asks. */
  void takeUp(String session) {
    open.replaceAll(
        (asked, it) ->
            asked.session().equals(session) && it instanceof Prepared.ToShow shown
                ? shown.later(false)
                : it);
  }

  /** Whether the session waits for an answer that was put off. */
  boolean hasPutOff(String session) {
    return open.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getKey().session().equals(session)
                    && entry.getValue() instanceof Prepared.ToShow shown
                    && shown.later());
  }

  /** Another session that asks the user, beside the one that is asked for. */
  Optional<String> other(String session) {
    return open.entrySet().stream()
        .filter(entry -> entry.getValue().asks())
        .map(entry -> entry.getKey().session())
        .filter(name -> !name.equals(session))
        .findFirst();
  }

  private static Saving saving(Prepared prepared) {
    return prepared instanceof Prepared.ToShow shown ? shown.saving() : Saving.NONE;
  }

  /**
   * The user has answered.
   *
   * @param reply taken over; without a password, the saved one is meant
   * @return the whole reply
   */
  Reply complete(Asked asked, Reply reply, boolean save) {
    if (!(open.put(asked, new Prepared.Answered()) instanceof Prepared.ToShow shown)) {
      return reply;
    }
    if (reply.password().isEmpty() && shown.password().isPresent()) {
      return new Reply(reply.username(), shown.password(), reply.response());
    }
    shown.wipe();
    Attempt attempt = attempts.get(asked.session());
    if (attempt != null && shown.name().isPresent() && reply.password().isPresent()) {
      attempt.type(shown.name().get());
      if (save) {
        attempt.keep(
            shown.name().get(),
            new Credentials(reply.username().orElse(""), reply.password().get().copy()));
      }
    }
    return reply;
  }

  /** The user does not want to answer. */
  void leave(Asked asked) {
    Optional.ofNullable(open.put(asked, new Prepared.Answered())).ifPresent(Prepared::wipe);
  }

  private void look(Asked asked, BiConsumer<Asked, Reply> answer, Runnable changed) {
    Attempt attempt = attempts.get(asked.session());
    if (attempt == null || SecretName.of("", asked.question()).isEmpty()) {
      if (attempt != null && asked.question() instanceof Question.Challenge) {
        attempt.trust();
      }
      open.put(asked, Prepared.ToShow.PLAIN);
      return;
    }
    open.put(asked, new Prepared.Looking());
    boolean locked = attempt.hasStayedLocked();
    background.execute(
        () -> {
          Found found = find(asked, locked);
          foreground.execute(() -> arrived(asked, found, answer, changed));
        });
  }

  private Found find(Asked asked, boolean locked) {
    Optional<SecretName> name = Optional.empty();
    try {
      name = shelf.secretsId(asked.session()).flatMap(id -> SecretName.of(id, asked.question()));
      return name.isEmpty()
          ? Found.NOTHING
          : new Found(name, locked ? Optional.empty() : keyring.find(name.get()), Optional.empty());
    } catch (IOException e) {
      LOG.debug("A profile cannot be read", e);
      return Found.NOTHING;
    } catch (KeyringException e) {
      LOG.debug("The keyring does not help", e);
      return new Found(name, Optional.empty(), Optional.of(e.trouble()));
    } catch (RuntimeException e) {
      // Whatever it was: the user can still be asked.
      LOG.warn("The keyring fails", e);
      return new Found(name, Optional.empty(), Optional.of(KeyringTrouble.FAILED));
    }
  }

  private void arrived(
      Asked asked, Found found, BiConsumer<Asked, Reply> answer, Runnable changed) {
    if (!(open.get(asked) instanceof Prepared.Looking)) {
      found.wipe();
      return;
    }
    Attempt attempt = attempts.get(asked.session());
    if (attempt == null || found.name().isEmpty()) {
      found.wipe();
      open.put(asked, Prepared.ToShow.PLAIN);
      changed.run();
      return;
    }
    SecretName name = found.name().get();
    attempt.drop(name);
    if (found.trouble().equals(Optional.of(KeyringTrouble.LOCKED))) {
      attempt.stayedLocked();
    }
    if (attempt.doubts(name)) {
      refused.add(name);
    }
    Optional<Reply> reply = found.secret().flatMap(it -> SecretName.reply(asked.question(), it));
    if (reply.isPresent() && !refused.contains(name) && !attempt.hasGiven(name)) {
      attempt.give(name);
      open.put(asked, new Prepared.Answered());
      answer.accept(asked, reply.get());
    } else {
      open.put(asked, toShow(name, found, attempt));
      changed.run();
    }
  }

  private Prepared.ToShow toShow(SecretName name, Found found, Attempt attempt) {
    Optional<KeyringTrouble> hindrance =
        found.trouble().filter(trouble -> trouble != KeyringTrouble.LOCKED);
    Saving.Kept kept = kept(name, found, attempt);
    if (kept != Saving.Kept.USABLE) {
      found.wipe();
    }
    return new Prepared.ToShow(
        Optional.of(name),
        new Saving(
            hindrance.isEmpty(),
            hindrance.map(why -> Texts.of("keyring.note", Texts.of(why))).orElse(""),
            kept,
            found.secret().map(Credentials::username)),
        found.secret().map(Credentials::password).filter(_ -> kept == Saving.Kept.USABLE),
        false);
  }

  private Saving.Kept kept(SecretName name, Found found, Attempt attempt) {
    if (found.secret().isEmpty()) {
      return Saving.Kept.NOTHING;
    }
    if (!refused.contains(name)) {
      return Saving.Kept.USABLE;
    }
    return attempt.hasTyped(name) ? Saving.Kept.OUTDATED : Saving.Kept.REFUSED;
  }

  private void store(String session, SecretName name, Credentials secret) {
    String label = Texts.of("keyring.label." + name.kind().wireName(), session);
    background.execute(
        () -> {
          try {
            keyring.store(name, label, secret);
            foreground.execute(() -> refused.remove(name));
          } catch (KeyringException e) {
            LOG.debug("The keyring does not save", e);
            foreground.execute(
                () -> say.accept(Texts.of("keyring.unsaved", session, Texts.of(e.trouble()))));
          } finally {
            secret.password().wipe();
          }
        });
  }
}
