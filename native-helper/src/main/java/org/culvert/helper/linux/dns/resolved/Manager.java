package org.culvert.helper.linux.dns.resolved;

import java.util.List;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.interfaces.DBusInterface;

/** The calls of org.freedesktop.resolve1(5) that are made here. */
@DBusInterfaceName("org.freedesktop.resolve1.Manager")
public interface Manager extends DBusInterface {
  @DBusMemberName("SetLinkDNS")
  void setLinkDns(int link, List<Server> servers);

  @DBusMemberName("SetLinkDNSEx")
  void setLinkDnsEx(int link, List<ServerEx> servers);

  @DBusMemberName("SetLinkDomains")
  void setLinkDomains(int link, List<Domain> domains);

  @DBusMemberName("SetLinkDefaultRoute")
  void setLinkDefaultRoute(int link, boolean enable);

  @DBusMemberName("SetLinkDNSOverTLS")
  void setLinkDnsOverTls(int link, String mode);

  @DBusMemberName("SetLinkDNSSEC")
  void setLinkDnssec(int link, String mode);

  @DBusMemberName("RevertLink")
  void revertLink(int link);

  /** {@code (iay)}: address family and address. */
  final class Server extends Struct {
    @Position(0)
    public final int family;

    @Position(1)
    public final byte[] address;

    Server(int family, byte[] address) {
      this.family = family;
      this.address = address;
    }
  }

  /** {@code (iayqs)}: also port and the name in the certificate. */
  final class ServerEx extends Struct {
    @Position(0)
    public final int family;

    @Position(1)
    public final byte[] address;

    @Position(2)
    public final org.freedesktop.dbus.types.UInt16 port;

    @Position(3)
    public final String name;

    ServerEx(int family, byte[] address, int port, String name) {
      this.family = family;
      this.address = address;
      this.port = new org.freedesktop.dbus.types.UInt16(port);
      this.name = name;
    }
  }

  /** {@code (sb)}: name, and whether it is for routing only. */
  final class Domain extends Struct {
    @Position(0)
    public final String name;

    @Position(1)
    public final boolean routeOnly;

    Domain(String name, boolean routeOnly) {
      this.name = name;
      this.routeOnly = routeOnly;
    }
  }
}
