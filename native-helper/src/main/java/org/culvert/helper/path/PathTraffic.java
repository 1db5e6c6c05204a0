package org.culvert.helper.path;

/**
 * A data path's counters since its connection began.
 *
 * @param dataIn valid data packets, pings included; {@code dataOut} alike
 * @param bytesIn payload without pings, as are the other three
 * @param newestKeyIdReceived key id of the last valid packet, −1 for none
 * @param droppedCompressed valid, but compressed, which the profile does not allow
 * @param droppedFraming valid, but not framed as agreed
 * @param keyWornOut whether the sending or receiving key nears its limit of use
 */
public record PathTraffic(
    long dataIn,
    long dataOut,
    long bytesIn,
    long bytesOut,
    long packetsIn,
    long packetsOut,
    long droppedCompressed,
    long droppedFraming,
    int newestKeyIdReceived,
    boolean keyWornOut) {
  /** Before there is a data channel. */
  public static final PathTraffic NONE = new PathTraffic(0, 0, 0, 0, 0, 0, 0, 0, -1, false);

  /** Together with what another path carried before. */
  public PathTraffic after(PathTraffic before) {
    return new PathTraffic(
        before.dataIn + dataIn,
        before.dataOut + dataOut,
        before.bytesIn + bytesIn,
        before.bytesOut + bytesOut,
        before.packetsIn + packetsIn,
        before.packetsOut + packetsOut,
        before.droppedCompressed + droppedCompressed,
        before.droppedFraming + droppedFraming,
        newestKeyIdReceived,
        keyWornOut);
  }
}
