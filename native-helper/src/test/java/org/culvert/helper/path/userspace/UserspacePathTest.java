package org.culvert.helper.path.userspace;

import static org.culvert.helper.path.userspace.Loops.OVERHEAD;
import static org.culvert.helper.path.userspace.Packets.PORT;
import static org.culvert.helper.path.userspace.Packets.SERVER4;
import static org.culvert.helper.path.userspace.Packets.packet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loops on threads of their own, and who changes what they do. */
@Timeout(20)
class UserspacePathTest {
  private final Loops loops = new Loops();

  @Test
  void aPathTellsWhatItDropped() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    UserspacePath path = loops.path(port);
    assertEquals(Optional.empty(), path.dropped());
    loops.carry(path, 100);
    assertEquals(Optional.empty(), path.dropped());
    loops.tun.outgoing.add(List.of(packet(101), packet(100)));
    while (port.sent.isEmpty()) {
      Thread.onSpinWait();
    }
    path.close();
    assertEquals(Optional.of("1 that were longer than the tunnel's MTU"), path.dropped());
  }

  @Test
  void thePacketThatComesFirstIsDelivered() throws Exception {
    for (int round = 1; round <= 100; round++) {
      FakePort port = new FakePort(SERVER4, PORT);
      UserspacePath path = loops.path(port);
      loops.carry(path, 1500);
      byte[] first = loops.seal(packet(100));
      port.incoming.add(List.of(first));
      while (!port.incoming.isEmpty()) {
        Thread.onSpinWait();
      }
      path.close();
      assertEquals(round, loops.tun.written.size());
    }
  }

  @Test
  void aRunningLoopFollowsWhatChanges() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    port.room = new CountDownLatch(1);
    UserspacePath path = loops.path(port);
    loops.carry(path, 200);
    loops.tun.outgoing.add(List.of(packet(100)));
    while (port.waiting.get() == 0) {
      Thread.onSpinWait();
    }
    // A server that takes nothing for now holds up the loop, not who changes it.
    path.attach(loops.tun, 3000, 0);
    loops.tun.outgoing.add(List.of(packet(3000), packet(3001)));
    port.room.countDown();
    while (port.sent.size() < 2) {
      Thread.onSpinWait();
    }
    path.close();
    assertEquals(
        List.of(100 + OVERHEAD, 3000 + OVERHEAD),
        port.sent.stream().map(sent -> sent.length).toList());
  }

  @Test
  void inAStreamAControlPacketNeitherWaitsNorGetsBetweenTheBatches() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    port.oneStream = true;
    CountDownLatch room = new CountDownLatch(1);
    port.room = room;
    UserspacePath path = loops.path(port);
    path.send(new byte[] {1});
    assertEquals(1, port.sent.getFirst().length, "nobody else sends yet");
    loops.carry(path, 1500);
    loops.tun.outgoing.add(List.of(packet(100)));
    while (port.waiting.get() == 0) {
      Thread.onSpinWait();
    }
    path.send(new byte[] {2, 3});
    path.sendInBand(new byte[] {4});
    assertEquals(1, port.sent.size());
    room.countDown();
    path.close();
    assertEquals(
        List.of(1, 100 + OVERHEAD, 2, 1 + OVERHEAD),
        port.sent.stream().map(sent -> sent.length).toList());
    assertEquals(List.of(), loops.heard);
  }

  @Test
  void whatFindsNoRoomBesideAStreamThatIsHeldUpIsCounted() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    port.oneStream = true;
    CountDownLatch room = new CountDownLatch(1);
    port.room = room;
    UserspacePath path = loops.path(port);
    loops.carry(path, 1500);
    loops.tun.outgoing.add(List.of(packet(100)));
    while (port.waiting.get() == 0) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 64 + 6; i++) {
      path.send(new byte[] {1});
    }
    for (int i = 0; i < 64 + 3; i++) {
      path.sendInBand(new byte[] {2});
    }
    room.countDown();
    path.close();
    assertEquals(1 + 64 + 64, port.sent.size());
    assertEquals(Optional.of("9 of the session's own for which there was no room"), path.dropped());
  }
}
