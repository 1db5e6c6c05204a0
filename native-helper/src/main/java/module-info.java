import org.jspecify.annotations.NullMarked;

/** The privileged process: sessions, platform back ends, local control socket. */
@NullMarked
module org.culvert.helper {
  requires jdk.httpserver;
  requires java.logging;
  requires jdk.net;
  requires com.sun.jna;
  requires org.culvert.core;
  requires org.freedesktop.dbus;
  requires org.slf4j;

  // The proxies and structures of systemd-resolved's interface are read by reflection.
  exports org.culvert.helper.linux.dns.resolved to
      org.freedesktop.dbus;

  opens org.culvert.helper.linux.dns.resolved to
      org.freedesktop.dbus;
}
