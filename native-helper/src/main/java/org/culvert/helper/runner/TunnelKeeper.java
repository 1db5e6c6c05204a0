package org.culvert.helper.runner;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.host.BlockFailedException;
import org.culvert.helper.host.DeviceGoneException;
import org.culvert.helper.host.HostDns;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.host.Outer;
import org.culvert.helper.host.Passage;
import org.culvert.helper.path.TunnelDevice;

/**
 * The device and what was configured for it, kept over reconnects so that nothing leaks in between.
 * For the session's thread only.
 */
final class TunnelKeeper {
  /** How long a change by others may go unnoticed. */
  private static final long REPAIR_EVERY_MILLIS = 500;

  private final HostNetwork host;
  private final TunnelDns dns;
  private final TunnelGuard guard;
  private final SessionFace face;
  private Optional<TunnelDevice> device = Optional.empty();
  private long repairAt;
  private boolean unprotected;

  TunnelKeeper(HostNetwork host, HostDns dns, TunnelGuard guard, SessionFace face) {
    this.host = host;
    this.dns = new TunnelDns(dns, face);
    this.guard = guard;
    this.face = face;
  }

  boolean isUp() {
    return device.isPresent();
  }

  /**
   * While a tunnel is kept, its routes must not catch the way to any of these, nor may a kill
   * switch.
   */
  void prepareFor(Outer outer, List<Passage.Server> servers) throws IOException {
    guard.reach(servers);
    if (device.isPresent()) {
      try {
        host.reach(device.get().name(), outer);
      } catch (DeviceGoneException e) {
        lost(e);
      }
    }
  }

  /**
   * Makes the machine look like the plan. On failure nothing is left of a device that was new; one
   * that stood keeps its routes, and with them what they protect.
   */
  <D extends TunnelDevice> D apply(DeviceKind<D> kind, TunnelPlan wanted, Outer outer)
      throws IOException {
    if (device.isPresent() && !serves(kind, device.get(), wanted)) {
      if (wanted.deviceName().filter(device.get().name()::equals).isPresent()) {
        // Two devices cannot have one name, so one with another name stands in between.
        replace(device.get(), kind, wanted.unnamed(), outer);
      }
      return replace(device.get(), kind, wanted, outer);
    }
    if (device.isPresent()) {
      try {
        configure(device.get(), wanted, outer);
        return kind.type().cast(device.get());
      } catch (DeviceGoneException e) {
        lost(e);
      }
    }
    D fresh = kind.opener().open(wanted.deviceName());
    device = Optional.of(fresh);
    try {
      guard.inside(fresh.name());
      configure(fresh, wanted, outer);
      return fresh;
    } catch (IOException e) {
      remove();
      throw e;
    }
  }

  /**
   * The new device stands before the old one goes, so that nothing leaves in between; on failure
   * the old one goes on.
   */
  private <D extends TunnelDevice> D replace(
      TunnelDevice old, DeviceKind<D> kind, TunnelPlan wanted, Outer outer) throws IOException {
    D fresh = kind.opener().open(wanted.deviceName());
    try {
      guard.inside(old.name(), fresh.name());
      host.apply(fresh.name(), wanted, outer).forEach(note -> face.log(LogLine.Level.INFO, note));
    } catch (IOException e) {
      host.release(fresh.name());
      fresh.close();
      onlyInside(old.name());
      throw e;
    }
    dns.move(old.name(), fresh.name(), wanted.dns());
    device = Optional.of(fresh);
    host.release(old.name());
    old.close();
    guard.inside(fresh.name());
    face.log(LogLine.Level.INFO, fresh.name() + " has taken the place of " + old.name());
    return fresh;
  }

  private static boolean serves(DeviceKind<?> kind, TunnelDevice open, TunnelPlan wanted) {
    return kind.type().isInstance(open)
        && wanted.deviceName().map(open.name()::equals).orElse(true);
  }

  private void configure(TunnelDevice open, TunnelPlan wanted, Outer outer) throws IOException {
    host.apply(open.name(), wanted, outer).forEach(note -> face.log(LogLine.Level.INFO, note));
    dns.apply(open.name(), wanted.dns());
  }

  private void lost(DeviceGoneException e) {
    face.log(
        LogLine.Level.WARNING,
        e.getMessage() + ": somebody removed it, and traffic is no longer kept in the tunnel");
    remove();
  }

  /** In how many milliseconds {@link #repair} wants to be called. */
  long untilRepair(long now) {
    return device.isPresent() || guard.holds() ? Math.max(0, repairAt - now) : Long.MAX_VALUE;
  }

  /**
   * Now and then puts back what somebody took from the tunnel, and looks whether the kill switch
   * holds; to be called at any time.
   */
  void repair(long now) {
    if (untilRepair(now) > 0) {
      return;
    }
    repairAt = now + REPAIR_EVERY_MILLIS;
    try {
      if (device.isPresent()) {
        host.repair(device.get().name())
            .forEach(sentence -> face.log(LogLine.Level.WARNING, sentence));
      }
      Optional<String> leak = guard.trouble();
      if (leak.isPresent()) {
        unprotected(leak.get());
      } else if (unprotected) {
        unprotected = false;
        face.problem(trouble());
      }
    } catch (IOException e) {
      unprotected(Optional.ofNullable(e.getMessage()).orElse(e.toString()));
      return;
    }
    device.ifPresent(open -> dns.repair(open.name()));
  }

  private void unprotected(String why) {
    unprotected = true;
    face.problem(
        Optional.of(
            Problem.of(
                ProblemCode.HOST_SETUP_FAILED, "traffic may leave outside the tunnel: " + why)));
  }

  /** The machine could not be made to look like a plan. */
  static Problem problem(IOException e) {
    return Problem.of(
        e instanceof BlockFailedException
            ? ProblemCode.KILL_SWITCH_UNAVAILABLE
            : ProblemCode.HOST_SETUP_FAILED,
        Optional.ofNullable(e.getMessage()).orElse(e.toString()));
  }

  /** What is wrong with a tunnel that stands. */
  Optional<Problem> trouble() {
    return dns.trouble();
  }

  /** Removes everything; twice is fine. */
  void remove() {
    device.ifPresent(
        open -> {
          dns.release(open.name());
          host.release(open.name());
          open.close();
          onlyInside();
          face.log(LogLine.Level.INFO, open.name() + " and its routes are removed");
        });
    device = Optional.empty();
  }

  /** Another device that gets the name of one that is gone is not the tunnel. */
  private void onlyInside(String... devices) {
    try {
      guard.inside(devices);
    } catch (IOException e) {
      face.log(LogLine.Level.WARNING, "a rule for the device is left: " + e.getMessage());
    }
  }

  SessionStatus.TunnelInfo info(String device, TunnelPlan plan) {
    return new SessionStatus.TunnelInfo(
        device,
        first(plan, prefix -> !prefix.isIpv6()),
        first(plan, IpPrefix::isIpv6),
        plan.mtu(),
        plan.routes().stream().map(TunnelKeeper::text).toList(),
        dns.info(plan.dns()));
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
