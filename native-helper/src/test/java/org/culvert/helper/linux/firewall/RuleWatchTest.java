package org.culvert.helper.linux.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of the kernel's changes, pass by pass. */
@Timeout(20)
class RuleWatchTest {
  private final RuleWatch watch = RuleWatch.deaf();
  private final List<Boolean> told = new ArrayList<>();

  /** Runs through what two ears hear, and what the listener says each time. */
  private void run(List<Boolean> rules, List<Boolean> answers) {
    Iterator<Boolean> hears = rules.iterator();
    Iterator<Boolean> says = answers.iterator();
    watch.run(
        () -> hear(hears),
        () -> false,
        ofRules -> {
          told.add(ofRules);
          return says.next();
        },
        1);
  }

  private boolean hear(Iterator<Boolean> rules) {
    boolean heard = rules.next();
    if (!rules.hasNext()) {
      watch.close();
    }
    return heard;
  }

  @Test
  void whatChangedIsToldAndTheBeginningTooButNothingElse() {
    run(List.of(false, false, true, false), List.of(true, true));
    assertEquals(List.of(false, true), told);
  }

  @Test
  void whoCouldNotMendItIsToldAgain() {
    run(List.of(false, true, false, false, false), List.of(true, false, false, true));
    assertEquals(List.of(false, true, false, false), told);
  }

  @Test
  void anEarThatFailsIsNoEndOfTheWatch() {
    int[] calls = {0};
    watch.run(
        () -> {
          if (++calls[0] == 3) {
            watch.close();
          }
          throw new IOException("the socket is gone");
        },
        () -> false,
        ofRules -> told.add(ofRules),
        1);
    assertEquals(List.of(true, true, true), told, "who cannot hear looks");
  }

  @Test
  void aListenerThatThrowsIsToldAgain() {
    List<Boolean> rules = List.of(false, false);
    Iterator<Boolean> hears = rules.iterator();
    watch.run(
        () -> hear(hears),
        () -> false,
        ofRules -> {
          told.add(ofRules);
          throw new IllegalStateException("a defect");
        },
        1);
    assertEquals(List.of(false, false), told);
  }
}
