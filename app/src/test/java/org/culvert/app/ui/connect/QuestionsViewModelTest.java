package org.culvert.app.ui.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.culvert.app.browser.WebAddress;
import org.culvert.app.ui.driver.Samples;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Request;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Test;

/** Which question comes first, and what becomes of it. */
class QuestionsViewModelTest extends ConnectModels {
  private static final Question LOGIN =
      new Question.Login(Optional.empty(), true, Optional.empty(), "");

  private QuestionRequest wanted() {
    return Objects.requireNonNull(model.questions().questionProperty().get());
  }

  @Test
  void aQuestionIsAskedOnceItsAnswerSentAndWiped() {
    say(new Event.StatusChanged(Samples.waiting("plain", 7, LOGIN)));
    assertEquals("plain", wanted().session());
    assertEquals(LOGIN, wanted().question());
    Secret password = Secret.ofText("open sesame");
    wanted().answer().give(Reply.login(new Credentials("anna", password)), false);
    assertNull(model.questions().questionProperty().get());
    work();
    say(new Event.StatusChanged(Samples.waiting("plain", 7, LOGIN)));

    Request.Answer sent = assertInstanceOf(Request.Answer.class, helper.requests().getFirst());
    assertEquals(7, sent.question());
    assertThrows(IllegalStateException.class, password::copyBytes);
    assertNull(model.questions().questionProperty().get());
  }

  @Test
  void theNextQuestionOfTheSameSessionIsAskedToo() {
    say(new Event.StatusChanged(Samples.waiting("plain", 7, LOGIN)));
    Question next = new Question.Challenge("PIN", false, true);
    say(new Event.StatusChanged(Samples.waiting("plain", 8, next)));
    assertEquals(next, wanted().question());
  }

  @Test
  void whoAsksStaysUntilItHasItsAnswerAndThenTheShownProfileAsks() {
    say(new Event.StatusChanged(Samples.waiting("secret", 3, LOGIN)));
    assertEquals("secret", wanted().session());
    say(new Event.StatusChanged(Samples.waiting("other", 4, LOGIN)));
    say(new Event.StatusChanged(Samples.waiting("plain", 7, LOGIN)));
    assertEquals("secret", wanted().session());
    say(new Event.StatusChanged(Samples.in("secret", SessionState.FAILED, now)));
    assertEquals("plain", wanted().session());
    say(new Event.StatusChanged(Samples.in("plain", SessionState.FAILED, now)));
    assertEquals("other", wanted().session());
  }

  @Test
  void whoDoesNotAnswerEndsTheSessionThatAsked() {
    say(new Event.StatusChanged(Samples.waiting("secret", 3, LOGIN)));
    wanted().cancel().run();
    work();
    assertEquals(List.of(new Request.Disconnect("secret")), helper.requests());
    assertNull(model.questions().questionProperty().get());
  }

  @Test
  void thePageOfAWebLoginIsOpenedAndTheQuestionStays() {
    say(
        new Event.StatusChanged(
            Samples.waiting("plain", 7, new Question.WebLogin("https://sso.example.org/"))));
    wanted().openPage().accept(() -> fail("it was opened"));
    work();
    assertEquals(List.of("sso.example.org"), pages.stream().map(WebAddress::host).toList());
    assertEquals(List.of(), helper.requests());
    wanted();
  }

  @Test
  void aPageThatNobodyOpensIsTold() {
    browserThere = false;
    say(
        new Event.StatusChanged(
            Samples.waiting("plain", 7, new Question.WebLogin("https://sso.example.org/"))));
    List<String> told = new ArrayList<>();
    wanted().openPage().accept(() -> told.add("nobody"));
    work();
    assertEquals(List.of("nobody"), told);

    browserThere = true;
    say(new Event.StatusChanged(Samples.waiting("plain", 8, new Question.WebLogin("no page"))));
    wanted().openPage().accept(() -> told.add("no page"));
    work();
    assertEquals(List.of("nobody", "no page"), told);
  }

  @Test
  void aQuestionLeavesWithItsSession() {
    say(new Event.StatusChanged(Samples.waiting("plain", 7, LOGIN)));
    say(new Event.StatusChanged(Samples.in("plain", SessionState.FAILED, now)));

    assertNull(model.questions().questionProperty().get());
  }

  @Test
  void theThirdRefusalSaysWhatTheOthersMayHaveDoneToTheAccount() {
    for (int i = 1; i <= 3; i++) {
      say(
          new Event.StatusChanged(
              Samples.waiting(
                  "plain",
                  i,
                  new Question.Login(Optional.empty(), true, Optional.empty(), "refused"))));
      String reason = ((Question.Login) wanted().question()).reason();
      assertEquals(i == 3, reason.contains("3 times in a row"), reason);
    }
    say(new Event.StatusChanged(Samples.connected("plain", 9)));
    Problem refused = Problem.of(ProblemCode.AUTH_FAILED, "srv", "");
    for (int i = 1; i <= 3; i++) {
      say(new Event.StatusChanged(Samples.in("plain", SessionState.CONNECTING, 10L * i)));
      say(
          new Event.StatusChanged(
              Samples.failed("plain", SessionState.FAILED, 10L * i + 1, Optional.of(refused))));
      explainer.show("plain");
      say(
          new Event.StatusChanged(
              Samples.failed("plain", SessionState.FAILED, 10L * i + 1, Optional.of(refused))));
      String meaning = Objects.requireNonNull(model.explanationProperty().get()).meaning();
      assertEquals(i == 3, meaning.contains("3 logins in a row"), meaning);
    }
  }

  @Test
  void whatIsPutOffEndsNothingAndComesBackWhenItIsTakenUp() {
    say(new Event.StatusChanged(Samples.waiting("plain", 1, LOGIN)));
    wanted().later().run();
    work();
    assertNull(model.questions().questionProperty().get());
    assertEquals("plain", model.questions().putOffProperty().get());
    assertEquals(List.of(), helper.requests());
    show("secret");
    assertEquals("", model.questions().putOffProperty().get());
    show("plain");
    assertNull(model.questions().questionProperty().get());

    model.questions().takeUp();
    assertEquals("plain", wanted().session());
    assertEquals("", model.questions().putOffProperty().get());
    wanted().answer().give(Reply.login(new Credentials("anna", Secret.ofText("x"))), false);
    work();
    assertEquals(1, ((Request.Answer) helper.requests().getLast()).question());
  }

  @Test
  void whatIsPutOffLetsOthersAskAndGivesWayToWhatTheSessionAsksNext() {
    say(new Event.StatusChanged(Samples.waiting("plain", 1, LOGIN)));
    say(new Event.StatusChanged(Samples.waiting("secret", 2, LOGIN)));
    wanted().later().run();
    assertEquals("secret", wanted().session());
    assertEquals("", model.questions().otherAskingProperty().get());
    assertEquals("plain", model.questions().putOffProperty().get());
    wanted().later().run();
    assertNull(model.questions().questionProperty().get());

    model.questions().takeUp();
    assertEquals("plain", wanted().session());
    assertEquals("", model.questions().otherAskingProperty().get());
    wanted().later().run();
    say(new Event.StatusChanged(Samples.waiting("plain", 3, LOGIN)));
    assertEquals("plain", wanted().session());
    assertEquals("", model.questions().putOffProperty().get());
  }

  @Test
  void whatIsPutOffGoesWithItsSession() {
    say(new Event.StatusChanged(Samples.waiting("plain", 1, LOGIN)));
    wanted().later().run();
    say(new Event.StatusChanged(Samples.in("plain", SessionState.FAILED, now)));
    assertEquals("", model.questions().putOffProperty().get());
    assertNull(model.questions().questionProperty().get());
  }

  @Test
  void whoWasAnsweredFirstDoesNotBreakIntoTheNextAnswer() {
    say(new Event.StatusChanged(Samples.waiting("plain", 1, LOGIN)));
    say(new Event.StatusChanged(Samples.waiting("secret", 2, LOGIN)));
    model.questions().letOtherAsk();
    wanted().answer().give(Reply.login(new Credentials("jane", Secret.ofText("x"))), false);
    work();
    assertEquals("plain", wanted().session());
    say(new Event.StatusChanged(Samples.waiting("secret", 3, LOGIN)));
    assertEquals("plain", wanted().session());
  }

  @Test
  void whoeverAsksBesidesCanBeAnsweredFirst() {
    say(new Event.StatusChanged(Samples.waiting("plain", 1, LOGIN)));
    assertEquals("", model.questions().otherAskingProperty().get());
    QuestionRequest first = wanted();
    say(new Event.StatusChanged(Samples.waiting("secret", 2, LOGIN)));
    assertEquals("secret", model.questions().otherAskingProperty().get());
    assertSame(first, wanted());

    model.questions().letOtherAsk();
    assertEquals("secret", wanted().session());
    assertEquals("plain", model.questions().otherAskingProperty().get());
    wanted().answer().give(Reply.login(new Credentials("jane", Secret.ofText("x"))), false);
    work();
    assertEquals("plain", wanted().session());
    assertEquals("", model.questions().otherAskingProperty().get());
  }
}
