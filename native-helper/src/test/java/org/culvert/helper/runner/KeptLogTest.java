package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.junit.jupiter.api.Test;

class KeptLogTest {
  private static LogLine line(String text, Problem problem) {
    return new LogLine("a", 1, LogLine.Level.WARNING, text, Optional.of(problem));
  }

  @Test
  void aLineThatIsCutStillNamesItsProblem() {
    LogLine cut = KeptLog.cut(line("x".repeat(900), Problem.of(ProblemCode.PORT_CLOSED, "vpn:1")));
    assertEquals(500, cut.text().length());
    assertEquals(Optional.of(Problem.of(ProblemCode.PORT_CLOSED, "vpn:1")), cut.problem());
  }

  @Test
  void aLineThatIsCutKeepsItsCode() {
    LogLine keys = new LogLine("a", 1, LogCode.NEW_KEYS, "x".repeat(900));
    assertEquals(Optional.of(LogCode.NEW_KEYS), KeptLog.cut(keys).code());
  }

  @Test
  void aProblemOfManyWordsIsNotKeptTwice() {
    Problem wordy = Problem.of(ProblemCode.SERVER_SAYS, "vpn", "y".repeat(600));
    assertEquals(Optional.empty(), KeptLog.cut(line("short", wordy)).problem());
  }

  @Test
  void theProblemCountsForTheRoomThatALineTakes() {
    LogLine plain = new LogLine("a", 1, LogLine.Level.WARNING, "no");
    LogLine problem = line("no", Problem.of(ProblemCode.SERVER_SAYS, "vpn", "y".repeat(100)));
    assertTrue(KeptLog.bytesOf(problem) >= KeptLog.bytesOf(plain) + 200);
    assertEquals(1, KeptLog.newest(List.of(problem, plain), 10, 150).size());
  }
}
