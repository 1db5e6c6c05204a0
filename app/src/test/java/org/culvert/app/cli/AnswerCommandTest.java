package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Request;
import org.culvert.core.api.Secret;
import org.junit.jupiter.api.Test;

/** What a session asks that no command waits for, and one that is to connect again. */
class AnswerCommandTest extends CliFixture {
  private static final Question TOKEN = new Question.Challenge("Code", true, true);

  @Test
  void aSessionThatNoCommandWaitsForIsAnswered() {
    helper.tell(helper.waiting(7, TOKEN));
    prompt = (_, _) -> Optional.of(Reply.response(Secret.ofText("123456")));
    assertEquals(0, run("answer", "OFFICE"));
    assertEquals("Answered. How it goes on: culvert status office\n", out.toString());
    Request.Answer answer = helper.asked(Request.Answer.class).getFirst();
    assertEquals("office", answer.name());
    assertEquals(7, answer.question());
  }

  @Test
  void theOnlyOneThatAsksNeedsNoName() {
    helper.tell(helper.waiting(7, TOKEN));
    prompt = (_, _) -> Optional.of(Reply.response(Secret.ofText("123456")));
    assertEquals(0, run("answer"));
    assertEquals(1, helper.asked(Request.Answer.class).size());
  }

  @Test
  void whereNothingIsAskedThatIsSaid() {
    assertEquals(1, run("answer"));
    assertTrue(err.toString().contains("no session asks anything"), err.toString());
    assertEquals(1, run("answer", "office"));
    assertTrue(err.toString().contains("office asks nothing"), err.toString());
  }

  @Test
  void whereNobodyIsAtTheTerminalNothingIsAnswered() {
    helper.tell(helper.waiting(7, TOKEN));
    assertTrue(run("answer") != 0);
    assertEquals(List.of(), helper.asked(Request.Answer.class));
  }

  @Test
  void aPageToSignInOnIsShown() {
    helper.tell(helper.waiting(7, new Question.WebLogin("https://sso.example.com/login")));
    assertEquals(0, run("answer"));
    assertEquals(List.of("https://sso.example.com/login"), pages);
    assertEquals("", out.toString());
  }

  @Test
  void theStatusSaysHowToAnswer() {
    helper.tell(helper.waiting(7, TOKEN));
    assertEquals(0, run("status", "office"));
    assertTrue(out.toString().contains("here with: culvert answer office"), out.toString());
  }

  @Test
  void aSessionConnectsAgainWhenItIsToldTo() {
    assertEquals(0, run("reconnect", "Office"));
    assertEquals(List.of(new Request.Reconnect("office")), helper.asked(Request.Reconnect.class));
  }
}
