package org.culvert.helper.runner;

import java.util.Optional;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus.OpenQuestion;

/**
 * The one question that a session may have open. Asked and settled on the session's thread;
 * answered from any. It waits as long as its user takes: nobody else waits with it, and it is part
 * of the session's status, so that a window which comes later finds it.
 */
final class Questions {
  private static final long NO_HURRY_MILLIS = 60_000;

  private final SessionFace face;
  private final Inbox inbox;
  private final TunnelKeeper tunnel;
  private long lastId;

  private volatile Optional<OpenQuestion> open = Optional.empty();

  /**
   * @param firstId a number that an earlier session of the same name will not have used
   */
  Questions(SessionFace face, Inbox inbox, TunnelKeeper tunnel, long firstId) {
    this.face = face;
    this.inbox = inbox;
    this.tunnel = tunnel;
    this.lastId = firstId;
  }

  /**
   * Asks between two attempts and waits for the answer, while a tunnel that stands is kept.
   *
   * @return what was asked for, to be wiped by the caller; empty when the user ended the session
   */
  Optional<Reply> ask(Question question) throws InterruptedException {
    put(question);
    face.state(SessionState.WAITING_FOR_USER);
    try {
      while (true) {
        Inbox.Mail mail = inbox.take(Math.min(NO_HURRY_MILLIS, tunnel.untilRepair(Attempt.now())));
        tunnel.repair(Attempt.now());
        switch (mail) {
          case Inbox.Mail.Answered answered -> {
            if (settles(answered)) {
              return Optional.of(answered.reply());
            }
          }
          case Inbox.Mail.Stop() -> {
            return Optional.empty();
          }
          case null, default -> {} // whatever an attempt that is over has left
        }
      }
    } finally {
      withdraw();
    }
  }

  /** Asks while an attempt goes on, which hears of the answer by mail. */
  void put(Question question) {
    open = Optional.of(new OpenQuestion(++lastId, question));
    face.question(open);
    if (question instanceof Question.WebLogin && face.status().blocking()) {
      face.log(
          LogLine.Level.WARNING,
          "the kill switch keeps the browser in, too: unless that page is in a local network,"
              + " connect without the kill switch to sign in");
    }
  }

  /** Whether this is the answer to the open question, which then is settled; wipes any other. */
  boolean settles(Inbox.Mail.Answered answered) {
    if (open.filter(asked -> asked.id() == answered.question()).isEmpty()) {
      answered.reply().wipe();
      return false;
    }
    withdraw();
    return true;
  }

  /** Nobody needs to answer any more. */
  void withdraw() {
    if (open.isPresent()) {
      open = Optional.empty();
      face.question(open);
    }
  }

  /**
   * From any thread: takes the reply over, and leaves it in the inbox when it fits.
   *
   * @return whether that question waits for such a reply
   */
  boolean answer(long id, Reply reply) {
    boolean fits =
        open.filter(asked -> asked.id() == id && asked.question().takes(reply)).isPresent();
    if (!fits) {
      reply.wipe();
      return false;
    }
    inbox.answered(id, reply);
    return true;
  }
}
