package org.culvert.helper.linux.sys;

/**
 * Datagrams on their way out, in messages of one or of many equal ones that lie behind one another
 * (UDP_SEGMENT). Owned by one thread.
 */
public final class DatagramRuns implements AutoCloseable {
  private static final int SOL_UDP = 17;
  static final int UDP_SEGMENT = 103;
  private static final int SOL_IP = 0;
  private static final int IP_TOS = 1;
  private static final int SOL_IPV6 = 41;
  private static final int IPV6_TCLASS = 67;

  private final Messages messages;
  private final int size;

  /** So many messages over so many bytes. */
  public DatagramRuns(int messages, int bytes) {
    this.messages = new Messages(messages, bytes);
    this.size = bytes;
  }

  /** Messages in all. */
  public int messages() {
    return messages.size();
  }

  /** Bytes of all datagrams together. */
  public int size() {
    return size;
  }

  Messages all() {
    return messages;
  }

  /** Copies bytes in. */
  public void load(int at, byte[] source, int offset, int length) {
    messages.put(at, source, offset, length);
  }

  /**
   * Says what a message is.
   *
   * @param at where its first datagram lies in the block
   * @param segment length of each datagram but the last; 0 for one datagram
   */
  public void set(int message, int at, int length, int segment) {
    messages.place(message, at, length);
    if (segment > 0) {
      messages.attach(message, SOL_UDP, UDP_SEGMENT, segment, Short.BYTES);
    }
  }

  /** Says how urgent all datagrams of a message are. */
  public void trafficClass(int message, boolean ipv6, int trafficClass) {
    messages.attach(
        message,
        ipv6 ? SOL_IPV6 : SOL_IP,
        ipv6 ? IPV6_TCLASS : IP_TOS,
        trafficClass,
        Integer.BYTES);
  }

  @Override
  public void close() {
    messages.close();
  }
}
