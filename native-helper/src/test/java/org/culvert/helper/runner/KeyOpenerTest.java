package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Protection;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.bc.LockedKeys;
import org.culvert.helper.demo.FakeMachine;
import org.culvert.helper.demo.NoDns;
import org.culvert.helper.host.FakeFirewall;
import org.culvert.helper.host.Hold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is asked for the passphrase of a key, how often, and what becomes of the answers. */
@Timeout(20)
class KeyOpenerTest {
  static final String PASSPHRASE = "open sesame";

  /** A P-256 key, locked by {@code openssl pkcs8 -topk8 -v2 aes-256-cbc}. */
  static final String LOCKED =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhoTTzxgo61CAICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEELfVz5FSP7JZz2SfjTzVONQEgZDE
      6pazlO5H6Kbf/yCX+DqiQM8k/0wVhXbCqS3x6P5m8GcL06/TWehIHbgNWuxYUm4e
      qubppCtIm9Q0n/NeyBD7LySSpPdcrXgAjQubFJcpAZa01mVLondDP4ILgkdAV83a
      F9Grn1tKT3CCxXqOP2GCkNG99nerHDe8kz+FTGtPn59Z96O3KsZMhLVZ3//XdjU=
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  private final Inbox inbox = new Inbox();
  private final List<Question> asked = new ArrayList<>();
  private final List<Secret> answers = new ArrayList<>();
  private final SessionFace face = new SessionFace("office", new Person());
  private final Questions questions =
      new Questions(
          face,
          inbox,
          new TunnelKeeper(
              new FakeMachine(),
              new NoDns(),
              new TunnelGuard(
                  new FakeFirewall(),
                  new Hold("me", "work"),
                  Protection.USUAL,
                  OptionalInt.empty(),
                  face),
              face),
          0);
  private final KeyOpener opener = new KeyOpener("office", questions, new KeyTurns());
  private boolean leaves;

  /** Answers each question with the next of {@link #answers}, or ends the session. */
  private final class Person implements SessionListener {
    @Override
    public void changed(SessionStatus status) {
      if (status.state() != SessionState.WAITING_FOR_USER || status.question().isEmpty()) {
        return;
      }
      SessionStatus.OpenQuestion open = status.question().get();
      asked.add(open.question());
      if (leaves) {
        inbox.stop();
      } else {
        Secret answer = answers.get(asked.size() - 1);
        assertTrue(questions.answer(open.id(), Reply.passphrase(answer)));
      }
    }

    @Override
    public void traffic(Event.Traffic traffic) {}

    @Override
    public void logged(LogLine line) {}
  }

  private static TlsSettings locked() {
    return TlsSample.of(Optional.of(LOCKED), Optional.empty());
  }

  private Optional<TlsSettings> open(TlsSettings settings, Optional<Secret> known)
      throws Exception {
    return opener.open(settings, known, () -> false);
  }

  private void willAnswer(String... texts) {
    for (String text : texts) {
      answers.add(Secret.ofText(text));
    }
  }

  private static void assertOpen(Optional<TlsSettings> opened) {
    assertEquals(Optional.empty(), LockedKeys.lockedBy(opened.orElseThrow()));
  }

  private void assertAnswersWiped() {
    for (Secret answer : answers) {
      assertThrows(IllegalStateException.class, answer::copyBytes);
    }
  }

  @Test
  void withoutALockNobodyIsAsked() throws Exception {
    TlsSettings open = TlsSample.of(Optional.empty(), Optional.empty());
    assertSame(open, open(open, Optional.empty()).orElseThrow());
    assertEquals(List.of(), asked);
  }

  @Test
  void aPassphraseThatIsKnownIsUsedAndLeftToItsOwner() throws Exception {
    Secret known = Secret.ofText(PASSPHRASE);
    assertOpen(open(locked(), Optional.of(known)));
    assertEquals(List.of(), asked);
    assertEquals(PASSPHRASE.length(), known.copyBytes().length);
  }

  @Test
  void theProfilesPassphraseIsUsedWhereNobodyKnowsAnother() throws Exception {
    TlsSettings told = TlsSample.of(Optional.of(LOCKED), Optional.of(Secret.ofText(PASSPHRASE)));
    assertOpen(open(told, Optional.empty()));
    assertEquals(List.of(), asked);
  }

  @Test
  void theUserIsAskedAndTheAnswerIsWiped() throws Exception {
    willAnswer(PASSPHRASE);
    assertOpen(open(locked(), Optional.empty()));
    assertEquals(List.of(new Question.KeyPassphrase("key", "")), asked);
    assertAnswersWiped();
  }

  @Test
  void aWrongPassphraseIsSaidToBeWrongAndAskedForAgain() throws Exception {
    willAnswer("open barley", PASSPHRASE);
    assertOpen(open(locked(), Optional.of(Secret.ofText("open wheat"))));
    Question again = new Question.KeyPassphrase("key", "the passphrase does not open it");
    assertEquals(List.of(again, again), asked);
    assertAnswersWiped();
  }

  @Test
  void afterThreeWrongAnswersTheSessionIsRefused() {
    willAnswer("a", "b", "c");
    RequestRefusedException refused =
        assertThrows(RequestRefusedException.class, () -> open(locked(), Optional.empty()));
    assertEquals(ProblemCode.PASSPHRASE_WRONG, refused.problem().code());
    assertEquals(3, asked.size());
    assertAnswersWiped();
  }

  @Test
  void whoEndsTheSessionInsteadOfAnsweringIsNotAskedAgain() throws Exception {
    leaves = true;
    assertEquals(Optional.empty(), open(locked(), Optional.empty()));
    assertEquals(1, asked.size());
    assertFalse(face.status().question().isPresent());
  }

  @Test
  void whoEndsTheSessionWhileTheKeyIsOpenedWaitsNoLonger() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    KeyTurns turns =
        new KeyTurns(
            (settings, _) -> {
              awaitQuietly(never);
              return settings;
            });
    KeyOpener slow = new KeyOpener("office", questions, turns);
    inbox.stop();
    Optional<Secret> known = Optional.of(Secret.ofText(PASSPHRASE));
    assertEquals(
        Optional.empty(),
        slow.open(locked(), known, () -> inbox.take(0) instanceof Inbox.Mail.Stop));
    assertEquals(List.of(), asked);
    never.countDown();
  }

  static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aDamagedKeyIsRefusedWithoutAQuestion() {
    String damaged = LOCKED.replaceFirst("\n[A-Za-z0-9+/]{60}", "\n" + "A".repeat(60));
    RequestRefusedException refused =
        assertThrows(
            RequestRefusedException.class,
            () -> open(TlsSample.of(Optional.of(damaged), Optional.empty()), Optional.empty()));
    assertTrue(refused.problem().message().contains("key"), refused.problem()::message);
    assertEquals(List.of(), asked);
  }
}
