package org.culvert.helper.linux.ovpn;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.culvert.helper.path.kernel.KernelRefusedException;
import org.junit.jupiter.api.Test;

final class OvpnDeviceTest {
  @Test
  void anIpv4SocketIsNeverGivenAnIpv6ServerWhichWouldMakeTheKernelPanic() {
    assertThrows(KernelRefusedException.class, () -> OvpnDevice.requireFamily(false, true));
    assertDoesNotThrow(() -> OvpnDevice.requireFamily(true, true));
    assertDoesNotThrow(() -> OvpnDevice.requireFamily(true, false));
    assertDoesNotThrow(() -> OvpnDevice.requireFamily(false, false));
  }
}
