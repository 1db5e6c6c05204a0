package org.culvert.helper.linux.dns.resolved;

import java.io.IOException;
import java.util.function.Consumer;
import org.culvert.helper.host.DnsException;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;

/**
 * systemd-resolved on the system's bus. The connection lasts for one change, so that no thread of
 * the bus stays behind.
 */
public final class BusResolved implements Resolved {
  /** The only place where a privileged process looks for it, whatever its environment says. */
  private static final String SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket";

  private static final String NAME = "org.freedesktop.resolve1";
  private static final String PATH = "/org/freedesktop/resolve1";
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  private final String bus;

  /** On this machine's bus. */
  public BusResolved() {
    this(SYSTEM_BUS);
  }

  BusResolved(String bus) {
    this.bus = bus;
  }

  @Override
  public void configure(int link, LinkDns dns) throws IOException {
    call(
        manager -> {
          try {
            // How to ask comes before whom, so that nothing is asked in the clear on the way.
            manager.setLinkDnsOverTls(link, dns.overTls() ? "yes" : "no");
            if (!dns.dnssec().isEmpty()) {
              manager.setLinkDnssec(link, dns.dnssec());
            }
            setDomains(manager, link, dns);
            manager.setLinkDefaultRoute(link, dns.defaultRoute());
            setServers(manager, link, dns);
          } catch (DBusExecutionException e) {
            manager.revertLink(link);
            throw e;
          }
        });
  }

  private static void setServers(Manager manager, int link, LinkDns dns) {
    // The older call serves all but what is rare.
    if (dns.servers().stream().allMatch(LinkDns.Server::isPlain)) {
      manager.setLinkDns(
          link,
          dns.servers().stream()
              .map(server -> server.address().getAddress())
              .map(address -> new Manager.Server(family(address), address))
              .toList());
    } else {
      manager.setLinkDnsEx(
          link,
          dns.servers().stream()
              .map(
                  server ->
                      new Manager.ServerEx(
                          family(server.address().getAddress()),
                          server.address().getAddress(),
                          server.port(),
                          server.name()))
              .toList());
    }
  }

  private static void setDomains(Manager manager, int link, LinkDns dns) {
    manager.setLinkDomains(
        link,
        dns.domains().stream()
            .map(domain -> new Manager.Domain(domain.name(), domain.routeOnly()))
            .toList());
  }

  private static int family(byte[] address) {
    return address.length == 4 ? AF_INET : AF_INET6;
  }

  @Override
  public void revert(int link) throws IOException {
    call(manager -> manager.revertLink(link));
  }

  private void call(Consumer<Manager> calls) throws IOException {
    try (DBusConnection connection =
        DBusConnectionBuilder.forAddress(bus).withShared(false).build()) {
      calls.accept(connection.getRemoteObject(NAME, PATH, Manager.class));
    } catch (DBusException e) {
      throw new DnsException(
          "systemd-resolved looks up this machine's names, but the system's D-Bus does not answer: "
              + e.getMessage(),
          "Start dbus and systemd-resolved, and connect again.",
          e);
    } catch (DBusExecutionException e) {
      throw new DnsException(
          "systemd-resolved did not take the tunnel's servers: " + e.getMessage(),
          "See whether it runs (systemctl status systemd-resolved), and connect again.",
          e);
    }
  }
}
