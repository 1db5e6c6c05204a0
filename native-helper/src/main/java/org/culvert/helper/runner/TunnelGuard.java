package org.culvert.helper.runner;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Protection;
import org.culvert.helper.host.BlockFailedException;
import org.culvert.helper.host.Hold;
import org.culvert.helper.host.HostFirewall;
import org.culvert.helper.host.Passage;
import org.culvert.helper.host.Passage.Server;

/**
 * One session's word in what may leave the machine: its kill switch, where it has one, and else its
 * way through those of others. For the session's thread only.
 */
final class TunnelGuard {
  private final HostFirewall firewall;
  private final Hold hold;
  private final Protection protection;
  private final OptionalInt mark;
  private final SessionFace face;
  private List<Server> servers = List.of();
  private List<String> devices = List.of();
  private boolean raised;
  private boolean toldOfHere;

  /**
   * @param mark what is on the sockets to the servers; empty for the firewall's own
   */
  TunnelGuard(
      HostFirewall firewall, Hold hold, Protection protection, OptionalInt mark, SessionFace face) {
    this.firewall = firewall;
    this.hold = hold;
    this.protection = protection;
    this.mark = mark;
    this.face = face;
    face.blocking(firewall.blocks(hold));
  }

  /** From here on the kill switch holds, if there is to be one; nothing more is let out. */
  void hold() throws IOException {
    if (protection.killSwitch() && !raised) {
      admit(servers, devices);
    }
  }

  /** The same, but where no server's name would be found then: there that comes first. */
  void holdEarly() throws IOException {
    if (firewall.canLookUp()) {
      hold();
    }
  }

  /**
   * Lets packets to these servers out and to no others; holds at the latest now.
   *
   * @throws IOException when that could not be done; then everything is as before
   */
  void reach(List<Server> next) throws IOException {
    admit(next, devices);
    boolean here = next.stream().anyMatch(server -> isHere(server.address()));
    if (here && !toldOfHere && protection.killSwitch()) {
      toldOfHere = true;
      face.log(
          LogLine.Level.WARNING,
          "the way to the server begins at a program on this machine, and the kill switch keeps in"
              + " what that sends itself; connect without the kill switch if nothing comes back");
    }
  }

  private static boolean isHere(InetSocketAddress address) {
    return address.getAddress().isLoopbackAddress();
  }

  /** What leaves by these devices is inside the tunnel. */
  void inside(String... names) throws IOException {
    admit(servers, List.of(names));
  }

  private void admit(List<Server> nextServers, List<String> nextDevices) throws IOException {
    try {
      firewall.admit(hold, passage(nextServers, nextDevices));
    } catch (IOException e) {
      throw new BlockFailedException(e);
    }
    servers = nextServers;
    devices = nextDevices;
    if (!raised && protection.killSwitch()) {
      face.log(
          LogLine.Level.INFO,
          protection.allowLan()
              ? "the kill switch holds: nothing leaves outside the tunnel but to local networks"
              : "the kill switch holds: nothing leaves outside the tunnel");
    }
    raised = true;
    face.blocking(protection.killSwitch());
  }

  private Passage passage(List<Server> to, List<String> by) {
    return new Passage(
        protection.killSwitch(),
        protection.allowLan(),
        // Who keeps the machine's own resolver may have it in a local network.
        protection.dns() instanceof DnsWish.None,
        mark,
        to,
        by);
  }

  /** Whether this session's kill switch is to hold now. */
  boolean holds() {
    return raised && protection.killSwitch();
  }

  /** Why less may be blocked than is wanted; empty when all is well. */
  Optional<String> trouble() {
    return protection.killSwitch() ? firewall.trouble() : Optional.empty();
  }

  /**
   * The session is over, and so is its tunnel.
   *
   * @param letPass whether the kill switch has done its work; otherwise it holds until its user
   *     acts, or {@link #reach} is called by the next session of this name
   */
  void end(boolean letPass) {
    boolean holding = firewall.blocks(hold);
    try {
      if (letPass || !holding) {
        firewall.lift(hold);
      } else {
        admitNothing();
      }
    } catch (IOException e) {
      face.log(LogLine.Level.ERROR, "traffic stays blocked: " + e.getMessage());
    }
    if (holding && letPass && !firewall.blocks(hold)) {
      face.log(LogLine.Level.INFO, "the kill switch is off: traffic passes outside the tunnel");
    }
    face.blocking(firewall.blocks(hold));
  }

  private void admitNothing() throws IOException {
    if (raised) {
      firewall.admit(hold, passage(List.of(), List.of()));
    }
    face.log(
        LogLine.Level.WARNING,
        "the kill switch goes on: traffic stays blocked until this is connected again, or culvert"
            + " unblock lets it pass");
  }
}
