package org.culvert.core.profile;

/** What the kernel makes of the path's MTU for packets to the server ({@code mtu-disc}). */
public enum MtuDiscovery {
  /** {@code no}: routers may cut our packets. */
  NEVER,
  /** {@code maybe}: routers may not; we cut what is too long for the path as far as it is known. */
  MAYBE,
  /** {@code yes}: nobody cuts; what is too long is not sent. */
  ALWAYS
}
