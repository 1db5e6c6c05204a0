package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.culvert.core.api.ProblemCode;
import org.junit.jupiter.api.Test;

final class HandshakePhaseTest {
  private final ScriptedSession session = ScriptedSession.withDefaults();

  @Test
  void aServerThatAnswersAfterItsPortRefusedIsWaitedForWithoutHaste() {
    session.server.deaf = true;
    session.start();
    session.input(new Input.PortUnreachable());
    session.run(1_000);
    session.input(new Input.PortUnreachable());
    session.server.deaf = false;
    session.server.answersOnlyWithAReset = true;
    session.run(30_000);
    assertEquals(Optional.empty(), session.ending);
  }

  @Test
  void aPortThatRefusesTwiceIsGivenUp() {
    session.server.deaf = true;
    session.start();
    session.input(new Input.PortUnreachable());
    session.run(2_000);
    session.input(new Input.PortUnreachable());
    session.run(1_100);
    assertEquals(ProblemCode.PORT_CLOSED, session.code());
  }

  @Test
  void aPortThatRefusesOnceIsNot() {
    session.server.deaf = true;
    session.start();
    session.input(new Input.PortUnreachable());
    session.run(10_000);
    assertEquals(Optional.empty(), session.ending);
    assertTrue(session.story.contains("trouble PORT_CLOSED"), session.story::toString);
  }
}
