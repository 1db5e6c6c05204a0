package org.culvert.app.cli;

import org.culvert.app.browser.WebAddress;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionStatus;

/** Puts each question of one session to the keyring and the person at the terminal, once. */
final class Questioning {
  /**
   * Another page may follow one that was too slow; a server that names ever more is not to fill the
   * screen.
   */
  private static final int MOST_OPENED = 3;

  private final CommandContext context;
  private final String name;
  private final SavedLogin saved;
  private long asked = -1;
  private int opened;

  Questioning(CommandContext context, String name, SavedLogin saved) {
    this.context = context;
    this.name = name;
    this.saved = saved;
  }

  /**
   * Asks what is open and was not asked yet; returns when it was answered.
   *
   * @throws CommandFailure when nobody answers
   */
  void look(SessionStatus status) throws HelperUnreachableException, CommandFailure {
    if (status.question().isEmpty() || status.question().get().id() == asked) {
      return;
    }
    asked = status.question().get().id();
    Question question = status.question().get().question();
    if (question instanceof Question.WebLogin web) {
      show(web);
    } else {
      answer(asked, question);
    }
  }

  private void show(Question.WebLogin web) throws CommandFailure {
    WebAddress page =
        WebAddress.of(web.url())
            .orElseThrow(
                () ->
                    new CommandFailure(
                        Problem.of(
                            ProblemCode.INTERNAL,
                            "the helper names a page that is none of the web")));
    context.err().println(name + ": sign in at " + page.host() + " on this page:");
    context.err().println("  " + page.text());
    if (opened == MOST_OPENED) {
      context.err().println("It is not opened: the server has named so many. Open it yourself.");
    } else if (context.browser().open(page)) {
      opened++;
      context.err().println("It was given to your browser. Waiting until you have signed in.");
    }
    context.err().flush();
  }

  private void answer(long id, Question question)
      throws HelperUnreachableException, CommandFailure {
    Reply reply =
        saved
            .answer(question)
            .or(() -> context.prompt().answer(name, question))
            .orElseThrow(() -> new CommandFailure(nobody(question)));
    try {
      Response response = context.helper().request(new Request.Answer(name, id, reply));
      // Too late, or answered in the window meanwhile: the session's state says how it goes on.
      if (response instanceof Response.Refused(Problem why) && why.code() != ProblemCode.NOT_NOW) {
        throw new CommandFailure(why);
      }
    } finally {
      reply.wipe();
    }
  }

  private Problem nobody(Question question) {
    return switch (question) {
      case Question.Login _ -> Problem.of(ProblemCode.CREDENTIALS_NEEDED, name);
      case Question.Challenge challenge ->
          Problem.of(ProblemCode.RESPONSE_NEEDED, name, challenge.text());
      case Question.KeyPassphrase key ->
          Problem.of(
              key.reason().isEmpty() ? ProblemCode.PASSPHRASE_NEEDED : ProblemCode.PASSPHRASE_WRONG,
              name,
              key.key());
      case Question.ProxyLogin proxy when !proxy.reason().isEmpty() ->
          Problem.of(ProblemCode.PROXY_LOGIN_REFUSED, proxy.proxy());
      case Question.ProxyLogin proxy ->
          Problem.of(ProblemCode.PROXY_LOGIN_NEEDED, name, proxy.proxy());
      case Question.WebLogin web -> Problem.of(ProblemCode.RESPONSE_NEEDED, name, web.url());
    };
  }
}
