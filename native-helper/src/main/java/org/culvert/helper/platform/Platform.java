package org.culvert.helper.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.culvert.core.api.Response;
import org.culvert.helper.host.HostDns;
import org.culvert.helper.host.HostFirewall;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.host.IsolatedNetwork;
import org.culvert.helper.linux.dns.LinuxDns;
import org.culvert.helper.linux.doctor.LinuxDoctor;
import org.culvert.helper.linux.firewall.LinuxFirewall;
import org.culvert.helper.linux.net.LinuxHostNetwork;
import org.culvert.helper.linux.ns.LinuxIsolatedNetwork;
import org.culvert.helper.linux.ovpn.LinuxOvpn;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.path.kernel.KernelDriver;

/**
 * What this machine offers.
 *
 * @param isolated makes further networks on this machine
 * @param doctor looks at the machine now; leaves it as it was
 */
public record Platform(
    HostNetwork network,
    HostDns dns,
    HostFirewall firewall,
    KernelDriver driver,
    IsolatedNetwork.Maker isolated,
    Supplier<List<Response.Finding>> doctor) {
  /**
   * Picks the ports of the machine that we run on.
   *
   * @param stateDirectory where a journal may be kept; only the helper's user may write there
   * @param lastingDirectory the same for what must be known after a reboot, too
   */
  public static Platform detect(Path stateDirectory, Path lastingDirectory, RandomGenerator random)
      throws IOException {
    String system = System.getProperty("os.name", "unknown");
    if (system.toLowerCase(Locale.ROOT).startsWith("linux")) {
      LinuxOvpn driver = LinuxOvpn.open(stateDirectory, random);
      LinuxHostNetwork network = LinuxHostNetwork.open(stateDirectory, OffloadStep.allowed());
      LinuxFirewall firewall = LinuxFirewall.open(stateDirectory, network::onLink);
      return new Platform(
          network,
          LinuxDns.open(lastingDirectory),
          firewall,
          driver,
          name -> LinuxIsolatedNetwork.open(name, stateDirectory.resolve(name)),
          () -> LinuxDoctor.findings(driver, firewall.finding()));
    }
    throw new IOException(
        system + " is not supported yet: this version sets up tunnels on Linux only");
  }
}
