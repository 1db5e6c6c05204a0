package org.culvert.helper.runner;

import org.culvert.helper.path.PathTraffic;

/**
 * Takes our echo requests and their answers out of what a path has carried. The path counts a
 * little later than we do, so counters wait rather than go back.
 */
final class OwnEchoes {
  private long bytesIn;
  private long bytesOut;
  private long packetsIn;
  private long packetsOut;
  private PathTraffic last = PathTraffic.NONE;

  void sent(int bytes) {
    packetsOut++;
    bytesOut += bytes;
  }

  void received(int bytes) {
    packetsIn++;
    bytesIn += bytes;
  }

  /** The rest. */
  PathTraffic takenOut(PathTraffic carried) {
    last =
        carried.withPayload(
            Math.max(last.bytesIn(), carried.bytesIn() - bytesIn),
            Math.max(last.bytesOut(), carried.bytesOut() - bytesOut),
            Math.max(last.packetsIn(), carried.packetsIn() - packetsIn),
            Math.max(last.packetsOut(), carried.packetsOut() - packetsOut));
    return last;
  }
}
