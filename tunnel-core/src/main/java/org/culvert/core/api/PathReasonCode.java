package org.culvert.core.api;

import java.text.MessageFormat;
import java.util.Locale;

/**
 * Every reason for which the kernel carries a connection's packets or this process does, in English
 * words that can follow a colon, and in one sentence what would let the kernel carry the packets
 * where somebody can do that. The wire name is stable. {@code {0}}, {@code {1}} … stand for the
 * arguments of the {@link PathReason}.
 */
public enum PathReasonCode {
  /** In the words of somebody else, for example of a newer helper. */
  AS_SAID("{0}"),

  YOU_CHOSE(
      "you chose it",
      "Choose the data path Automatic in the settings, for all profiles or for this one, or connect"
          + " with --data-path auto."),
  KERNEL_IS_TO_CARRY("the kernel's ovpn driver is to carry the packets"),
  KERNEL_CARRIES("the kernel's ovpn driver carries the packets"),

  PROFILE_FITS("nothing in the profile stands in its way"),
  PROFILE_FITS_SOME("nothing in the profile stands in its way for {0} of {1} servers"),
  PROFILE_FORBIDS(
      "the profile forbids the kernel's data path (disable-dco)",
      "Remove the line disable-dco from the profile."),
  HTTP_PROXY(
      "the kernel's data path cannot go through an HTTP proxy",
      "Remove the line http-proxy from the profile, if the server can be reached without the"
          + " proxy."),
  SOCKS_PROXY(
      "the kernel's data path cannot go through a SOCKS proxy",
      "Remove the line socks-proxy from the profile, if the server can be reached without the"
          + " proxy."),
  PROFILE_FRAGMENT(
      "the kernel's data path cannot do it: packets are cut into pieces (fragment)",
      "The server's administrator would have to remove fragment on the server; then remove it"
          + " from the profile, too."),
  PROFILE_COMPRESSION(
      "the kernel's data path cannot do it: the profile wants compression framing"
          + " (compress, comp-lzo)",
      "The server's administrator would have to turn compression off; then remove compress and"
          + " comp-lzo from the profile, too."),
  PROFILE_CIPHERS(
      "the kernel's data path cannot do it: the profile names no cipher of the kernel's"
          + " (AES-GCM, CHACHA20-POLY1305)",
      "Add AES-256-GCM to data-ciphers in the profile, if the server allows it."),
  PROFILE_TOS(
      "the kernel's data path cannot do it: packets are to be as urgent as those inside"
          + " (passtos)",
      "Remove the line passtos from the profile."),
  PROFILE_DEVICE(
      "the kernel's data path cannot do it: packets are tied to a network device (bind-dev)",
      "Remove the line bind-dev from the profile, if packets may leave by any network device."),
  PROFILE_DISCOVERY(
      "the kernel's data path cannot do it: the profile says what becomes of long packets"
          + " (mtu-disc)",
      "Remove the line mtu-disc from the profile."),
  PROFILE_REPLAY_WINDOW(
      "the kernel's data path cannot do it: packets may come later than by {0}"
          + " (replay-window)",
      "Remove the line replay-window from the profile, or write at most {0} there."),
  SMALL_PACKETS(
      "the kernel's data path cannot do it: packets are to be of {0} bytes at most (mssfix), and a"
          + " device takes packets of {1}",
      "Remove the line mssfix from the profile, or write a larger size there."),
  SMALL_PACKETS_IPV6(
      "the kernel's data path cannot do it: packets are to be of {0} bytes at most (mssfix), and a"
          + " device with IPv6 takes packets of {1}",
      "Remove the line mssfix from the profile, or write a larger size there."),

  SERVER_CIPHER(
      "the server wants {0}, which the kernel cannot do",
      "The server's administrator would have to put AES-256-GCM first in the server's"
          + " data-ciphers."),
  SERVER_COMPRESSION(
      "the server wants compression framing, which the kernel cannot do",
      "The server's administrator would have to turn compression off."),
  SERVER_EPOCHS("the server wants keys that change by epochs, which the kernel cannot do"),
  SERVER_FRAGMENT(
      "packets are cut into pieces (fragment), which the kernel cannot do",
      "The server's administrator would have to remove fragment on the server; then remove it"
          + " from the profile, too."),
  SERVER_NO_PEER_ID(
      "the server gives no peer id, which the kernel needs",
      "The server's administrator would have to update it: OpenVPN 2.4 and later give one."),

  KERNEL_TOO_OLD(
      "kernel {0} has no ovpn driver; it came with Linux 6.16",
      "Install a kernel of 6.16 or later with the module ovpn: a newer kernel package, and the"
          + " one with its extra modules where there is one (linux-modules-extra,"
          + " kernel-modules-extra)."),
  DRIVER_LEFT_OUT(
      "kernel {0} was built or installed without its ovpn driver",
      "Install the package with this kernel's extra modules (linux-modules-extra,"
          + " kernel-modules-extra), or another kernel of 6.16 or later with the module ovpn."),
  MODULES_MISSING(
      "kernel {0} has no ovpn driver built in, and its modules are not installed",
      "If the kernel was updated since the computer started, restart it. Otherwise install the"
          + " package with this kernel's modules (linux-image, linux-modules, kernel-modules), or"
          + " another kernel of 6.16 or later with the module ovpn; in a container, sudo modprobe"
          + " ovpn on the host is enough."),
  DRIVER_NOT_LOADED(
      "the ovpn driver of kernel {0} is installed, but not loaded",
      "Load it with sudo modprobe ovpn."),
  DRIVER_BLOCKED(
      "the ovpn driver of kernel {0} is installed, but not to be loaded on this machine: look for"
          + " ovpn in /etc/modprobe.d",
      "modprobe --showconfig | grep ovpn shows the line. Remove it, if the driver may be loaded;"
          + " sudo modprobe --ignore-install ovpn loads it once."),
  MODPROBE_MISSING(
      "the ovpn driver of kernel {0} is installed, but not loaded, and {1} is missing",
      "Install the package kmod, which has modprobe."),
  MODPROBE_FAILED(
      "the ovpn driver of kernel {0} is installed, but could not be loaded: modprobe says: {1}",
      "If the kernel was updated since the computer started, restart it. Otherwise look for a line"
          + " that forbids it, with modprobe --showconfig | grep ovpn; in a container, try sudo"
          + " modprobe ovpn on the host."),
  DRIVER_STRANGE(
      "the ovpn driver of kernel {0} is not the one that we know",
      "Start a kernel with the driver that comes with Linux 6.16 and later, or update Culvert."),
  DEAD_ROUTES(
      "this machine passes over the routes of devices without a carrier"
          + " (ignore_routes_with_linkdown), and traffic would leave outside the tunnel while it"
          + " reconnects",
      "Set ignore_routes_with_linkdown to 0 with sysctl, in net.ipv4.conf and net.ipv6.conf, each"
          + " for all and default; lines in a file in /etc/sysctl.d keep it so."),
  DRIVER_UNUSABLE("the kernel's ovpn driver cannot be used: {0}"),
  DRIVER_NEEDS_ROOT(
      "the kernel's ovpn driver cannot be used: making the kernel's device needs"
          + " CAP_NET_ADMIN",
      "Run the helper as root, or as a service with CAP_NET_ADMIN."),
  DRIVER_IN_CONTAINER(
      "the kernel's ovpn driver cannot be used: the kernel lets this process make its device, but"
          + " not use it, as in a container without the machine's CAP_NET_ADMIN",
      "Run the helper on the machine itself, outside the container."),
  UBUNTU_CRASH(
      "Ubuntu's kernel {0} crashes with the ovpn driver (ovpn-net-next#30)",
      "Update the kernel to 6.17.0-9 or later."),
  TCP_CRASH(
      "kernel {0} may crash when a connection by TCP ends in the ovpn driver"
          + " (ovpn-net-next#29, mended in 6.19.3)",
      "Update the kernel to 6.19.3 or later, or connect by UDP."),

  CIPHER_MISSING(
      "the kernel has no {0}, or may not load its module",
      "Load the cipher's module: sudo modprobe gcm, or sudo modprobe chacha20poly1305."),
  CIPHER_REFUSED("the kernel takes no key of {0}: {1}"),
  DEVICE_REFUSED("the kernel makes no device: {0}"),
  CONNECTION_REFUSED("the kernel does not take the connection: {0}"),
  KEYS_REFUSED("the kernel does not take the keys: {0}"),
  NEW_KEY_REFUSED("the kernel does not take a new key: {0}"),
  TAKEN_UNKNOWN("it is not known what the kernel has taken: {0}"),
  NOTHING_COMES_BACK(
      "the kernel sends data packets, but none comes back, while the server answers");

  private final String words;
  private final String remedy;

  /** A reason that nobody here can do anything about, or that is none against the kernel. */
  PathReasonCode(String words) {
    this(words, "");
  }

  PathReasonCode(String words, String remedy) {
    this.words = words;
    this.remedy = remedy;
  }

  /** The stable name on the local socket and in JSON, for example {@code you-chose}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String sentence(Object[] args) {
    return fill(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1), args);
  }

  String clause(Object[] args) {
    return fill(words, args);
  }

  String remedy(Object[] args) {
    return fill(remedy, args);
  }

  /** An apostrophe is one in the words, and a quote to MessageFormat. */
  static String fill(String text, Object[] args) {
    return new MessageFormat(text.replace("'", "''"), Locale.ROOT).format(args);
  }
}
