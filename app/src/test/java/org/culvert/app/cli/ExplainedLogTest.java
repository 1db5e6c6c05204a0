package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Test;

/** The log and the status say what a problem means, not only that there was one. */
class ExplainedLogTest extends CliFixture {
  private static final Problem CLOSED = Problem.of(ProblemCode.PORT_CLOSED, "vpn:1194");

  @Test
  void theLogExplainsItsProblemsWhenAsked() {
    helper.tell(helper.state(SessionState.RECONNECTING));
    helper.log.add(
        new LogLine("office", 0, LogLine.Level.WARNING, CLOSED.message(), Optional.of(CLOSED)));
    assertEquals(0, run("log"));
    assertEquals(1, out.toString().lines().count());
    assertFalse(out.toString().contains("probably not running"));

    assertEquals(0, run("log", "--explain"));
    assertTrue(out.toString().contains("\n    The machine is there and said no."));
    assertTrue(out.toString().contains("\n    " + CLOSED.hint()));
  }

  @Test
  void theStatusExplainsTheLastError() {
    helper.tell(helper.state(SessionState.RECONNECTING, CLOSED));
    assertEquals(0, run("status", "office"));
    assertTrue(out.toString().contains("The machine is there and said no."), out.toString());
    assertTrue(out.toString().contains(CLOSED.hint()), out.toString());
  }
}
