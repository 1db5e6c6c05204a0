package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTextsTest {
  private final EchoTexts texts = new EchoTexts();

  @Test
  void messagesAreLinesWithTheirTitleInFront() {
    say("msg-n Maintenance");
    say("msg %20tonight");
    say("msg at 10 %25 %7e%0a");
    say("msg-window Your administrator");
    say("msg unrelated");
    assertEquals(
        List.of("Your administrator", "Maintenance tonight", "at 10 % ~ ", "unrelated"),
        texts.lines());
  }

  @Test
  void aTextThatDoesNotEndIsShown() {
    say("msg-n half");
    assertEquals(List.of("half"), texts.lines());
  }

  @Test
  void floodsAreBounded() {
    for (int i = 0; i < 2_000; i++) {
      say("msg-n " + "x".repeat(100));
      say("msg " + i);
    }
    assertTrue(texts.lines().size() <= 51);
    assertTrue(texts.lines().stream().allMatch(line -> line.length() <= 1_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"forget-passwords", "disable-save-passwords"})
  void whatIsTrueAnywayIsFollowed(String command) {
    assertTrue(texts.take(List.of("echo", command)).isEmpty());
    assertEquals(List.of(), texts.lines());
  }

  @ParameterizedTest
  @ValueSource(strings = {"save-passwords", "setenv A b", "reboot", ""})
  void whatIsNotFollowedIsTold(String command) {
    assertFalse(texts.take(List.of(("echo " + command).split(" "))).isEmpty());
  }

  private void say(String command) {
    texts.take(List.of(("echo " + command).split(" ")));
  }
}
