package org.culvert.helper.path.kernel;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.PathReason;
import org.culvert.core.keys.DataCipher;

/** The kernel's driver that carries a tunnel's packets. From any thread. */
public interface KernelDriver {
  /**
   * Why it cannot be used on this machine; empty when it can. Loads the driver where that is
   * possible, and leaves nothing else behind.
   */
  Optional<PathReason> obstacle();

  /**
   * What is known to keep it from being used, without looking closer: it is not loaded for this,
   * and no device is made.
   */
  List<PathReason> known();

  /**
   * Why it cannot carry packets with this AEAD cipher; empty when it can. For a driver without an
   * {@link #obstacle()}.
   */
  Optional<PathReason> obstacle(DataCipher cipher);

  /**
   * Why it should not be used on this machine although it could: a crash that is known of this
   * kernel. A user who insists may.
   *
   * @param tcp whether the tunnel's packets go by TCP
   */
  Optional<PathReason> danger(boolean tcp);

  /**
   * Makes a device, down and without addresses. It outlives the process; {@link #recover} removes
   * what was left behind.
   *
   * @param wantedName a fixed name, or empty for a free one of ours
   */
  KernelDevice open(Optional<String> wantedName) throws IOException;

  /**
   * Removes devices that an earlier process of ours left behind, and nobody else's. Called once,
   * before anything else. Returns a sentence for each.
   */
  List<String> recover() throws IOException;
}
