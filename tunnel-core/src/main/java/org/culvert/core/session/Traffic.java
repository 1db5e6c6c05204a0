package org.culvert.core.session;

/**
 * The data path's counters since the connection began.
 *
 * @param packetsIn valid data packets, pings included
 * @param packetsOut sealed packets, pings included
 * @param bytesIn payload bytes without pings, as are {@code bytesOut}
 * @param newestKeyIdReceived key id of the last valid packet, −1 for none
 * @param keyWornOut whether the sending or receiving key nears its limit of use
 */
public record Traffic(
    long packetsIn,
    long packetsOut,
    long bytesIn,
    long bytesOut,
    int newestKeyIdReceived,
    boolean keyWornOut) {
  /** Before the data path exists. */
  public static final Traffic NONE = new Traffic(0, 0, 0, 0, -1, false);
}
