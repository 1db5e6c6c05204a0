package org.culvert.core.keys;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * What one side contributes to a key exchange, in the order of the key message (wire reference
 * 5.1):
 *
 * <pre>
 * client:  pre-master 48 | random1 32 | random2 32
 * server:                  random1 32 | random2 32
 * </pre>
 */
public final class KeySource implements AutoCloseable {
  /** Bytes of a client's contribution. */
  public static final int CLIENT_LENGTH = 112;

  /** Bytes of a server's contribution. */
  public static final int SERVER_LENGTH = 64;

  private static final int PRE_MASTER = 48;
  private static final int RANDOM = 32;

  private final byte[] bytes;
  private boolean closed;

  private KeySource(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A fresh contribution of a client. */
  public static KeySource client(SecureRandom random) {
    return fresh(random, CLIENT_LENGTH);
  }

  /** A fresh contribution of a server. */
  public static KeySource server(SecureRandom random) {
    return fresh(random, SERVER_LENGTH);
  }

  private static KeySource fresh(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return new KeySource(bytes);
  }

  /** A client's contribution, copied from {@value #CLIENT_LENGTH} bytes of its key message. */
  public static KeySource clientFrom(byte[] message, int offset) {
    return new KeySource(Arrays.copyOfRange(message, offset, offset + CLIENT_LENGTH));
  }

  /** A server's contribution, copied from {@value #SERVER_LENGTH} bytes of its key message. */
  public static KeySource serverFrom(byte[] message, int offset) {
    return new KeySource(Arrays.copyOfRange(message, offset, offset + SERVER_LENGTH));
  }

  /** As in the key message; a copy that the caller wipes. */
  public byte[] bytes() {
    return slice(0, bytes.length);
  }

  /** How many bytes those are. */
  public int length() {
    return bytes.length;
  }

  boolean isClient() {
    return bytes.length == CLIENT_LENGTH;
  }

  byte[] preMaster() {
    return slice(0, PRE_MASTER);
  }

  byte[] random1() {
    return slice(bytes.length - 2 * RANDOM, RANDOM);
  }

  byte[] random2() {
    return slice(bytes.length - RANDOM, RANDOM);
  }

  private byte[] slice(int from, int length) {
    if (closed) {
      throw new IllegalStateException("key source was already wiped");
    }
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  /** Wipes it; twice is fine. */
  @Override
  public void close() {
    closed = true;
    Arrays.fill(bytes, (byte) 0);
  }
}
