package org.culvert.app.ui.connect;

import java.util.function.Consumer;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;

/**
 * A session's question, for somebody to show.
 *
 * @param session whose
 * @param later nobody wants to answer it now: the session waits on
 * @param cancel nobody wants to answer: the session ends
 * @param openPage shows the page of a web login, or tells on the JavaFX thread that nobody can
 */
public record QuestionRequest(
    String session,
    Question question,
    Saving saving,
    Answer answer,
    Runnable later,
    Runnable cancel,
    Consumer<Runnable> openPage) {

  /** Where the answer goes. */
  @FunctionalInterface
  public interface Answer {
    /**
     * Takes what was asked for, and wipes it after use.
     *
     * @param reply without a password where the saved one is to be used
     * @param save whether it goes into the keyring as well
     */
    void give(Reply reply, boolean save);
  }
}
