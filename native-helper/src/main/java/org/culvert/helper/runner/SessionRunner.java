package org.culvert.helper.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Protection;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.Wishes;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.Proxy;
import org.culvert.core.profile.Remote;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.push.OptionBudget;
import org.culvert.core.session.Carrier;
import org.culvert.core.session.Ending;
import org.culvert.core.session.Login;
import org.culvert.core.session.PeerInfo;
import org.culvert.core.session.RetryPolicy;
import org.culvert.core.session.SessionSetup;
import org.culvert.core.tls.TlsChannelFactory;
import org.culvert.helper.host.Hold;
import org.culvert.helper.host.HostDns;
import org.culvert.helper.host.HostFirewall;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.host.Outer;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.kernel.KernelDriver;
import org.culvert.helper.path.userspace.Ciphers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session: asks, resolves, attempts, pauses and attempts again, until the user or a problem
 * ends it. Has a thread of its own, which owns everything that changes; other threads only leave
 * mail.
 */
final class SessionRunner implements SessionControl, Runnable {
  /**
   * Makes the TLS side from what the profile says: takes a moment, so it happens on the session's
   * thread.
   */
  interface TlsMaker {
    TlsChannelFactory make(TlsSettings settings) throws RequestRefusedException;
  }

  /** What every session of this process is given. */
  record Environment(
      HostNetwork host,
      HostDns dns,
      HostFirewall firewall,
      KernelDriver driver,
      Ciphers ciphers,
      TlsMaker tls,
      PeerInfo peerInfo,
      SecureRandom random,
      Lookups lookups,
      KeyTurns keyTurns,
      OptionBudget options) {}

  private static final Logger LOG = LoggerFactory.getLogger(SessionRunner.class);

  /** An address that may be dead costs no more while the name has others. */
  private static final long IMPATIENT_MILLIS = 2_000;

  /** Leaves room to count on from there. */
  private static final int MOST_FIRST_QUESTION = 1 << 30;

  /** For the answer, when nearly all the time went into connecting. */
  private static final long LEAST_PATIENCE_MILLIS = 1_000;

  private final String name;
  private final Profile profile;
  private final Environment environment;
  private final SessionFace face;
  private final Inbox inbox = new Inbox();
  private final ProxyLogins proxyLogins;
  private final Dialer dialer;
  private final RetryPolicy retry;
  private final TunnelKeeper tunnel;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Questions questions;
  private final KnownSecrets known;
  private final KernelChoice choice;
  private final OptionBudget.Share room;
  private final TunnelGuard guard;
  private final Wishes wishes;

  /** What an end that the user wants leaves blocked: set before the mail that says so. */
  private volatile boolean keepBlock;

  SessionRunner(
      Hold hold,
      Profile profile,
      KnownSecrets known,
      DataPathChoice dataPath,
      Protection protection,
      Environment environment,
      SessionListener listener) {
    this.name = hold.session();
    this.wishes = Wishes.of(protection);
    this.profile = profile;
    this.known = known;
    this.environment = environment;
    this.room = environment.options().open();
    this.face = new SessionFace(name, new WantedLog(profile.log(), listener));
    this.choice = new KernelChoice(dataPath, profile, environment.driver(), face);
    this.retry = new RetryPolicy(choice.servers(), profile.choice(), environment.random());
    this.proxyLogins = ProxyLogins.of(profile, known.proxyLogin());
    this.dialer =
        new Dialer(
            environment.host(),
            profile,
            new Resolver(
                profile.choice(),
                environment.random(),
                environment.lookups(),
                environment.firewall()::lookUp),
            proxyLogins,
            environment.firewall().mark(),
            environment.random());
    this.guard =
        new TunnelGuard(
            environment.firewall(),
            hold,
            protection,
            profile.sockets().orMark(environment.firewall().mark()).mark(),
            face);
    this.tunnel = new TunnelKeeper(environment.host(), environment.dns(), guard, face);
    this.questions =
        new Questions(face, inbox, tunnel, environment.random().nextInt(MOST_FIRST_QUESTION));
  }

  @Override
  public SessionStatus status() {
    return face.status();
  }

  @Override
  public void stop() {
    keepBlock = false;
    inbox.stop();
  }

  @Override
  public void stopBlocked() {
    keepBlock = true;
    inbox.stop();
  }

  @Override
  public void reconnect() {
    inbox.reconnect();
  }

  @Override
  public boolean answer(long question, Reply reply) {
    return questions.answer(question, reply);
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void run() {
    Optional<Problem> last = Optional.empty();
    boolean wanted = false;
    try {
      last = live();
      wanted = last.isEmpty();
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
      letPass(wanted && !keepBlock);
      room.close();
      known.wipe();
      proxyLogins.close();
      try {
        questions.withdraw();
        inbox.wipe();
        face.apart();
        last.ifPresent(problem -> face.problem(Optional.of(problem)));
        face.state(last.isPresent() ? SessionState.FAILED : SessionState.DISCONNECTED);
      } finally {
        ended.complete(null);
      }
    }
  }

  private void letPass(boolean all) {
    try {
      guard.end(all);
    } catch (Throwable e) {
      LOG.error("what session {} blocks could not be settled", name, e);
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
    try {
      guard.holdEarly();
    } catch (IOException e) {
      return Optional.of(TunnelKeeper.problem(e));
    }
    Optional<TlsChannelFactory> tls = tls();
    if (tls.isEmpty()) {
      return Optional.empty();
    }
    dialer.prepare(profile.remotes());
    try (Login login = new Login(profile.login(), withProfiles(known))) {
      while (true) {
        if (profile.userPass() && !complete(login)) {
          return Optional.empty();
        }
        Ending ending = attempt(tls.get(), login);
        login.attemptOver();
        Ending.Next.Retry again;
        switch (ending.next()) {
          case Ending.Next.Ask() -> {
            face.apart();
            continue;
          }
          case Ending.Next.Again() -> {
            face.apart();
            face.state(SessionState.RECONNECTING);
            continue;
          }
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

  /**
   * What the profile holds for TLS, read for good: the key's text and what opens it are wiped.
   * Empty when the user ended the session meanwhile.
   */
  private Optional<TlsChannelFactory> tls() throws InterruptedException, RequestRefusedException {
    try {
      Optional<TlsSettings> opened =
          new KeyOpener(name, questions, environment.keyTurns())
              .open(profile.tls(), known.passphrase(), this::userStopped);
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(environment.tls().make(opened.get()));
      } finally {
        opened.get().wipe();
      }
    } finally {
      profile.tls().wipe();
    }
  }

  private Ending attempt(TlsChannelFactory tls, Login login) throws InterruptedException {
    Remote remote = retry.remote();
    boolean kernel;
    try {
      kernel = choice.isFor(remote);
    } catch (RequestRefusedException e) {
      return new Ending(Optional.of(e.problem()), new Ending.Next.StopUnlessUp());
    }
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
      return notFound(e);
    }
    return attempt(remote, addresses, kernel, tls, login);
  }

  /** However long it takes to find it, the kill switch does not wait for that. */
  private Ending notFound(NameUnknownException unknown) {
    Problem problem;
    try {
      guard.hold();
      problem = DialProblems.of(unknown);
    } catch (IOException e) {
      problem = TunnelKeeper.problem(e);
    }
    return notDialed(problem, Ending.Advance.NEXT_REMOTE);
  }

  private Ending attempt(
      Remote remote,
      List<InetAddress> addresses,
      boolean kernel,
      TlsChannelFactory tls,
      Login login)
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
      tunnel.prepareFor(outer(asked), Dialer.ends(remote, asked));
      if (!tunnel.isUp()) {
        face.state(SessionState.CONNECTING);
      }
      Optional<DatagramPort> dialed =
          dialer.dial(remote, asked, kernel, tunnel.isUp(), patience, this::userStopped);
      if (dialed.isEmpty()) {
        return new Ending(Optional.empty(), new Ending.Next.Stop());
      }
      port = dialed.get();
      admit(remote, asked, port);
    } catch (IOException e) {
      Optional<Question> question = ProxyLogins.question(remote, e);
      if (question.isPresent()) {
        return askForProxy(remote, question.get());
      }
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
            environment.peerInfo().carriedBy(kernel ? Carrier.KERNEL : Carrier.USERSPACE),
            System.currentTimeMillis() - now,
            Math.max(patience - (now - began), LEAST_PATIENCE_MILLIS),
            port.frontBytes(),
            room);
    inbox.forgetAttempt();
    face.newAttempt();
    boolean deviceBroken = false;
    Outer outer = outer(List.of(address));
    try (Attempt attempt =
        new Attempt(
            setup,
            wishes,
            environment,
            tunnel,
            outer,
            inbox,
            face,
            questions,
            choice,
            kernel,
            port,
            name)) {
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

  private void admit(Remote remote, List<InetAddress> asked, DatagramPort port) throws IOException {
    try {
      guard.reach(Dialer.ends(remote, asked, port));
    } catch (IOException e) {
      port.close();
      throw e;
    }
  }

  private Ending askForProxy(Remote remote, Question question) throws InterruptedException {
    Optional<Reply> reply = questions.ask(question);
    reply.ifPresent(answer -> proxyLogins.use(remote.proxy().orElseThrow(), answer.credentials()));
    return new Ending(
        Optional.empty(), reply.isPresent() ? new Ending.Next.Ask() : new Ending.Next.Stop());
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
        remote.transport().name().toLowerCase(java.util.Locale.ROOT) + family,
        remote.proxy().map(Proxy::text));
  }

  private boolean userStopped() throws InterruptedException {
    tunnel.repair(Attempt.now());
    return isStop(inbox.take(0));
  }

  /** While nothing else counts; wipes an answer that came too late. */
  private static boolean isStop(Inbox.@Nullable Mail mail) {
    return switch (mail) {
      case Inbox.Mail.Stop() -> true;
      case Inbox.Mail.Answered late -> {
        late.reply().wipe();
        yield false;
      }
      case null, default -> false;
    };
  }

  /** What the request does not know may be in the profile. */
  private KnownSecrets withProfiles(KnownSecrets given) {
    return new KnownSecrets(
        given.login().or(profile::credentials),
        given.response(),
        given.passphrase(),
        given.proxyLogin());
  }

  /** Asks for what the login lacks; returns false when the user ended the session instead. */
  private boolean complete(Login login) throws InterruptedException {
    for (Optional<Question> missing = login.missing();
        missing.isPresent();
        missing = login.missing()) {
      Optional<Reply> reply = questions.ask(missing.get());
      if (reply.isEmpty()) {
        return false;
      }
      login.take(reply.get());
      if (tunnel.isUp()) {
        face.state(SessionState.RECONNECTING);
      }
    }
    return true;
  }

  /** Waits, unless the user is impatient; returns false when the user stopped it. */
  private boolean pause(long millis) throws InterruptedException {
    if (millis > 0) {
      face.log(LogLine.Level.INFO, "next attempt in " + Math.max(1, millis / 1000) + " s");
    }
    long until = Attempt.now() + millis;
    for (long left = millis; left > 0; left = until - Attempt.now()) {
      Inbox.Mail mail = inbox.take(Math.min(left, tunnel.untilRepair(Attempt.now())));
      if (isStop(mail)) {
        return false;
      }
      if (mail instanceof Inbox.Mail.Reconnect) {
        return true;
      }
      tunnel.repair(Attempt.now());
    }
    return true;
  }
}
