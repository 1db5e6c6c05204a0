package org.culvert.helper.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.Remote;
import org.culvert.core.session.Ending;
import org.culvert.core.session.Login;
import org.culvert.core.session.PeerInfo;
import org.culvert.core.session.RetryPolicy;
import org.culvert.core.session.SessionSetup;
import org.culvert.core.tls.TlsChannelFactory;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.host.Outer;
import org.culvert.helper.path.DatagramPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session: asks, resolves, attempts, pauses and attempts again, until the user or a problem
 * ends it. Has a thread of its own, which owns everything that changes; other threads only leave
 * mail.
 */
final class SessionRunner implements SessionControl, Runnable {
  /** Makes the TLS side from the profile: takes a moment, so it happens on the session's thread. */
  interface TlsMaker {
    TlsChannelFactory make(Profile profile) throws RequestRefusedException;
  }

  /** What every session of this process is given. */
  record Environment(HostNetwork host, TlsMaker tls, PeerInfo peerInfo, SecureRandom random) {}

  private static final Logger LOG = LoggerFactory.getLogger(SessionRunner.class);

  /** An address that may be dead costs no more while the name has others. */
  private static final long IMPATIENT_MILLIS = 2_000;

  /** For the answer, when nearly all the time went into connecting. */
  private static final long LEAST_PATIENCE_MILLIS = 1_000;

  private final String name;
  private final Profile profile;
  private final Environment environment;
  private final SessionListener listener;
  private final SessionFace face;
  private final Inbox inbox = new Inbox();
  private final ProxyLogins proxyLogins;
  private final Dialer dialer;
  private final RetryPolicy retry;
  private final TunnelKeeper tunnel;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile long question;
  private Optional<Credentials> credentials;

  SessionRunner(
      String name,
      Profile profile,
      Optional<Credentials> credentials,
      SessionStatus.DataPathInfo dataPath,
      Environment environment,
      SessionListener listener) {
    this.name = name;
    this.profile = profile;
    this.credentials = credentials.or(profile::credentials);
    this.environment = environment;
    this.listener = listener;
    this.face = new SessionFace(name, listener);
    this.retry = new RetryPolicy(profile.remotes(), profile.choice(), environment.random());
    this.proxyLogins = ProxyLogins.of(profile);
    this.dialer =
        new Dialer(
            environment.host(),
            profile,
            new Resolver(profile.choice(), environment.random()),
            proxyLogins,
            environment.random());
    this.tunnel = new TunnelKeeper(environment.host(), face);
    face.dataPath(dataPath);
  }

  @Override
  public SessionStatus status() {
    return face.status();
  }

  @Override
  public void stop() {
    inbox.stop();
  }

  @Override
  public boolean answer(long id, Credentials given) {
    if (id == 0 || id != question) {
      given.password().wipe();
      return false;
    }
    inbox.answered(id, given);
    return true;
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void run() {
    Optional<Problem> last = Optional.empty();
    try {
      last = live();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RequestRefusedException e) {
      last = Optional.of(e.problem());
    } catch (Throwable e) {
      // The last line of defence: without it a defect of ours would leave the tunnel half up.
      LOG.error("session {} died", name, e);
      last = Optional.of(Problem.of(ProblemCode.INTERNAL, e.toString()));
    } finally {
      removeTunnel();
      credentials.ifPresent(c -> c.password().wipe());
      proxyLogins.close();
      try {
        face.apart();
        last.ifPresent(problem -> face.problem(Optional.of(problem)));
        face.state(last.isPresent() ? SessionState.FAILED : SessionState.DISCONNECTED);
      } finally {
        ended.complete(null);
      }
    }
  }

  private void removeTunnel() {
    try {
      tunnel.remove();
    } catch (Throwable e) {
      // Whoever waits for the end of the session must hear of it all the same.
      LOG.error("the tunnel of session {} could not be removed", name, e);
    }
  }

  /** Until it is over; returns why, empty when the user wanted it. */
  private Optional<Problem> live() throws InterruptedException, RequestRefusedException {
    if (profile.userPass() && credentials.isEmpty() && !ask()) {
      return Optional.empty();
    }
    TlsChannelFactory tls = environment.tls().make(profile);
    try (Login login =
        new Login(credentials.map(c -> new Credentials(c.username(), c.password().copy())))) {
      while (true) {
        Ending ending = attempt(tls, login);
        Ending.Next.Retry again;
        switch (ending.next()) {
          case Ending.Next.Retry wanted -> again = wanted;
          case Ending.Next.StopUnlessUp() when tunnel.isUp() ->
              again = new Ending.Next.Retry(Ending.Advance.NEXT_ADDRESS, 0);
          case Ending.Next.Stop(), Ending.Next.StopUnlessUp() -> {
            return ending.problem();
          }
        }
        face.problem(ending.problem());
        face.apart();
        face.state(SessionState.RECONNECTING);
        retry.advance(again.advance());
        if (retry.exhausted()) {
          return ending.problem();
        }
        if (!pause(Math.max(again.pauseSeconds() * 1000L, retry.pauseMillis()))) {
          return Optional.empty();
        }
      }
    }
  }

  private Ending attempt(TlsChannelFactory tls, Login login) throws InterruptedException {
    Remote remote = retry.remote();
    if (!tunnel.isUp()) {
      face.state(SessionState.RESOLVING);
    }
    face.remote(info(remote, Optional.empty()));
    List<InetAddress> addresses;
    try {
      Optional<List<InetAddress>> resolved =
          dialer.find(remote, tunnel.isUp(), this::userStopped).map(retry::choose);
      if (resolved.isEmpty()) {
        return new Ending(Optional.empty(), new Ending.Next.Stop());
      }
      addresses = resolved.get();
    } catch (NameUnknownException e) {
      return notDialed(DialProblems.of(e), Ending.Advance.NEXT_REMOTE);
    }
    return attempt(remote, addresses, tls, login);
  }

  private Ending attempt(
      Remote remote, List<InetAddress> addresses, TlsChannelFactory tls, Login login)
      throws InterruptedException {
    InetAddress first = addresses.getFirst();
    boolean race = Dialer.races(remote);
    List<InetAddress> asked = race ? addresses : List.of(first);
    face.remote(info(remote, Optional.of(first)));
    remote
        .proxy()
        .ifPresent(proxy -> face.log(LogLine.Level.INFO, "through the proxy " + proxy.text()));
    boolean last = race || addresses.size() == 1;
    long full = remote.pace().answer() * 1000L;
    long patience = last ? full : Math.min(full, IMPATIENT_MILLIS);
    long began = Attempt.now();
    DatagramPort port;
    try {
      tunnel.prepareFor(outer(asked));
      if (!tunnel.isUp()) {
        face.state(SessionState.CONNECTING);
      }
      Optional<DatagramPort> dialed =
          dialer.dial(remote, asked, tunnel.isUp(), patience, this::userStopped);
      if (dialed.isEmpty()) {
        return new Ending(Optional.empty(), new Ending.Next.Stop());
      }
      port = dialed.get();
    } catch (IOException e) {
      return notDialed(
          DialProblems.of(e, remote, first, Attempt.now() - began),
          race ? Ending.Advance.NEXT_REMOTE : Ending.Advance.NEXT_ADDRESS);
    }
    InetAddress address = port.remote().getAddress();
    retry.using(address);
    face.remote(info(remote, Optional.of(address)));
    long now = Attempt.now();
    SessionSetup setup =
        new SessionSetup(
            profile,
            remote,
            address,
            tls,
            login,
            environment.peerInfo(),
            System.currentTimeMillis() - now,
            Math.max(patience - (now - began), LEAST_PATIENCE_MILLIS));
    inbox.forgetAttempt();
    face.newAttempt();
    boolean deviceBroken = false;
    Outer outer = outer(List.of(address));
    try (Attempt attempt =
        new Attempt(setup, environment, tunnel, outer, inbox, face, port, name)) {
      Ending ending = attempt.run();
      deviceBroken = attempt.deviceBroken();
      attempt.connectedMillis().ifPresent(retry::connected);
      return ending;
    } finally {
      if (deviceBroken) {
        tunnel.remove(); // the next attempt opens another one
      }
    }
  }

  /** Nobody has proved to be the server: what stands goes on protecting. */
  private static Ending notDialed(Problem problem, Ending.Advance advance) {
    return new Ending(
        Optional.of(problem),
        switch (problem.code().kind()) {
          case WILL_RETRY -> new Ending.Next.Retry(advance, 0);
          case NEEDS_USER, WILL_NOT_WORK -> new Ending.Next.StopUnlessUp();
        });
  }

  private Outer outer(List<InetAddress> addresses) {
    return new Outer(addresses, profile.sockets().device());
  }

  private static SessionStatus.RemoteInfo info(Remote remote, Optional<InetAddress> address) {
    String family = address.map(a -> a.getAddress().length == 16 ? "6" : "4").orElse("");
    return new SessionStatus.RemoteInfo(
        remote.host(),
        remote.port(),
        // A proxy's address is not the server's.
        remote.proxy().isPresent() ? Optional.empty() : address.map(IpPrefix::text),
        remote.transport().name().toLowerCase(java.util.Locale.ROOT) + family);
  }

  private boolean userStopped() throws InterruptedException {
    tunnel.repair(Attempt.now());
    return inbox.take(0) instanceof Inbox.Mail.Stop;
  }

  /** Asks for user name and password; returns whether they came. */
  private boolean ask() throws InterruptedException {
    question = 1;
    face.state(SessionState.WAITING_FOR_USER);
    listener.question(
        new Event.Question(name, question, name + " asks for a user name and a password"));
    while (true) {
      Inbox.Mail mail = inbox.take(TimeUnit.MINUTES.toMillis(1));
      if (mail instanceof Inbox.Mail.Answered answered) {
        question = 0;
        credentials = Optional.of(answered.credentials());
        return true;
      }
      if (mail instanceof Inbox.Mail.Stop) {
        return false;
      }
    }
  }

  /** Waits; returns false when the user stopped it. */
  private boolean pause(long millis) throws InterruptedException {
    if (millis > 0) {
      face.log(LogLine.Level.INFO, "next attempt in " + Math.max(1, millis / 1000) + " s");
    }
    long until = Attempt.now() + millis;
    for (long left = millis; left > 0; left = until - Attempt.now()) {
      if (inbox.take(Math.min(left, tunnel.untilRepair(Attempt.now())))
          instanceof Inbox.Mail.Stop) {
        return false;
      }
      tunnel.repair(Attempt.now());
    }
    return true;
  }
}
