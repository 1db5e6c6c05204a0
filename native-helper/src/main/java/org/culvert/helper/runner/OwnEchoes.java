package org.culvert.helper.runner;

import org.culvert.helper.path.PathTraffic;

/**
 * Takes our echo requests and their answers out of what a path has carried: as soon as we have
 * asked, for nobody is to see them even for a moment. The path counts later than that, so counters
 * wait rather than go back.
 */
final class OwnEchoes {
  private long bytesIn;
  private long bytesOut;
  private long packetsIn;
  private long packetsOut;
  private PathTraffic last = PathTraffic.NONE;

  /** A request went out, and its answer is on the way. */
  void asked(int bytes) {
    packetsOut++;
    bytesOut += bytes;
    late(bytes);
  }

  /** An answer that is on the way will not come. */
  void lost(int bytes) {
    packetsIn--;
    bytesIn -= bytes;
  }

  /** An answer came that was given up. */
  void late(int bytes) {
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
