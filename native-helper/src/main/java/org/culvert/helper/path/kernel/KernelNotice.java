package org.culvert.helper.path.kernel;

import java.net.InetSocketAddress;

/** What the kernel tells of a peer. */
public sealed interface KernelNotice {
  /** The peer is gone, and its keys with it. */
  record Deleted(Reason reason) implements KernelNotice {}

  /** The key can seal nothing more and was removed: a new one is needed. */
  record KeyDead(int keyId) implements KernelNotice {}

  /** A valid packet came from another address, and packets go there from now on. */
  record Moved(InetSocketAddress remote) implements KernelNotice {}

  /** Some notices were lost: {@link KernelPeer#stats} and {@link KernelPeer#keyIn} tell. */
  record Missed() implements KernelNotice {}

  /** Why a peer is gone. */
  enum Reason {
    /** The device was removed, or the peer replaced. */
    TEARDOWN,
    /** A program asked for it. */
    USERSPACE,
    /** No valid data packet for too long. */
    EXPIRED,
    /** The connection broke. */
    TRANSPORT_ERROR,
    /** The socket was closed. */
    TRANSPORT_DISCONNECT
  }
}
