package org.culvert.app.ui.driver;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Batches;
import org.culvert.core.api.Event;
import org.culvert.core.api.Gateway;
import org.culvert.core.api.Live;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Problem;
import org.culvert.core.api.Question;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;

/** Sessions as a real helper would describe them. */
public final class Samples {
  /** What is found on a computer without the driver of tunnels. */
  public static final List<Finding> MACHINE =
      List.of(
          new Finding("kernel", Finding.Health.GOOD, "Linux 6.18", ""),
          new Finding(
              "TUN driver",
              Finding.Health.BAD,
              "/dev/net/tun is missing",
              "Load the driver (modprobe tun)."),
          new Finding("kill switch", Finding.Health.NOTE, "nft is missing", "Install it."));

  private Samples() {}

  /** A session in some state of which nothing else is known. */
  public static SessionStatus in(String name, SessionState state, long since) {
    return failed(name, state, since, Optional.empty());
  }

  /** A session in some state, with its last error. */
  public static SessionStatus failed(
      String name, SessionState state, long since, Optional<Problem> problem) {
    return status(name, state, since, problem, Optional.empty());
  }

  private static SessionStatus status(
      String name,
      SessionState state,
      long since,
      Optional<Problem> problem,
      Optional<SessionStatus.OpenQuestion> question) {
    return new SessionStatus(
        name,
        state,
        since,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        0,
        0,
        problem,
        question);
  }

  /** A session on its way to a server by UDP, with what went wrong before. */
  public static SessionStatus tryingByUdp(String name, long since, Problem problem) {
    SessionStatus bare = failed(name, SessionState.RECONNECTING, since, Optional.of(problem));
    return new SessionStatus(
        name,
        bare.state(),
        since,
        Optional.of(
            new SessionStatus.RemoteInfo(
                "vpn.example.com", 1194, Optional.empty(), "udp4", Optional.empty())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        0,
        0,
        bare.lastError(),
        Optional.empty());
  }

  /** A session that waits for its user. */
  public static SessionStatus waiting(String name, long id, Question question) {
    return waiting(name, 1, id, question);
  }

  /** The same since a moment that is shown. */
  public static SessionStatus waiting(String name, long since, long id, Question question) {
    return status(
        name,
        SessionState.WAITING_FOR_USER,
        since,
        Optional.empty(),
        Optional.of(new SessionStatus.OpenQuestion(id, question)));
  }

  /** A session with everything that can be known. */
  public static SessionStatus connected(String name, long since) {
    return connected(name, since, Optional.empty());
  }

  /** The same by way of a proxy. */
  public static SessionStatus throughProxy(String name, long since, String proxy) {
    return connected(name, since, Optional.of(proxy));
  }

  private static SessionStatus connected(String name, long since, Optional<String> proxy) {
    return new SessionStatus(
        name,
        SessionState.CONNECTED,
        since,
        Optional.of(
            new SessionStatus.RemoteInfo(
                "vpn.example.com", 1194, Optional.of("192.0.2.17"), "udp4", proxy)),
        Optional.of(
            new SessionStatus.DataPathInfo(
                "userspace", PathReason.of(PathReasonCode.MODULES_MISSING, "6.18.44-generic"))),
        Optional.of("AES-256-GCM"),
        Optional.of(
            new SessionStatus.TlsInfo(
                "TLSv1.3", "TLS_AES_256_GCM_SHA384", "CN=vpn.example.com, O=Example Ltd")),
        Optional.of(
            new SessionStatus.TunnelInfo(
                "culvert0",
                Optional.of("10.8.0.6/24"),
                Optional.of("fd00:10:8::1004/64"),
                1500,
                List.of("0.0.0.0/1", "128.0.0.0/1", "10.20.0.0/16", "2000::/3"),
                new SessionStatus.DnsInfo(
                    List.of("10.8.0.1", "fd00:10:8::1"),
                    List.of("corp.example.com"),
                    List.of(),
                    Optional.of("systemd-resolved")))),
        0,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty());
  }

  /** Counters with what else is measured: a gateway, and batches of so many calls and packets. */
  public static Event.Traffic measured(
      String name, long time, Gateway gateway, long calls, long packets) {
    Batches batches =
        new Batches(
            new Batches.Direction(calls, packets, 62_400),
            new Batches.Direction(calls / 2, packets, 64_100));
    return new Event.Traffic(
        name,
        time,
        packets * 1_400,
        packets * 90,
        packets,
        packets / 2,
        new Live(Optional.of(gateway), Optional.of(batches)));
  }

  /** A gateway that answered lately. */
  public static Gateway gateway(long lastMicros, long medianMicros, int asked, int lost) {
    return new Gateway.Answers(
        "10.8.0.1", Optional.of(new Gateway.RoundTrip(lastMicros, medianMicros)), asked, lost);
  }

  /** The same session by the kernel's data path. */
  public static SessionStatus byKernel(SessionStatus it) {
    return new SessionStatus(
        it.name(),
        it.state(),
        it.since(),
        it.remote(),
        Optional.of(
            new SessionStatus.DataPathInfo("kernel", PathReason.of(PathReasonCode.KERNEL_CARRIES))),
        it.cipher(),
        it.tls(),
        it.tunnel(),
        0,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty());
  }

  /** A log line that tells of a problem. */
  public static Event log(String name, long time, Problem problem) {
    return new Event.Logged(
        new LogLine(name, time, LogLine.Level.WARNING, problem.message(), Optional.of(problem)));
  }

  /** A log line that tells of something that has a code. */
  public static Event log(String name, long time, LogCode code, String text) {
    return new Event.Logged(new LogLine(name, time, code, text));
  }

  /** A log line. */
  public static Event log(String name, long time, LogLine.Level level, String text) {
    return new Event.Logged(new LogLine(name, time, level, text));
  }
}
