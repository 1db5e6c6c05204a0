package org.culvert.helper.path.kernel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;
import org.culvert.core.keys.DataKeys;

/**
 * The server as the kernel's driver knows it. For one thread. Methods throw {@link
 * PeerGoneException} when the kernel knows it no more.
 */
public interface KernelPeer extends AutoCloseable {
  /**
   * Pings after so many seconds without a packet of ours, and gives the peer up after so many
   * without a valid data packet of its own. Counts anew from now.
   *
   * @param interval 1 to 86400
   * @param timeout 1 to 86400
   */
  void keepalive(int interval, int timeout) throws IOException;

  /**
   * Puts keys of an AEAD cipher into a slot, in the place of what is there. Wipes nothing.
   *
   * @throws KernelRefusedException when the kernel certainly does not have them; after another
   *     exception it may, and they must not be used elsewhere
   */
  void install(KeySlot slot, DataKeys keys) throws IOException;

  /** The id of the key in a slot; empty for an empty slot. */
  OptionalInt keyIn(KeySlot slot) throws IOException;

  /** Lets the slots change places; the caller knows that the secondary one is not empty. */
  void swap() throws IOException;

  /** Empties a slot; an empty one is fine. */
  void delete(KeySlot slot) throws IOException;

  /** Sends to this address from now on. UDP only. */
  void moveTo(InetSocketAddress remote) throws IOException;

  /** The counters, and where its packets go now. */
  KernelStats stats() throws IOException;

  /** What the kernel has told since the last call; does not wait. */
  List<KernelNotice> notices() throws IOException;

  /** Takes the socket's packets back from the kernel. Twice is fine, and when it is gone. */
  @Override
  void close();
}
