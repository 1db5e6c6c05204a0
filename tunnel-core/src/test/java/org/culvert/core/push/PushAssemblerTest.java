package org.culvert.core.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PushAssemblerTest {
  private final PushAssembler assembler = PushAssembler.ofReplies(new OptionBudget().open());

  @Test
  void anUndividedReplyIsCompleteAtOnce() throws PushException {
    assertEquals(
        Optional.of(List.of("ping 10", "route 10.0.0.0 255.0.0.0")),
        assembler.offer("PUSH_REPLY,ping 10,, route 10.0.0.0 255.0.0.0"));
  }

  @Test
  void aReplyWithoutOptionsIsLegal() throws PushException {
    assertEquals(Optional.of(List.of()), assembler.offer("PUSH_REPLY"));
    assertEquals(Optional.of(List.of()), assembler.offer("PUSH_REPLY,"));
  }

  @Test
  void partsAreJoinedInOrderAndTheNextReplyStartsAfresh() throws PushException {
    assertTrue(assembler.offer("PUSH_REPLY,a,push-continuation 2").isEmpty());
    assertTrue(assembler.offer("PUSH_REPLY,b,push-continuation 2").isEmpty());
    assertEquals(
        Optional.of(List.of("a", "b", "c")), assembler.offer("PUSH_REPLY,c,push-continuation 1"));
    assertEquals(Optional.of(List.of("d")), assembler.offer("PUSH_REPLY,d"));
  }

  @Test
  void anUnknownContinuationMarkIsRefused() {
    assertRefused("PUSH_REPLY,push-continuation 3");
    assertRefused("PUSH_REPLY,push-continuation ");
  }

  @Test
  void anotherMessageIsRefused() {
    assertRefused("PUSH_UPDATE,route 10.0.0.0");
    assertRefused("PUSH_REPLYX");
  }

  @Test
  void aPartOfMoreThan2048BytesIsRefusedCountedInUtf8() throws PushException {
    assembler.offer("PUSH_REPLY," + "x".repeat(2048 - 11));
    assertRefused("PUSH_REPLY," + "x".repeat(2048 - 10));
    assertRefused("PUSH_REPLY," + "ü".repeat(1024));
  }

  @Test
  void anEndlessReplyIsRefusedByItsBytes() throws PushException {
    String part = "PUSH_REPLY," + "x".repeat(2000) + ",push-continuation 2";
    int fitting = PushAssembler.MAX_TOTAL_BYTES / part.length();
    for (int i = 0; i < fitting; i++) {
      assertTrue(assembler.offer(part).isEmpty());
    }
    assertRefused(part);
  }

  @Test
  void anEndlessReplyIsRefusedByItsOptions() throws PushException {
    String part = "PUSH_REPLY" + ",x".repeat(512) + ",push-continuation 2";
    for (int i = 0; i < PushAssembler.MAX_OPTIONS / 512; i++) {
      assertTrue(assembler.offer(part).isEmpty());
    }
    assertRefused(part);
  }

  @Test
  void afterARefusalNothingIsLeftOfTheReply() throws PushException {
    assembler.offer("PUSH_REPLY,a,push-continuation 2");
    assertRefused("PUSH_REPLY,b,push-continuation 7");
    assertEquals(Optional.of(List.of("c")), assembler.offer("PUSH_REPLY,c"));
  }

  @Property
  void anyTextIsTakenOrRefused(@ForAll String text) {
    try {
      PushAssembler.ofReplies(new OptionBudget().open()).offer("PUSH_REPLY," + text);
    } catch (PushException e) {
      assertTrue(e.reason().chars().noneMatch(Character::isISOControl));
    }
  }

  private void assertRefused(String message) {
    assertThrows(PushException.class, () -> assembler.offer(message));
  }
}
