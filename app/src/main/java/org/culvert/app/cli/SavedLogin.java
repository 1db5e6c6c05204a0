package org.culvert.app.cli;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.SecretName;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;

/**
 * What the keyring has for one session that this command began: each secret is given once, for some
 * servers count the failures.
 */
final class SavedLogin {
  private final CommandContext context;
  private final String session;
  private final Optional<String> profile;
  private final Prompt prompt;
  private final Set<SecretName> given = ConcurrentHashMap.newKeySet();

  /**
   * Together with the person at the terminal, where the keyring does not know all of it.
   *
   * @param profile what the keyring knows the session's profile by; nothing to leave it alone
   */
  SavedLogin(CommandContext context, String session, Optional<String> profile) {
    this(context, session, profile, context.prompt());
  }

  /** Together with whoever answers at the prompt. */
  SavedLogin(CommandContext context, String session, Optional<String> profile, Prompt prompt) {
    this.context = context;
    this.session = session;
    this.profile = profile;
    this.prompt = prompt;
  }

  /** The tunnel stands: what was given is right, and may be given when it has to come again. */
  void accepted() {
    given.clear();
  }

  /** The answer, perhaps together with the person at the terminal; nothing where none is saved. */
  Optional<Reply> answer(Question question) {
    Optional<SecretName> name =
        profile.flatMap(id -> SecretName.of(id, question)).filter(given::add);
    Optional<Credentials> secret = name.flatMap(this::find);
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    context.err().println(session + ": taking what is saved in the keyring");
    context.err().flush();
    return SecretName.reply(question, secret.get()).or(() -> together(question, secret.get()));
  }

  private Optional<Credentials> find(SecretName name) {
    try {
      return context.keyring().find(name);
    } catch (KeyringException e) {
      if (!e.trouble().isAbsence()) {
        context.err().println("What may be saved is not used: " + e.trouble().text());
        context.err().flush();
      }
      return Optional.empty();
    }
  }

  /** The profile's own challenge is answered anew each time. */
  private Optional<Reply> together(Question question, Credentials secret) {
    Optional<Reply> response =
        question instanceof Question.Login login
            ? login.challenge().flatMap(asked -> prompt.answer(session, asked))
            : Optional.empty();
    if (response.isEmpty()) {
      secret.password().wipe();
    }
    return response.map(
        it ->
            new Reply(
                Optional.of(secret.username()), Optional.of(secret.password()), it.response()));
  }
}
