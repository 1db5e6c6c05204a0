package org.culvert.helper.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.path.TunDevice;

/**
 * The device and what was configured for it, kept over reconnects so that nothing leaks in between.
 * For the session's thread only.
 */
final class TunnelKeeper {
  private final HostNetwork host;
  private final SessionFace face;
  private Optional<TunDevice> device = Optional.empty();
  private Optional<TunnelPlan> plan = Optional.empty();

  TunnelKeeper(HostNetwork host, SessionFace face) {
    this.host = host;
    this.face = face;
  }

  boolean isUp() {
    return device.isPresent();
  }

  /** While a tunnel is kept, its routes must not catch the way to another server. */
  void prepareFor(InetAddress server) throws IOException {
    if (device.isPresent() && plan.isPresent()) {
      host.apply(device.get().name(), plan.get(), server);
    }
  }

  /** Makes the machine look like the plan; on failure nothing of it is left. */
  TunDevice apply(TunnelPlan wanted, InetAddress server) throws IOException {
    if (device.isPresent() && !wanted.deviceName().map(device.get().name()::equals).orElse(true)) {
      remove();
    }
    if (device.isEmpty()) {
      device = Optional.of(host.openTun(wanted.deviceName()));
    }
    TunDevice open = device.get();
    try {
      host.apply(open.name(), wanted, server);
      if (plan.isEmpty() && !wanted.dns().equals(TunnelPlan.Dns.NONE)) {
        face.log(
            LogLine.Level.WARNING,
            "DNS servers and domains of the tunnel are not applied by this version: names are"
                + " looked up as before");
      }
      plan = Optional.of(wanted);
      return open;
    } catch (IOException e) {
      remove();
      throw e;
    }
  }

  /** Removes everything; twice is fine. */
  void remove() {
    device.ifPresent(
        open -> {
          host.release(open.name());
          open.close();
          face.log(LogLine.Level.INFO, open.name() + " and its routes are removed");
        });
    device = Optional.empty();
    plan = Optional.empty();
  }

  static SessionStatus.TunnelInfo info(String device, TunnelPlan plan) {
    return new SessionStatus.TunnelInfo(
        device,
        first(plan, prefix -> !prefix.isIpv6()),
        first(plan, IpPrefix::isIpv6),
        plan.mtu(),
        plan.routes().stream().map(TunnelKeeper::text).toList(),
        new SessionStatus.DnsInfo(
            plan.dns().servers().stream().map(IpPrefix::text).toList(),
            List.copyOf(plan.dns().searchDomains())));
  }

  private static Optional<String> first(TunnelPlan plan, Predicate<IpPrefix> which) {
    return plan.addresses().stream().filter(which).findFirst().map(IpPrefix::toString);
  }

  private static String text(TunnelPlan.Route route) {
    return switch (route.via()) {
      case TunnelPlan.Via.Tunnel() -> route.destination().toString();
      case TunnelPlan.Via.PreviousGateway() -> route.destination() + " outside the tunnel";
    };
  }
}
