package org.culvert.helper.runner;

import java.io.IOException;
import java.util.Optional;
import org.culvert.helper.path.TunnelDevice;

/** A kind of tunnel device, and how one of it is made. */
record DeviceKind<D extends TunnelDevice>(Class<D> type, Opener<D> opener) {
  /** Makes a device, down and without addresses. */
  interface Opener<D> {
    D open(Optional<String> wantedName) throws IOException;
  }
}
