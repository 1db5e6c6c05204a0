package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.culvert.app.ui.driver.Samples;
import org.junit.jupiter.api.Test;

class StatusTextTest {
  @Test
  void whatWouldLetTheKernelCarryThePacketsIsBelowTheReason() {
    List<String> lines = StatusText.details(Samples.connected("office", 0), ZoneOffset.UTC);
    List<String> wanted =
        List.of(
            "  data path   userspace: Kernel 6.18.44-generic has no ovpn driver built in, and its"
                + " modules are not installed",
            "              If the kernel was updated since the computer started, restart it. Otherwise"
                + " install the package with this kernel's modules (linux-image, linux-modules,"
                + " kernel-modules), or another kernel of 6.16 or later with the module ovpn; in a"
                + " container, sudo modprobe ovpn on the host is enough.");
    assertTrue(Collections.indexOfSubList(lines, wanted) > 0, lines::toString);
  }
}
