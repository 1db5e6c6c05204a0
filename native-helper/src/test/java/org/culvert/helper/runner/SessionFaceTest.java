package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Batches;
import org.culvert.core.api.Event;
import org.culvert.core.api.Gateway;
import org.culvert.core.api.Live;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.Test;

class SessionFaceTest {
  private static final Live LIVE =
      new Live(Optional.of(new Gateway.Silent("10.8.0.1")), Optional.of(Batches.NONE));

  private final List<Event.Traffic> told = new ArrayList<>();
  private final List<LogLine> lines = new ArrayList<>();
  private final SessionFace face =
      new SessionFace(
          "office",
          new SessionListener() {
            @Override
            public void changed(SessionStatus status) {}

            @Override
            public void traffic(Event.Traffic traffic) {
              told.add(traffic);
            }

            @Override
            public void logged(LogLine line) {
              lines.add(line);
            }
          });

  @Test
  void countersGoOnOverReconnects() {
    face.newAttempt();
    face.traffic(new SessionFace.Counters(1000, 100, 10, 1), LIVE);
    face.newAttempt();
    assertEquals(1000, face.status().bytesIn());
    face.traffic(new SessionFace.Counters(0, 0, 0, 0), Live.NONE);
    face.traffic(new SessionFace.Counters(5, 6, 7, 8), LIVE);
    assertEquals(List.of(1000L, 1000L, 1005L), told.stream().map(Event.Traffic::bytesIn).toList());
    assertEquals(106, face.status().bytesOut());
    assertEquals(17, face.status().packetsIn());
    assertEquals(9, face.status().packetsOut());
  }

  @Test
  void whatIsMeasuredComesWithTheCountersAndGoesWithTheTunnel() {
    face.traffic(new SessionFace.Counters(5, 6, 7, 8), LIVE);
    assertEquals(LIVE, told.getLast().live());
    assertEquals(LIVE, face.status().live());
    face.apart();
    assertEquals(Live.NONE, face.status().live());
    assertEquals(5, face.status().bytesIn());
  }

  @Test
  void aLineOfAProblemNamesItByItsCode() {
    Problem closed = Problem.of(ProblemCode.PORT_CLOSED, "vpn:1194");
    face.problem(Optional.of(closed));
    face.problem(Optional.of(closed));
    face.log(LogLine.Level.INFO, "next attempt in 5 s");
    assertEquals(
        List.of(Optional.of(closed), Optional.empty()),
        lines.stream().map(LogLine::problem).toList());
    assertEquals(closed.message(), lines.getFirst().text());
  }

  @Test
  void aLineOfNewKeysSaysSoByItsCode() {
    face.log(LogCode.NEW_KEYS, "new keys agreed (key id 1)");
    assertEquals(Optional.of(LogCode.NEW_KEYS), lines.getFirst().code());
    assertEquals(LogLine.Level.INFO, lines.getFirst().level());
  }
}
