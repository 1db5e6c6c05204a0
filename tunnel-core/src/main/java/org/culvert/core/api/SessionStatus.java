package org.culvert.core.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that is known about one session at one moment: the shape of {@code culvert status
 * --json}.
 *
 * @param name the profile's name, unique among the caller's sessions
 * @param since when {@code state} was entered, in milliseconds since the epoch
 * @param bytesIn payload bytes that came out of the tunnel in this connection; the others alike
 * @param live what else is measured while the tunnel stands
 * @param blocking whether its kill switch holds: nothing leaves the machine outside the tunnel
 */
public record SessionStatus(
    String name,
    SessionState state,
    long since,
    Optional<RemoteInfo> remote,
    Optional<DataPathInfo> dataPath,
    Optional<String> cipher,
    Optional<TlsInfo> tls,
    Optional<TunnelInfo> tunnel,
    long bytesIn,
    long bytesOut,
    long packetsIn,
    long packetsOut,
    Optional<Problem> lastError,
    Optional<OpenQuestion> question,
    Live live,
    boolean blocking) {

  /** Nothing is measured beside the counters, and no kill switch holds. */
  public SessionStatus(
      String name,
      SessionState state,
      long since,
      Optional<RemoteInfo> remote,
      Optional<DataPathInfo> dataPath,
      Optional<String> cipher,
      Optional<TlsInfo> tls,
      Optional<TunnelInfo> tunnel,
      long bytesIn,
      long bytesOut,
      long packetsIn,
      long packetsOut,
      Optional<Problem> lastError,
      Optional<OpenQuestion> question) {
    this(
        name,
        state,
        since,
        remote,
        dataPath,
        cipher,
        tls,
        tunnel,
        bytesIn,
        bytesOut,
        packetsIn,
        packetsOut,
        lastError,
        question,
        Live.NONE,
        false);
  }

  /**
   * What the session waits for, until it is answered, becomes pointless or the session ends.
   *
   * @param id another one for each question: an answer that is late fits none
   */
  public record OpenQuestion(long id, Question question) {}

  /**
   * The server of the current attempt.
   *
   * @param address empty until the name is resolved, and where only the proxy resolves it
   * @param transport {@code udp4}, {@code tcp6}…; the family is the proxy's where there is one
   * @param proxy host and port of the proxy in between
   */
  public record RemoteInfo(
      String host, int port, Optional<String> address, String transport, Optional<String> proxy) {
    /** The same server, which goes on from another address. */
    public RemoteInfo movedTo(String now) {
      return new RemoteInfo(host, port, Optional.of(now), transport, proxy);
    }
  }

  /**
   * Which path the packets take.
   *
   * @param kind {@code kernel} or {@code userspace}
   * @param reason what decided
   * @param further what else is known to keep the packets from the kernel
   */
  public record DataPathInfo(String kind, PathReason reason, List<PathReason> further) {
    public DataPathInfo {
      further = List.copyOf(further);
    }

    /** For one reason alone. */
    public DataPathInfo(String kind, PathReason reason) {
      this(kind, reason, List.of());
    }

    /** Past the kernel; the first obstacle decided. */
    public static DataPathInfo userspace(List<PathReason> obstacles) {
      return new DataPathInfo(
          "userspace", obstacles.getFirst(), obstacles.subList(1, obstacles.size()));
    }

    /** All of them, what decided first. */
    public List<PathReason> reasons() {
      return Stream.concat(Stream.of(reason), further.stream()).toList();
    }
  }

  /** What the control channel negotiated; {@code peer} is the server certificate's subject. */
  public record TlsInfo(String version, String cipherSuite, String peer) {}

  /** The device and what was configured on it; addresses with prefix length, routes as CIDR. */
  public record TunnelInfo(
      String device,
      Optional<String> ipv4,
      Optional<String> ipv6,
      int mtu,
      List<String> routes,
      DnsInfo dns) {
    public TunnelInfo {
      routes = List.copyOf(routes);
    }
  }

  /**
   * Resolvers and domains that came with the tunnel.
   *
   * @param search what short names are completed with
   * @param domains what the resolvers are asked for; empty for everything
   * @param setIn where the machine was told, for example {@code systemd-resolved}; empty when they
   *     are only what was pushed, and names are looked up as before
   */
  public record DnsInfo(
      List<String> servers, List<String> search, List<String> domains, Optional<String> setIn) {
    public static final DnsInfo NONE =
        new DnsInfo(List.of(), List.of(), List.of(), Optional.empty());

    public DnsInfo {
      servers = List.copyOf(servers);
      search = List.copyOf(search);
      domains = List.copyOf(domains);
    }
  }

  /** A session that has not begun. */
  public static SessionStatus disconnected(String name, long since) {
    return bare(name, SessionState.DISCONNECTED, since);
  }

  /** A session that begins: nothing is known of it yet. */
  public static SessionStatus beginning(String name, long since) {
    return bare(name, SessionState.RESOLVING, since);
  }

  /** One that ended with its helper, whose kill switch still holds. */
  public static SessionStatus blocked(String name, long since) {
    SessionStatus bare = bare(name, SessionState.FAILED, since);
    return bare.with(
        Optional.of(Problem.of(ProblemCode.TRAFFIC_BLOCKED, name)), bare.question, true);
  }

  /** The same, ended for good: its kill switch does not hold any more. */
  public SessionStatus unblocked() {
    boolean onlyBlocked =
        lastError.filter(problem -> problem.code() == ProblemCode.TRAFFIC_BLOCKED).isPresent();
    return onlyBlocked ? disconnected(name, since) : withBlocking(false);
  }

  /** The same, waiting for another answer, or for none. */
  public SessionStatus withQuestion(Optional<OpenQuestion> open) {
    return with(lastError, open, blocking);
  }

  /** The same, whose kill switch holds or does not. */
  public SessionStatus withBlocking(boolean block) {
    return with(lastError, question, block);
  }

  private SessionStatus with(
      Optional<Problem> problem, Optional<OpenQuestion> open, boolean block) {
    return new SessionStatus(
        name,
        state,
        since,
        remote,
        dataPath,
        cipher,
        tls,
        tunnel,
        bytesIn,
        bytesOut,
        packetsIn,
        packetsOut,
        problem,
        open,
        live,
        block);
  }

  private static SessionStatus bare(String name, SessionState state, long since) {
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
        Optional.empty(),
        Optional.empty());
  }
}
