package org.culvert.helper.linux.sys;

/**
 * Datagrams on their way in, in messages of one or of many that the kernel has joined (UDP_GRO):
 * all but the last are equally long. Owned by one thread.
 */
public final class DatagramTrains implements AutoCloseable {
  static final int SOL_UDP = 17;
  static final int UDP_GRO = 104;

  /** Bytes of the longest message. */
  public static final int LONGEST = 65_535;

  private static final int STRIDE = 64 << 10;

  private final Messages messages;

  /** So many of the first messages are not ready: they are new, or hold what was received. */
  private int spent;

  /** So many messages. */
  public DatagramTrains(int messages) {
    this.messages = new Messages(messages, messages * STRIDE);
    this.spent = messages;
  }

  /** Ready to be received into. */
  Messages ready() {
    for (int i = 0; i < spent; i++) {
      messages.place(i, i * STRIDE, LONGEST);
      messages.expectNumber(i);
    }
    spent = 0;
    return messages;
  }

  /** So many messages were received. */
  void filled(int count) {
    spent = count;
  }

  /** Messages in all. */
  public int messages() {
    return messages.size();
  }

  /** The bytes of a message that was received. */
  public int length(int message) {
    return messages.received(message);
  }

  /** The length of each of its datagrams but the last; that of the message for one datagram. */
  public int segment(int message) {
    int segment = messages.number(message, SOL_UDP, UDP_GRO);
    int length = length(message);
    return segment > 0 && segment < length ? segment : length;
  }

  /** Copies out a part of a message. */
  public void get(int message, int from, byte[] target, int offset, int length) {
    messages.get(message * STRIDE + from, target, offset, length);
  }

  @Override
  public void close() {
    messages.close();
  }
}
