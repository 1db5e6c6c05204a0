package org.culvert.app.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * Random bytes over TCP with a checksum at the end; a program, because it runs inside a namespace.
 * {@code serve PORT} is one end. {@code obey SOCKET} is the other: each connection to that Unix
 * socket brings one line, {@code upload|download HOST PORT MEGABYTES SECONDS}, and is told how it
 * went. It moves that many megabytes and goes on until so many seconds have passed. Data goes in
 * chunks, each with its length in front; a length of 0 is followed by the SHA-256 of all.
 */
final class TransferMain {
  private static final int CHUNK = 1 << 16;
  private static final int IO_TIMEOUT_MILLIS = 30_000;
  private static final int UPLOAD = 'u';

  private TransferMain() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("serve")) {
      serve(Integer.parseInt(args[1]));
    } else {
      obey(Path.of(args[1]));
    }
  }

  private static void obey(Path path) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      System.out.println("serving");
      while (true) {
        SocketChannel channel = server.accept();
        Thread.ofPlatform().start(() -> obey(channel));
      }
    }
  }

  private static void obey(SocketChannel accepted) {
    try (SocketChannel channel = accepted) {
      String order = new BufferedReader(Channels.newReader(channel, UTF_8)).readLine();
      channel.write(ByteBuffer.wrap(outcome(order.split(" ", -1)).getBytes(UTF_8)));
    } catch (IOException e) {
      System.out.println("nobody heard how it went: " + e);
    }
  }

  private static String outcome(String... order) {
    try {
      return transfer(order[0].equals("upload"), order[1], order);
    } catch (IOException | NoSuchAlgorithmException e) {
      return "failed: " + e;
    }
  }

  private static void serve(int port) throws IOException {
    try (ServerSocket server = new ServerSocket(port)) {
      System.out.println("serving");
      while (true) {
        Socket socket = server.accept();
        Thread.ofPlatform().start(() -> answer(socket));
      }
    }
  }

  private static void answer(Socket accepted) {
    try (Socket socket = accepted) {
      socket.setSoTimeout(IO_TIMEOUT_MILLIS);
      DataInputStream in = in(socket);
      DataOutputStream out = out(socket);
      int direction = in.readUnsignedByte();
      long bytes = in.readLong();
      long millis = in.readLong();
      if (direction == UPLOAD) {
        out.writeLong(receive(in));
      } else {
        send(out, bytes, millis);
      }
      out.flush();
    } catch (IOException | NoSuchAlgorithmException e) {
      System.out.println("transfer failed: " + e);
    }
  }

  private static String transfer(boolean upload, String host, String... args)
      throws IOException, NoSuchAlgorithmException {
    long bytes = Long.parseLong(args[3]) * 1_000_000;
    long millis = Long.parseLong(args[4]) * 1000;
    long start = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, Integer.parseInt(args[2])), IO_TIMEOUT_MILLIS);
      socket.setSoTimeout(IO_TIMEOUT_MILLIS);
      DataOutputStream out = out(socket);
      DataInputStream in = in(socket);
      out.writeByte(upload ? UPLOAD : 'd');
      out.writeLong(bytes);
      out.writeLong(millis);
      out.flush();
      long moved;
      if (upload) {
        moved = send(out, bytes, millis);
        out.flush();
        long received = in.readLong();
        if (received != moved) {
          throw new IOException("sent " + moved + ", the server received " + received);
        }
      } else {
        moved = receive(in);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return "ok %d bytes, %.0f Mbit/s".formatted(moved, moved * 8 / seconds / 1e6);
    }
  }

  private static long send(DataOutputStream out, long bytes, long millis)
      throws IOException, NoSuchAlgorithmException {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    SplittableRandom random = new SplittableRandom(System.nanoTime());
    byte[] chunk = new byte[CHUNK];
    long end = System.nanoTime() + millis * 1_000_000;
    long sent = 0;
    while (sent < bytes || System.nanoTime() - end < 0) {
      random.nextBytes(chunk);
      hash.update(chunk);
      out.writeInt(CHUNK);
      out.write(chunk);
      sent += CHUNK;
    }
    out.writeInt(0);
    out.write(hash.digest());
    out.flush();
    return sent;
  }

  private static long receive(DataInputStream in) throws IOException, NoSuchAlgorithmException {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    byte[] chunk = new byte[CHUNK];
    long received = 0;
    for (int length = in.readInt(); length > 0; length = in.readInt()) {
      in.readFully(chunk, 0, length);
      hash.update(chunk, 0, length);
      received += length;
    }
    byte[] expected = in.readNBytes(hash.getDigestLength());
    byte[] actual = hash.digest();
    if (!MessageDigest.isEqual(expected, actual)) {
      throw new IOException(
          "checksum is %s, should be %s"
              .formatted(HexFormat.of().formatHex(actual), HexFormat.of().formatHex(expected)));
    }
    return received;
  }

  private static DataInputStream in(Socket socket) throws IOException {
    return new DataInputStream(new BufferedInputStream(socket.getInputStream(), 2 * CHUNK));
  }

  private static DataOutputStream out(Socket socket) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 2 * CHUNK));
  }
}
