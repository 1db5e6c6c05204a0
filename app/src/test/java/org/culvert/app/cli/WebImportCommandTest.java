package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.app.profiles.ProfileWeb;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;
import org.junit.jupiter.api.Test;

/** A web service that wants more than a password. */
class WebImportCommandTest extends CliFixture {
  private static final String ASKS =
      "<?xml version=\"1.0\"?>\n<Error><Type>Authorization Required</Type><Synopsis>REST method"
          + " failed</Synopsis><Message>CRV1:R,E:c2Vzc2lvbg==:Y2xhcmE=:Enter your code"
          + "</Message></Error>";

  private final List<Question> questions = new ArrayList<>();

  private Optional<Reply> reply(Question question) {
    questions.add(question);
    return Optional.of(
        question instanceof Question.Challenge
            ? Reply.response(Secret.ofText("123456"))
            : Reply.login(new Credentials("clara", Secret.ofText("first"))));
  }

  private int fetch(ProfileWeb service) {
    web = service.clients();
    service.answer("clara:first/rest/GetUserlogin", 401, ASKS);
    service.answer("clara:CRV1::c2Vzc2lvbg==::123456/rest/GetUserlogin", 200, GOOD);
    return run("import", service.at("/"), "--user", "clara");
  }

  @Test
  void theSecondStepIsAskedForAtTheTerminal() throws Exception {
    prompt = (_, question) -> reply(question);
    try (ProfileWeb service = new ProfileWeb(folder)) {
      assertEquals(0, fetch(service), err::toString);
    }
    assertEquals(new Question.Challenge("Enter your code", true, true), questions.getLast());
    assertTrue(out.toString().startsWith("Imported "), out.toString());
  }

  @Test
  void whereNobodyAnswersItIsSaidWhatIsMissing() throws Exception {
    prompt =
        (_, question) ->
            question instanceof Question.Challenge ? Optional.empty() : reply(question);
    try (ProfileWeb service = new ProfileWeb(folder)) {
      assertEquals(7, fetch(service));
    }
    assertTrue(err.toString().contains("asks for a second step: Enter your code"), err.toString());
  }
}
