package org.culvert.helper.path.kernel;

import java.io.IOException;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.TunnelDevice;

/** A device whose packets the kernel seals and opens; it has one peer at a time. */
public interface KernelDevice extends TunnelDevice {
  /**
   * Gives the socket's data packets to the kernel; control packets stay with whoever reads the
   * socket. Takes the place of the peer before, whose keys are gone then.
   *
   * @param peerId what the server pushed, 0 to 0xFFFFFE
   * @throws KernelRefusedException with the kernel's words; the socket is as before then. After
   *     another exception it may be the kernel's
   */
  KernelPeer attach(int peerId, KernelSocket socket) throws IOException;
}
