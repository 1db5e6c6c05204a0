package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.Test;

class SessionFaceTest {
  private final List<Event.Traffic> told = new ArrayList<>();
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
            public void logged(LogLine line) {}
          });

  @Test
  void countersGoOnOverReconnects() {
    face.newAttempt();
    face.traffic(new SessionFace.Counters(1000, 100, 10, 1));
    face.newAttempt();
    assertEquals(1000, face.status().bytesIn());
    face.traffic(new SessionFace.Counters(0, 0, 0, 0));
    face.traffic(new SessionFace.Counters(5, 6, 7, 8));
    assertEquals(List.of(1000L, 1000L, 1005L), told.stream().map(Event.Traffic::bytesIn).toList());
    assertEquals(106, face.status().bytesOut());
    assertEquals(17, face.status().packetsIn());
    assertEquals(9, face.status().packetsOut());
  }
}
