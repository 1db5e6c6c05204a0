package org.culvert.app.settings;

import java.util.Optional;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Protection;

/** What of the {@link Protection} is different for one profile. What is empty is as for all. */
public record OwnProtection(
    Optional<Boolean> killSwitch, Optional<Boolean> allowLan, Optional<DnsWish> dns) {
  /** Nothing is different. */
  public static final OwnProtection NONE =
      new OwnProtection(Optional.empty(), Optional.empty(), Optional.empty());

  /** What counts where all the rest is as there. */
  public Protection over(Protection all) {
    return new Protection(
        killSwitch.orElse(all.killSwitch()),
        allowLan.orElse(all.allowLan()),
        dns.orElse(all.dns()));
  }

  /** The same with another wish for the kill switch. */
  public OwnProtection withKillSwitch(Optional<Boolean> wanted) {
    return new OwnProtection(wanted, allowLan, dns);
  }

  /** The same with another wish for local networks. */
  public OwnProtection withAllowLan(Optional<Boolean> wanted) {
    return new OwnProtection(killSwitch, wanted, dns);
  }

  /** The same with another wish for DNS. */
  public OwnProtection withDns(Optional<DnsWish> wanted) {
    return new OwnProtection(killSwitch, allowLan, wanted);
  }
}
