package org.culvert.helper.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Event;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.data.CipherSource;
import org.culvert.helper.host.FakeFirewall;
import org.culvert.helper.linux.ns.LinuxIsolatedNetwork;
import org.culvert.helper.path.kernel.AbsentDriver;
import org.culvert.helper.path.userspace.Ciphers;
import org.culvert.helper.policy.Owner;
import org.culvert.helper.runner.SessionControl;
import org.culvert.helper.runner.SessionListener;
import org.culvert.helper.runner.TunnelSessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole session in one process: our client, the demo server, and loopback between them. */
@Tag("net")
@Timeout(120)
class DemoServerTest {
  private static final Owner ANN = new Owner(() -> "ann");
  private static final Owner BOB = new Owner(() -> "bob");
  private static final Pattern PORT = Pattern.compile("remote 127\\.0\\.0\\.1 (\\d+)");

  @TempDir Path state;
  private final SecureRandom random = new SecureRandom();
  private final FakeMachine machine = new FakeMachine();
  private final LinkedBlockingQueue<SessionStatus> told = new LinkedBlockingQueue<>();
  private final SessionListener listener =
      new SessionListener() {
        @Override
        public void changed(SessionStatus status) {
          told.add(status);
        }

        @Override
        public void traffic(Event.Traffic traffic) {}

        @Override
        public void logged(LogLine line) {}
      };
  private DemoServer demo;

  @BeforeEach
  void prepare() {
    demo = new DemoServer(name -> LinuxIsolatedNetwork.open(name, state.resolve(name)), random);
  }

  @AfterEach
  void close() {
    demo.close();
  }

  @Test
  void eachUserHasADemoOfTheirOwn() throws Exception {
    var ofAnn = demo.start(ANN);
    var ofBob = demo.start(BOB);
    assertEquals(ofAnn, demo.start(ANN));
    assertNotEquals(port(ofAnn.profile()), port(ofBob.profile()));
    assertNotEquals(ofAnn.pageUrl(), ofBob.pageUrl());
  }

  @Test
  void twoHelpersOfOneMachineDoNotShareAddresses() throws Exception {
    try (DemoServer other =
        new DemoServer(
            name -> LinuxIsolatedNetwork.open(name, state.resolve("other-" + name)), random)) {
      assertNotEquals(demo.start(ANN).pageUrl(), other.start(ANN).pageUrl());
    }
  }

  @Test
  void aStrangersPacketsDoNotTakeTheDemoAway() throws Exception {
    String profile = demo.start(ANN).profile();
    SessionControl session = connect(profile);
    FakeMachine.FakeDevice device = machine.devices.getFirst();
    awaitAnswer(device, 1);

    byte[] reset = new byte[60];
    reset[0] = 7 << 3;
    byte[] control = new byte[60];
    control[0] = 4 << 3;
    try (DatagramSocket stranger = new DatagramSocket()) {
      InetSocketAddress server = new InetSocketAddress(DemoWire.ADDRESS, port(profile));
      for (byte[] packet : new byte[][] {reset, control}) {
        stranger.send(new DatagramPacket(packet, packet.length, server));
      }
    }

    device.toMachine.clear();
    awaitAnswer(device, 2);
    end(session);
  }

  @Test
  void aDeviceThatVanishesIsReplacedAndTheCountersGoOn() throws Exception {
    SessionControl session = connect(demo.start(ANN).profile());
    FakeMachine.FakeDevice first = machine.devices.getFirst();
    awaitAnswer(first, 1);

    first.vanish();
    await(SessionState.RECONNECTING);
    SessionStatus again = await(SessionState.CONNECTED);

    assertTrue(first.isClosed());
    assertEquals(2, machine.devices.size());
    assertTrue(again.packetsIn() >= 1 && again.packetsOut() >= 1, again.toString());
    awaitAnswer(machine.devices.getLast(), 2);
    end(session);
    assertTrue(session.status().packetsIn() >= 2, session.status().toString());
  }

  private SessionControl connect(String profile) throws Exception {
    SessionControl session =
        new TunnelSessionFactory(
                machine,
                new NoDns(),
                new FakeFirewall(),
                new AbsentDriver(PathReason.said("none")),
                new Ciphers(CipherSource::jdk),
                "test",
                Map.of(),
                random)
            .start(
                ANN,
                new Request.Connect("demo", profile, DataPathChoice.AUTO, KnownSecrets.NONE),
                listener);
    await(SessionState.CONNECTED);
    return session;
  }

  private SessionStatus await(SessionState state) throws InterruptedException {
    while (true) {
      SessionStatus status = told.poll(60, TimeUnit.SECONDS);
      if (status == null || status.state().ended()) {
        throw new AssertionError("it never became " + state + ": " + status);
      }
      if (status.state() == state) {
        return status;
      }
    }
  }

  private static void end(SessionControl session) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    session.stop();
    var _ = session.ended().thenRun(over::countDown);
    assertTrue(over.await(20, TimeUnit.SECONDS));
  }

  /** Pings the far side until it answers with this number: the first packets may come too early. */
  private void awaitAnswer(FakeMachine.FakeDevice device, int number) throws Exception {
    byte[] server =
        InetAddress.ofLiteral(URI.create(demo.start(ANN).pageUrl()).getHost()).getAddress();
    while (true) {
      device.fromMachine.add(echoRequest(server, number));
      byte[] answer = device.toMachine.poll(500, TimeUnit.MILLISECONDS);
      while (answer != null) {
        if (answer.length == 28 && answer[9] == 1 && answer[20] == 0 && answer[27] == number) {
          return;
        }
        answer = device.toMachine.poll();
      }
    }
  }

  private static byte[] echoRequest(byte[] server, int number) {
    byte[] packet = new byte[28];
    packet[0] = 0x45;
    packet[3] = 28;
    packet[8] = 64;
    packet[9] = 1;
    System.arraycopy(server, 0, packet, 12, 3);
    packet[15] = 2;
    System.arraycopy(server, 0, packet, 16, 4);
    checksum(packet, 0, 20, 10);
    packet[20] = 8;
    packet[27] = (byte) number;
    checksum(packet, 20, 8, 22);
    return packet;
  }

  private static void checksum(byte[] packet, int from, int length, int at) {
    int sum = 0;
    for (int i = from; i < from + length; i += 2) {
      sum += (packet[i] & 0xff) << 8 | (packet[i + 1] & 0xff);
    }
    sum = ~((sum & 0xffff) + (sum >>> 16));
    packet[at] = (byte) (sum >> 8);
    packet[at + 1] = (byte) sum;
  }

  private static int port(String profile) {
    Matcher remote = PORT.matcher(profile);
    assertTrue(remote.find());
    return Integer.parseInt(remote.group(1));
  }
}
