package org.culvert.app.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A bad link between a client on this host's loopback and a server: {@code PORT OWN-ADDRESS
 * OWN-PORT SERVER SERVER-PORT}. Of a thousand datagrams it loses {@value #LOST}, lets others
 * overtake {@value #LATE}, and doubles {@value #DOUBLED}; every hundredth of each is told. A
 * program, because it runs in a namespace.
 */
final class LossyMain {
  private static final int LOST = 3;
  private static final int LATE = 10;
  private static final int DOUBLED = 2;
  private static final int THOUSAND = 1000;
  private static final int MOST_OVERTAKE = 8;
  private static final int BUFFER = 4 << 20;
  private static final long PATIENCE_MILLIS = 5;

  private final SplittableRandom random = new SplittableRandom(11);
  private final DatagramChannel client;
  private final DatagramChannel server;
  private @Nullable InetSocketAddress clientAddress;
  private final List<Waiting> waiting = new ArrayList<>();
  private final int[] told = new int[3];

  private static final class Waiting {
    final boolean up;
    final byte[] bytes;
    int overtakes;

    Waiting(boolean up, byte[] bytes, int overtakes) {
      this.up = up;
      this.bytes = bytes;
      this.overtakes = overtakes;
    }
  }

  private LossyMain(DatagramChannel client, DatagramChannel server) {
    this.client = client;
    this.server = server;
  }

  public static void main(String[] args) throws IOException {
    DatagramChannel client =
        open(InetAddress.getLoopbackAddress().getHostAddress(), Integer.parseInt(args[0]));
    DatagramChannel server = open(args[1], Integer.parseInt(args[2]));
    server.connect(address(args[3], Integer.parseInt(args[4])));
    new LossyMain(client, server).serve();
  }

  private static DatagramChannel open(String address, int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, BUFFER);
    channel.bind(address(address, port));
    channel.configureBlocking(false);
    return channel;
  }

  private static InetSocketAddress address(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  private void serve() throws IOException {
    Selector selector = Selector.open();
    client.register(selector, SelectionKey.OP_READ);
    server.register(selector, SelectionKey.OP_READ);
    System.out.println("serving");
    ByteBuffer buffer = ByteBuffer.allocate(65_535);
    while (true) {
      selector.select(waiting.isEmpty() ? 0 : PATIENCE_MILLIS);
      selector.selectedKeys().clear();
      boolean any = false;
      for (boolean up : new boolean[] {true, false}) {
        while (receive(up, buffer.clear())) {
          any = true;
          byte[] bytes = new byte[buffer.flip().remaining()];
          buffer.get(bytes);
          pass(up, bytes);
        }
      }
      if (!any) {
        for (Waiting late : waiting) {
          send(late.up, late.bytes);
        }
        waiting.clear();
      }
    }
  }

  private boolean receive(boolean up, ByteBuffer buffer) throws IOException {
    if (!up) {
      return server.receive(buffer) != null;
    }
    InetSocketAddress from = (InetSocketAddress) client.receive(buffer);
    if (from != null) {
      clientAddress = from;
    }
    return from != null;
  }

  private void pass(boolean up, byte[] bytes) throws IOException {
    int fate = random.nextInt(THOUSAND);
    if (fate < LOST) {
      tell(0, "lost");
      return;
    }
    if (fate < LOST + LATE) {
      tell(1, "late");
      waiting.add(new Waiting(up, bytes, random.nextInt(1, MOST_OVERTAKE + 1)));
      return;
    }
    send(up, bytes);
    if (fate < LOST + LATE + DOUBLED) {
      tell(2, "doubled");
      send(up, bytes);
    }
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting late = each.next();
      if (late.up == up && --late.overtakes == 0) {
        send(up, late.bytes);
        each.remove();
      }
    }
  }

  private void tell(int what, String word) {
    told[what]++;
    if (told[what] % 100 == 0) {
      System.out.println(word + " " + told[what]);
    }
  }

  private void send(boolean up, byte[] bytes) throws IOException {
    InetSocketAddress to = clientAddress;
    if (up) {
      server.write(ByteBuffer.wrap(bytes));
    } else if (to != null) {
      client.send(ByteBuffer.wrap(bytes), to);
    }
  }
}
