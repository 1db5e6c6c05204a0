package org.culvert.helper.path;

import java.io.IOException;

/**
 * The user's side of a TUN device: IP packets. What one call reads or writes is a frame: a packet,
 * behind a virtio header when {@link #hasVirtioHeader} says so, which makes large frames of several
 * packets possible. One thread reads, one writes; any thread may {@link #wakeup()} or close.
 */
public interface TunDevice extends TunnelDevice {
  /** Bytes of the largest packet, and so of a frame without its virtio header. */
  int LARGEST_PACKET = 65535;

  /** Whether a virtio header ({@code org.culvert.helper.ip.VirtioHeader}) leads every frame. */
  boolean hasVirtioHeader();

  /** Whether the machine takes frames that hold several UDP datagrams of one flow. */
  boolean joinsUdp();

  /**
   * Reads a frame without waiting.
   *
   * @return its length, 0 when there is none
   * @throws PathClosedException after {@link #close()}
   */
  int read(byte[] target, int offset) throws IOException;

  /**
   * Waits until a frame can be read, or for a wake-up.
   *
   * @throws PathClosedException after {@link #close()}
   */
  void await() throws IOException;

  /**
   * Writes a frame; returns whether the kernel took it. One that it refuses (an invalid header, a
   * full queue, a device that is down) is dropped.
   *
   * @throws PathClosedException after {@link #close()}
   */
  boolean write(byte[] source, int offset, int length) throws IOException;

  /** Makes a waiting or the next {@link #await} return. */
  void wakeup();
}
