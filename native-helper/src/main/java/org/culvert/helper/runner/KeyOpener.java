package org.culvert.helper.runner;

import java.util.Optional;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.WrongPassphraseException;
import org.culvert.core.tls.bc.LockedKeys;
import org.culvert.helper.host.GiveUp;

/** Opens the profile's private key, and asks for the passphrase where nobody has given it. */
final class KeyOpener {
  private static final int MOST_TRIES = 3;
  private static final String WRONG = "the passphrase does not open it";

  private final String session;
  private final Questions questions;
  private final KeyTurns turns;

  KeyOpener(String session, Questions questions, KeyTurns turns) {
    this.session = session;
    this.questions = questions;
    this.turns = turns;
  }

  /**
   * The settings with the key in the open.
   *
   * @param known the passphrase, if it is; stays the caller's
   * @param giveUp whether the user has ended the session while nobody is asked
   * @return empty when the user ended the session instead of answering
   */
  Optional<TlsSettings> open(TlsSettings settings, Optional<Secret> known, GiveUp giveUp)
      throws InterruptedException, RequestRefusedException {
    Optional<String> locked = LockedKeys.lockedBy(settings);
    if (locked.isEmpty()) {
      return Optional.of(settings);
    }
    Optional<Secret> first = known.or(settings::passphrase);
    // Many PKCS#12 files are locked with nothing.
    Secret untold = Secret.ofText("");
    String reason;
    try {
      return tryOpen(settings, first.orElse(untold), giveUp);
    } catch (WrongPassphraseException e) {
      reason = first.isPresent() ? WRONG : "";
    }
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Reply> reply = questions.ask(new Question.KeyPassphrase(locked.get(), reason));
      if (reply.isEmpty()) {
        return Optional.empty();
      }
      try {
        return tryOpen(settings, reply.get().password().orElseThrow(), giveUp);
      } catch (WrongPassphraseException e) {
        reason = WRONG;
      } finally {
        reply.get().wipe();
      }
    }
    throw new RequestRefusedException(
        Problem.of(ProblemCode.PASSPHRASE_WRONG, session, locked.get()));
  }

  private Optional<TlsSettings> tryOpen(TlsSettings settings, Secret passphrase, GiveUp giveUp)
      throws WrongPassphraseException, RequestRefusedException, InterruptedException {
    try {
      return turns.open(settings, passphrase, giveUp);
    } catch (TlsSetupException e) {
      throw new RequestRefusedException(e.problem());
    }
  }
}
