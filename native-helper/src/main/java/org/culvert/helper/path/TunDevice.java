package org.culvert.helper.path;

import java.io.IOException;

/**
 * The user's side of a TUN device: plain IP packets. One thread reads, one writes; any thread may
 * {@link #wakeup()} or close.
 */
public interface TunDevice extends TunnelDevice {
  /**
   * Waits until at least one packet can be read, then reads what is there, up to the batch's
   * capacity. Returns the count, which is 0 after a wake-up.
   *
   * @throws PathClosedException after {@link #close()}
   */
  int read(PacketBatch batch) throws IOException;

  /**
   * Writes all packets of the batch. A packet that the kernel refuses (an invalid header, a full
   * queue, a device that is down) is dropped and becomes {@link PacketBatch#refuse refused};
   * returns how many were taken.
   *
   * @throws PathClosedException after {@link #close()}
   */
  int write(PacketBatch batch) throws IOException;

  /** Makes a waiting or the next {@link #read} return. */
  void wakeup();
}
