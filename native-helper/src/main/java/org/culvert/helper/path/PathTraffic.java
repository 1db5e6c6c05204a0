package org.culvert.helper.path;

import java.util.Optional;
import org.culvert.core.api.Batches;

/**
 * A data path's counters since its connection began.
 *
 * @param dataIn valid data packets, pings included; {@code dataOut} alike
 * @param bytesIn payload without pings, as are the other three
 * @param newestKeyIdReceived key id of the last valid packet, −1 for none
 * @param droppedCompressed valid, but compressed, which the profile does not allow
 * @param droppedFraming valid, but not framed as agreed
 * @param keyWornOut whether the sending or receiving key nears its limit of use
 * @param epoch the newest epoch of the sending key, 0 for a key without epochs
 * @param batches what its system calls moved; empty where the kernel carries
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
    boolean keyWornOut,
    int epoch,
    Optional<Batches> batches) {
  /** Before there is a data channel. */
  public static final PathTraffic NONE =
      new PathTraffic(0, 0, 0, 0, 0, 0, 0, 0, -1, false, 0, Optional.empty());

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
        keyWornOut,
        epoch,
        batches.map(mine -> mine.after(before.batches.orElse(Batches.NONE))));
  }

  /** The same with other counters of payload. */
  public PathTraffic withPayload(
      long newBytesIn, long newBytesOut, long newPacketsIn, long newPacketsOut) {
    return new PathTraffic(
        dataIn,
        dataOut,
        newBytesIn,
        newBytesOut,
        newPacketsIn,
        newPacketsOut,
        droppedCompressed,
        droppedFraming,
        newestKeyIdReceived,
        keyWornOut,
        epoch,
        batches);
  }
}
