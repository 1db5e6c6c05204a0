package org.culvert.core.profile;

/**
 * What {@code mssfix} or {@code fragment} says.
 *
 * @param bytes 0 off
 * @param kind what the bytes are the size of
 */
public record MssFixSetting(int bytes, Kind kind) {
  /** What the number counts. */
  public enum Kind {
    /** The datagram without its IP and UDP or TCP headers. */
    DATAGRAM,
    /** {@code mtu}: the datagram with them. */
    MTU,
    /** {@code fixed}, of mssfix alone: the packet inside the tunnel, whatever is put around it. */
    FIXED
  }
}
