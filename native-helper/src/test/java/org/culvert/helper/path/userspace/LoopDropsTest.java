package org.culvert.helper.path.userspace;

import static org.culvert.helper.path.userspace.Loops.channel;
import static org.culvert.helper.path.userspace.Packets.PORT;
import static org.culvert.helper.path.userspace.Packets.SERVER4;
import static org.culvert.helper.path.userspace.Packets.ipv4;
import static org.culvert.helper.path.userspace.Packets.packet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.InBandMessage;
import org.culvert.helper.path.TunDevice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the loops drop is counted, and what it was is told. */
@Timeout(20)
class LoopDropsTest {
  private final Loops loops = new Loops();

  @Test
  void ourOwnDatagramsAreNotSentIntoTheTunnelAgain() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    OutLoop loop = loops.out(port, 1500);
    loops.tun.outgoing.add(
        List.of(
            ipv4(SERVER4, 17, PORT, 0),
            ipv4("192.0.2.8", 17, PORT, 0),
            ipv4(SERVER4, 17, PORT, 0),
            ipv4(SERVER4, 6, PORT, 0),
            ipv4(SERVER4, 17, 53, 0)));

    loop.doWork();

    assertEquals(3, port.sent.size());
    assertEquals(3, loop.counted().payloadPackets());
    assertEquals(2, loop.counted().routedIntoItself());
    assertEquals(List.of("loop"), loops.heard);
  }

  @Test
  void onlyWhatTheKernelTookIsCounted() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    port.refuseLongerThan = 100;
    OutLoop out = loops.out(port, 1500);
    loops.tun.outgoing.add(List.of(packet(60), packet(500), packet(50)));
    out.doWork();
    assertEquals(2, out.counted().payloadPackets());
    assertEquals(110, out.counted().payloadBytes());

    loops.tun.refuseLongerThan = 100;
    InLoop in = loops.in(port);
    in.carry(1500, 0);
    port.incoming.clear();
    port.incoming.add(
        List.of(loops.seal(packet(60)), loops.seal(packet(500)), loops.seal(packet(50))));
    in.doWork();
    assertEquals(2, in.payloadPackets());
    assertEquals(110, in.payloadBytes());
  }

  @Test
  void whatTheOutLoopDropsIsCounted() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    DataChannel channel = channel();
    OutLoop out = loops.out(port, 100, channel);
    loops.tun.outgoing.add(List.of(packet(101), packet(100), packet(500)));
    out.doWork();
    assertEquals(2, loops.drops.count(Drops.Reason.TOO_LONG));

    channel.retire(0);
    loops.tun.outgoing.add(List.of(packet(60)));
    out.doWork();
    assertEquals(1, loops.drops.count(Drops.Reason.NO_KEY));

    loops.tun.virtioHeader = true;
    loops.tun.outgoing.add(List.of(new byte[3], new byte[5]));
    out.doWork();
    assertEquals(2, loops.drops.count(Drops.Reason.NOT_UNDERSTOOD));
    assertEquals(1, port.sent.size());
    assertEquals(
        Optional.of(
            "2 of the tunnel's device that made no sense, "
                + "2 that were longer than the tunnel's MTU, 1 for which there was no key"),
        loops.drops.text(channel.counters()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatTheInLoopDropsIsCounted(boolean joined) throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    DataChannel channel = channel();
    AtomicReference<@Nullable TunDevice> device = new AtomicReference<>();
    InLoop in =
        new InLoop(port, loops.control, new AtomicReference<>(channel), device, loops.drops);
    in.carry(200, 0);
    port.incoming.clear();
    byte[] forged = loops.seal(packet(60));
    forged[forged.length - 1] ^= 1;
    byte[] doubled = loops.seal(packet(60));
    byte[] alien = new byte[60];
    port.incoming.add(List.of(loops.seal(packet(60)), forged, doubled, doubled, loops.seal(alien)));
    in.doWork();
    assertEquals(2, loops.drops.count(Drops.Reason.NO_DEVICE));
    assertEquals(1, loops.drops.count(Drops.Reason.UNFIT));

    loops.tun.virtioHeader = joined;
    loops.tun.refuseLongerThan = 100;
    device.set(loops.tun);
    port.incoming.add(
        List.of(loops.seal(packet(80)), loops.seal(packet(150)), loops.seal(InBandMessage.ping())));
    in.doWork();
    assertEquals(1, loops.drops.count(Drops.Reason.REFUSED));
    assertEquals(1, in.payloadPackets());
    assertEquals(
        Optional.of(
            "2 that came while there was no tunnel device, "
                + "1 from the server that were no packets for the tunnel, "
                + "1 that the tunnel's device did not take, "
                + "1 that were not authentic, 1 that came twice or far too late"),
        loops.drops.text(channel.counters()));
  }
}
