import org.jspecify.annotations.NullMarked;

/** The privileged process: sessions, platform back ends, local control socket. */
@NullMarked
module org.culvert.helper {
  requires jdk.httpserver;
  requires java.logging;
  requires jdk.net;
  requires com.sun.jna;
  requires org.culvert.core;
  requires org.slf4j;
}
