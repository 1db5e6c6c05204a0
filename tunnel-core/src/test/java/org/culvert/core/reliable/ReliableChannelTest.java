package org.culvert.core.reliable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.Opcode;
import org.culvert.core.wire.Samples;
import org.junit.jupiter.api.Test;

class ReliableChannelTest {
  private static final byte[] NOTHING = {};

  private final ReliableChannel channel = new ReliableChannel(2000);

  /** What was emitted, each as {@code opcode code:message id[acks]}. */
  private List<String> transmit(long now) {
    List<String> sent = new ArrayList<>();
    channel.transmit(now, (opcode, acks, id, payload) -> sent.add(opcode.code() + ":" + id + acks));
    return sent;
  }

  private boolean receive(int messageId, Integer... acks) {
    return channel.receive(packet(Opcode.CONTROL_V1, messageId, List.of(acks)), 0);
  }

  private void receiveAck(long now, Integer... acks) {
    channel.receive(packet(Opcode.ACK_V1, 0, List.of(acks)), now);
  }

  private static ControlPacket packet(Opcode opcode, int messageId, List<Integer> acks) {
    return new ControlPacket(
        opcode,
        0,
        Samples.SERVER,
        acks,
        Optional.of(Samples.CLIENT),
        messageId,
        new byte[] {(byte) messageId});
  }

  private List<Integer> poll() {
    List<Integer> delivered = new ArrayList<>();
    for (var next = channel.poll(); next.isPresent(); next = channel.poll()) {
      delivered.add((int) next.get().payload()[0]);
    }
    return delivered;
  }

  /** Sends the reset and has it acknowledged, then queues {@code count} messages. */
  private void establishAndQueue(int count) {
    channel.send(Opcode.CONTROL_HARD_RESET_CLIENT_V2, NOTHING);
    transmit(0);
    receiveAck(0, 0);
    for (int i = 0; i < count; i++) {
      channel.send(Opcode.CONTROL_V1, NOTHING);
    }
  }

  @Test
  void nothingFollowsTheResetBeforeItIsAcknowledged() {
    channel.send(Opcode.CONTROL_HARD_RESET_CLIENT_V2, NOTHING);
    channel.send(Opcode.CONTROL_V1, NOTHING);
    assertEquals(List.of("7:0[]"), transmit(0));
    assertEquals(List.of(), transmit(10));
    assertEquals(1, channel.queued());
    assertFalse(channel.anythingReceived());
    receive(0, 0);
    assertTrue(channel.anythingReceived());
    assertEquals(ReliableChannel.DUE_NOW, channel.nextDeadline());
    assertEquals(List.of("4:1[0]"), transmit(10));
  }

  @Test
  void sixMessagesAreUnderWayAtMost() {
    establishAndQueue(10);
    assertEquals(6, transmit(0).size());
    assertEquals(4, channel.queued());
    receiveAck(0, 3, 4);
    assertEquals(List.of(), transmit(0), "message 1 still holds the window");
    receiveAck(0, 1);
    assertEquals(List.of("4:7[]"), transmit(0));
    receiveAck(0, 2, 5, 6, 7);
    assertEquals(List.of("4:8[]", "4:9[]", "4:10[]"), transmit(0));
    assertFalse(channel.allAcknowledged());
    receiveAck(0, 8, 9, 10);
    assertTrue(channel.allAcknowledged());
    assertEquals(Long.MAX_VALUE, channel.nextDeadline());
  }

  @Test
  void aMessageIsSentAgainAfterTimesThatDoubleUpToSixteenSeconds() {
    channel.send(Opcode.CONTROL_HARD_RESET_CLIENT_V2, NOTHING);
    assertEquals(ReliableChannel.DUE_NOW, channel.nextDeadline());
    List<Long> times = new ArrayList<>();
    long now = 100;
    for (int i = 0; i < 7; i++) {
      assertEquals(List.of(), i == 0 ? List.of() : transmit(now - 1));
      assertEquals(List.of("7:0[]"), transmit(now));
      times.add(channel.nextDeadline() - now);
      now = channel.nextDeadline();
    }
    assertEquals(List.of(2000L, 4000L, 8000L, 16000L, 16000L, 16000L, 16000L), times);
  }

  @Test
  void aMessageIsSentAgainAtOnceAfterThreeLaterOnesWereAcknowledged() {
    establishAndQueue(5);
    transmit(0);
    receiveAck(50, 2, 3);
    assertEquals(List.of(), transmit(50));
    receiveAck(60, 3, 2);
    assertEquals(List.of(), transmit(60), "the same acknowledgements again do not count");
    receiveAck(70, 4);
    assertEquals(List.of("4:1[]"), transmit(70));
    assertEquals(List.of(), transmit(70));
    assertEquals(2000, channel.nextDeadline(), "message 5 was sent at 0");
  }

  @Test
  void messagesAreDeliveredInOrderAndOnce() {
    assertTrue(receive(2));
    assertTrue(receive(1));
    assertEquals(List.of(), poll());
    assertTrue(receive(0));
    assertEquals(List.of(0, 1, 2), poll());
    assertTrue(receive(1), "a duplicate is acknowledged again");
    assertEquals(List.of(), poll());
    assertEquals(List.of("5:0[2, 1, 0]"), transmit(0));
  }

  @Test
  void aMessageTooFarAheadIsNeitherKeptNorAcknowledged() {
    assertTrue(receive(11));
    assertFalse(receive(12));
    assertFalse(receive(-1 >>> 1));
    assertEquals(List.of("5:0[11]"), transmit(0));
    assertTrue(receive(0));
    assertEquals(List.of(0), poll());
    assertTrue(receive(12));
  }

  @Test
  void messagesCarryFourAcknowledgementsAndTheRestFollowsAlone() {
    establishAndQueue(1);
    for (int i = 0; i < 12; i++) {
      receive(i);
      poll();
    }
    assertEquals(List.of("4:1[0, 1, 2, 3]", "5:0[4, 5, 6, 7, 8, 9, 10, 11]"), transmit(0));
  }

  @Test
  void freePlacesRepeatLateAcknowledgementsButNeverCauseAPacket() {
    establishAndQueue(0);
    receive(0);
    receive(1);
    assertEquals(List.of("5:0[0, 1]"), transmit(0));
    assertEquals(List.of(), transmit(1));
    channel.send(Opcode.CONTROL_V1, NOTHING);
    assertEquals(List.of("4:1[1, 0]"), transmit(2));
    receive(2);
    assertEquals(List.of("5:0[2, 1, 0]"), transmit(3));
    assertEquals(2002, channel.nextDeadline());
  }

  @Test
  void acknowledgementsOfMessagesThatWereNeverSentAreIgnored() {
    channel.send(Opcode.CONTROL_HARD_RESET_CLIENT_V2, NOTHING);
    receiveAck(0, 0, 1, -1);
    assertFalse(channel.allAcknowledged());
    assertEquals(List.of("7:0[]"), transmit(0));
  }

  @Test
  void aFloodOfDuplicatesIsBounded() {
    for (int i = 0; i < 100; i++) {
      receive(i);
      poll();
    }
    assertEquals(Acknowledgements.MAX_OWED / ControlPacket.MAX_ACKS, transmit(0).size());
  }
}
