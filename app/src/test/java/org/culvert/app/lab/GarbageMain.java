package org.culvert.app.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.SplittableRandom;

/**
 * Answers each datagram with random bytes: {@code PORT}. A program, because it runs in a namespace.
 */
final class GarbageMain {
  private GarbageMain() {}

  public static void main(String[] args) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    byte[] bytes = new byte[1500];
    try (DatagramSocket socket = new DatagramSocket(Integer.parseInt(args[0]))) {
      System.out.println("serving");
      while (true) {
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        socket.receive(packet);
        random.nextBytes(bytes);
        packet.setLength(random.nextInt(1, 200));
        socket.send(packet);
      }
    }
  }
}
