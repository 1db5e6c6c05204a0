package org.culvert.core.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.culvert.core.push.ControlMessage.Advance;
import org.culvert.core.push.ControlMessage.AuthFailed;
import org.culvert.core.push.ControlMessage.AuthPending;
import org.culvert.core.push.ControlMessage.Exit;
import org.culvert.core.push.ControlMessage.Halt;
import org.culvert.core.push.ControlMessage.Info;
import org.culvert.core.push.ControlMessage.PushReply;
import org.culvert.core.push.ControlMessage.PushUpdate;
import org.culvert.core.push.ControlMessage.Restart;
import org.culvert.core.push.ControlMessage.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ControlMessageTest {
  private static final OptionalInt NONE = OptionalInt.empty();

  static final List<Arguments> MESSAGES =
      List.of(
          Arguments.of("AUTH_FAILED", new AuthFailed("", false, NONE, Advance.SAME_ADDRESS)),
          Arguments.of(
              "AUTH_FAILED,SESSION: token expired",
              new AuthFailed("SESSION: token expired", false, NONE, Advance.SAME_ADDRESS)),
          Arguments.of(
              "AUTH_FAILED,CRV1:R,E:id:dXNlcg==:Code, please",
              new AuthFailed(
                  "CRV1:R,E:id:dXNlcg==:Code, please", false, NONE, Advance.SAME_ADDRESS)),
          Arguments.of("AUTH_FAILED,TEMP", new AuthFailed("", true, NONE, Advance.SAME_ADDRESS)),
          Arguments.of(
              "AUTH_FAILED,TEMP:later", new AuthFailed("later", true, NONE, Advance.SAME_ADDRESS)),
          Arguments.of(
              "AUTH_FAILED,TEMP[backoff 7,advance remote]:try later",
              new AuthFailed("try later", true, OptionalInt.of(7), Advance.NEXT_REMOTE)),
          Arguments.of(
              "AUTH_FAILED,TEMP[backoff 99999,advance addr,new]",
              new AuthFailed("", true, OptionalInt.of(3600), Advance.NEXT_ADDRESS)),
          Arguments.of(
              "AUTH_FAILED,TEMP[backoff -1,advance up]:x",
              new AuthFailed("x", true, NONE, Advance.SAME_ADDRESS)),
          Arguments.of(
              "AUTH_FAILED,TEMPORARILY closed",
              new AuthFailed("TEMPORARILY closed", false, NONE, Advance.SAME_ADDRESS)),
          Arguments.of("PUSH_REPLY", new PushReply("PUSH_REPLY")),
          Arguments.of("PUSH_REPLY,ping 3", new PushReply("PUSH_REPLY,ping 3")),
          Arguments.of("PUSH_UPDATE,ping 3", new PushUpdate("PUSH_UPDATE,ping 3")),
          Arguments.of("AUTH_PENDING", new AuthPending(NONE)),
          Arguments.of("AUTH_PENDING,x,timeout 77", new AuthPending(OptionalInt.of(77))),
          Arguments.of("AUTH_PENDING,timeout x", new AuthPending(NONE)),
          Arguments.of(
              "INFO_PRE,WEB_AUTH:hidden,external:https://a/?b:c",
              new Info("WEB_AUTH:hidden,external:https://a/?b:c", true)),
          Arguments.of("INFO,hello", new Info("hello", false)),
          Arguments.of("RESTART", new Restart("", "")),
          Arguments.of("RESTART,[N]bye now", new Restart("N", "bye now")),
          Arguments.of("RESTART,[P]:bye", new Restart("P", "bye")),
          Arguments.of("RESTART,[open", new Restart("", "[open")),
          Arguments.of("HALT,maintenance", new Halt("maintenance")),
          Arguments.of("EXIT", new Exit()),
          Arguments.of("EXITS", new Unknown("EXITS")),
          Arguments.of("", new Unknown("")));

  @ParameterizedTest
  @FieldSource("MESSAGES")
  void readsMessages(String text, ControlMessage message) {
    assertEquals(message, ControlMessage.parse(text));
  }

  @Test
  void restartFlagsHaveNames() {
    assertTrue(new Restart("NP", "").keepsCredentials());
    assertTrue(new Restart("NP", "").nextRemote());
    assertFalse(new Restart("", "PN").nextRemote());
  }

  @Test
  void aTokenDoesNotShowInAText() {
    for (String text : List.of("PUSH_REPLY,auth-token T0KEN", "PUSH_UPDATE,auth-token T0KEN")) {
      assertFalse(ControlMessage.parse(text).toString().contains("T0KEN"));
    }
  }

  @Property
  void anyTextGivesAMessage(@ForAll String text) {
    assertFalse(ControlMessage.parse("AUTH_FAILED,TEMP[" + text).toString().isEmpty());
    assertFalse(ControlMessage.parse(text).toString().isEmpty());
  }

  @Test
  void messagesAreCutAtNulsWhereverTheBytesAreDivided() {
    byte[] bytes = "INFO,a\0INFO,b\r\n\0\0EXIT\0".getBytes(StandardCharsets.UTF_8);
    List<ControlMessage> expected = List.of(new Info("a", false), new Info("b", false), new Exit());
    for (int cut = 0; cut <= bytes.length; cut++) {
      ControlMessageReader reader = new ControlMessageReader();
      List<ControlMessage> messages = new ArrayList<>(reader.feed(bytes, 0, cut));
      messages.addAll(reader.feed(bytes, cut, bytes.length - cut));
      assertEquals(expected, messages);
      assertEquals(0, reader.dropped());
    }
  }

  @Test
  void aMessageWithControlCharactersIsDroppedWhole() {
    for (String text : List.of("INFO,a\nb", "INFO,\u001b[2J", "INFO,\u0085", "EX\rIT", "INFO\t")) {
      ControlMessageReader reader = new ControlMessageReader();
      assertEquals(List.of(new Exit()), reader.feed(utf8(text + "\0EXIT\0")));
      assertEquals(1, reader.dropped());
    }
  }

  @Test
  void aMessageThatIsNotUtf8IsDropped() {
    ControlMessageReader reader = new ControlMessageReader();
    byte[] bytes = {'I', 'N', 'F', 'O', ',', (byte) 0xc3, 0, 'E', 'X', 'I', 'T', 0};
    assertEquals(List.of(new Exit()), reader.feed(bytes));
    assertEquals(1, reader.dropped());
  }

  @Test
  void anEndlessMessageIsDroppedAndTheNextOneIsRead() {
    ControlMessageReader reader = new ControlMessageReader();
    byte[] flood = utf8("x".repeat(1000));
    for (int i = 0; i < 1000; i++) {
      assertEquals(List.of(), reader.feed(flood));
    }
    assertEquals(List.of(new Exit()), reader.feed(utf8("\0EXIT\0")));
    assertEquals(1, reader.dropped());
  }

  @Test
  void aMessageUpToTheLimitIsRead() {
    ControlMessageReader reader = new ControlMessageReader();
    String text = "x".repeat(ControlMessageReader.MAX_MESSAGE_BYTES);
    assertInstanceOf(Unknown.class, reader.feed(utf8(text + "\0")).getFirst());
    assertEquals(List.of(), reader.feed(utf8(text + "x\0")));
  }

  @Test
  void withoutItsNulAMessageIsNone() {
    ControlMessageReader reader = new ControlMessageReader();
    assertEquals(List.of(), reader.feed(utf8("EXIT")));
    reader.clear();
    assertEquals(List.of(), reader.feed(utf8("\0")));
  }

  @Property
  void anyBytesGiveMessagesWithoutControlCharacters(@ForAll byte[] bytes) {
    for (ControlMessage message : new ControlMessageReader().feed(bytes)) {
      assertTrue(message.toString().chars().noneMatch(Character::isISOControl));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
