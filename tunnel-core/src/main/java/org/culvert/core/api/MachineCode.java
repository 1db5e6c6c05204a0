package org.culvert.core.api;

import java.util.Locale;
import org.culvert.core.api.Response.Finding.Health;

/**
 * Everything that the doctor can say of a machine, with the English words for it. The wire name is
 * stable. {@code {0}}, {@code {1}} … stand for the arguments of the {@link Diagnosis}; where it
 * quotes reasons, {@code {0}} is them as sentences, and {@code {1}} as clauses.
 */
public enum MachineCode {
  KERNEL_KNOWN(MachineSubject.KERNEL, Health.GOOD, "Linux {0}", ""),
  KERNEL_UNKNOWN(MachineSubject.KERNEL, Health.NOTE, "Linux, version unknown", "Mount /proc."),

  MAY_SET_UP(
      MachineSubject.PRIVILEGE, Health.GOOD, "May set up devices and routes (CAP_NET_ADMIN)", ""),
  MAY_NOT_SET_UP(
      MachineSubject.PRIVILEGE,
      Health.BAD,
      "May not set up devices and routes (CAP_NET_ADMIN is missing)",
      "Run the helper as root, or as a service with CAP_NET_ADMIN."),

  TUN_OPENS(MachineSubject.TUN, Health.GOOD, "/dev/net/tun can be opened", ""),
  TUN_MISSING(
      MachineSubject.TUN,
      Health.BAD,
      "/dev/net/tun is missing",
      "Load the driver (modprobe tun); in a container, pass the device in."),
  TUN_REFUSED(
      MachineSubject.TUN,
      Health.BAD,
      "Could not open the driver: {0}",
      "Load the driver (modprobe tun) and let the helper's user open the file."),

  JOINS_ALL(
      MachineSubject.USERSPACE_PATH,
      Health.GOOD,
      "The kernel joins packets for it and cuts them again: TCP and UDP at the tunnel's device, and"
          + " datagrams to and from the server",
      ""),
  /** Names what. */
  JOINS_NOT(
      MachineSubject.USERSPACE_PATH,
      Health.NOTE,
      "The kernel does not join {0}: such traffic costs more",
      "Update the kernel: Linux 6.2 and later join all of them."),
  JOINS_UNKNOWN(
      MachineSubject.USERSPACE_PATH,
      Health.NOTE,
      "What the kernel joins for it is not known: {0}",
      "See to the privilege and the TUN driver first."),

  KERNEL_CARRIES(
      MachineSubject.KERNEL_PATH,
      Health.GOOD,
      "The kernel's ovpn driver can carry the packets",
      ""),
  /** Quotes why. What to do is said by the reasons; by the code where these say nothing. */
  KERNEL_CANNOT(
      MachineSubject.KERNEL_PATH,
      Health.NOTE,
      "{0}; packets take the userspace data path",
      "Nothing needs to be done."),
  /** Quotes which. */
  KERNEL_DEFECT(
      MachineSubject.KERNEL_PATH,
      Health.NOTE,
      "The kernel's ovpn driver works, with a known defect: {0}",
      "Update the kernel; connect --data-path kernel uses it all the same."),
  /** Quotes why not with some ciphers. */
  KERNEL_LACKS_CIPHERS(
      MachineSubject.KERNEL_PATH,
      Health.NOTE,
      "The kernel's ovpn driver works, but {1}",
      "Let the kernel load the cipher's module; until then connections with it take the userspace"
          + " data path."),

  OLD_DRIVER_LOADED(
      MachineSubject.OLD_DRIVER,
      Health.NOTE,
      "The driver {0} is loaded, and not used: it is OpenVPN 2.6's",
      "Nothing needs to be done; the one driver that is ever used is ovpn, of Linux 6.16 and"
          + " later."),
  OLD_DRIVER_INSTALLED(
      MachineSubject.OLD_DRIVER,
      Health.NOTE,
      "The driver {0} is installed, and not used: it is OpenVPN 2.6's",
      "Nothing needs to be done; the one driver that is ever used is ovpn, of Linux 6.16 and"
          + " later."),

  /** Names why, as do the next three. */
  DNS_RESOLVED(
      MachineSubject.DNS,
      Health.GOOD,
      "systemd-resolved, for each tunnel its own servers and domains: {0}",
      ""),
  DNS_RESOLVCONF(
      MachineSubject.DNS,
      Health.NOTE,
      "resolvconf, which cannot ask one server for some names and another for the rest: {0}",
      "systemd-resolved could do that too."),
  DNS_FILE(
      MachineSubject.DNS,
      Health.NOTE,
      "/etc/resolv.conf, which cannot ask one server for some names and another for the rest: {0}",
      "systemd-resolved could do that too."),
  DNS_NONE(
      MachineSubject.DNS,
      Health.NOTE,
      "none; the DNS of a tunnel is not applied: {0}",
      "Give the namespace a file of its own: /etc/netns/NAME/resolv.conf."),

  CAN_BLOCK(MachineSubject.KILL_SWITCH, Health.GOOD, "nft can block traffic", ""),
  BLOCK_FAILS(
      MachineSubject.KILL_SWITCH,
      Health.BAD,
      "Traffic is to be blocked and may pass: the rules of the kill switch cannot be set: {0}",
      "See that nft list ruleset works as root; the helper goes on trying."),
  BLOCKING(
      MachineSubject.KILL_SWITCH,
      Health.NOTE,
      "A kill switch holds: nothing leaves this machine outside a tunnel",
      "Whoever wanted it can disconnect, or culvert unblock; root unblocks for all users."),
  NFT_MISSING(
      MachineSubject.KILL_SWITCH,
      Health.NOTE,
      "There is no nft, so that the kill switch cannot be used",
      "Install the package nftables, if you want it."),
  TABLE_LEFT(
      MachineSubject.KILL_SWITCH,
      Health.BAD,
      "The table {0} blocks traffic, and this helper knows nothing of it",
      "End the other helper, or as root: nft delete table {0}"),

  ENCRYPTED_BY(MachineSubject.ENCRYPTION, Health.GOOD, "AES-GCM by {0}", ""),
  ENCRYPTED_BY_OTHER(
      MachineSubject.ENCRYPTION,
      Health.NOTE,
      "AES-GCM by {0}: {1}",
      "Nothing needs to be done; packets cost a little more of the processor than with libgcrypt"
          + " 1.10 or newer."),
  ENCRYPTED_BY_JDK(
      MachineSubject.ENCRYPTION,
      Health.NOTE,
      "AES-GCM by the JDK {0}: {1}",
      "Nothing needs to be done; packets cost a little more of the processor than with libgcrypt"
          + " 1.10 or newer.");

  private final MachineSubject subject;
  private final Health health;
  private final String text;
  private final String remedy;

  MachineCode(MachineSubject subject, Health health, String text, String remedy) {
    this.subject = subject;
    this.health = health;
    this.text = text;
    this.remedy = remedy;
  }

  /** What it is about. */
  public MachineSubject subject() {
    return subject;
  }

  /** How well that is. */
  public Health health() {
    return health;
  }

  /** The English words for what was found. */
  public String text() {
    return text;
  }

  /** The English words for what to do, if there is something to do. */
  public String remedy() {
    return remedy;
  }

  /** Whether the reasons that it quotes say better what to do, where they say something. */
  public boolean leavesRemedyToReasons() {
    return this == KERNEL_CANNOT;
  }

  /** The stable name on the local socket, in JSON and in translations. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
