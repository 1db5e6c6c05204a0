package org.culvert.helper.runner;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.culvert.core.profile.DataPathReason;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.ProfileParser;
import org.culvert.core.profile.ProfileReport;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.push.OptionBudget;
import org.culvert.core.session.Carrier;
import org.culvert.core.session.PeerInfo;
import org.culvert.core.tls.TlsChannelFactory;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.bc.BcTlsClientFactory;
import org.culvert.helper.host.Hold;
import org.culvert.helper.host.HostDns;
import org.culvert.helper.host.HostFirewall;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.path.kernel.KernelDriver;
import org.culvert.helper.path.userspace.Ciphers;
import org.culvert.helper.policy.Owner;

/**
 * Starts real sessions. The helper parses the profile itself: what a client says about it counts
 * for nothing.
 */
public final class TunnelSessionFactory implements SessionFactory {
  private final SessionRunner.Environment environment;

  /**
   * Starts nothing yet.
   *
   * @param version of our product, told to servers
   * @param details about this machine, told to them where the profile wants it
   */
  public TunnelSessionFactory(
      HostNetwork host,
      HostDns dns,
      HostFirewall firewall,
      KernelDriver driver,
      Ciphers ciphers,
      String version,
      Map<String, String> details,
      SecureRandom random) {
    this.environment =
        new SessionRunner.Environment(
            host,
            dns,
            firewall,
            driver,
            ciphers,
            TunnelSessionFactory::tls,
            new PeerInfo(version, "linux", Carrier.USERSPACE, details),
            random,
            new Lookups(),
            new KeyTurns(),
            new OptionBudget());
  }

  @Override
  public SessionControl start(Owner owner, Request.Connect request, SessionListener listener)
      throws RequestRefusedException {
    try {
      Profile profile = parse(request);
      if (request.protection().killSwitch()) {
        requireFirewall();
      }
      if (request.dataPath() == DataPathChoice.KERNEL) {
        requireKernel(profile);
      }
      SessionRunner runner =
          new SessionRunner(
              new Hold(owner.toString(), request.name()),
              profile,
              request.known(),
              request.dataPath(),
              request.protection(),
              environment,
              listener);
      Thread.ofPlatform().name("session-" + request.name()).daemon().start(runner);
      return runner;
    } catch (RequestRefusedException e) {
      request.known().wipe();
      throw e;
    }
  }

  private static Profile parse(Request.Connect request) throws RequestRefusedException {
    ProfileReport report =
        new ProfileParser(Instant.now())
            .parse(request.name(), request.profile(), IncludedFiles.NONE);
    if (report.profile().isEmpty()) {
      throw new RequestRefusedException(report.errors().getFirst().problem());
    }
    return report.profile().get();
  }

  private void requireFirewall() throws RequestRefusedException {
    Optional<String> obstacle = environment.firewall().obstacle();
    if (obstacle.isPresent()) {
      throw new RequestRefusedException(
          Problem.of(ProblemCode.KILL_SWITCH_UNAVAILABLE, obstacle.get()));
    }
  }

  /** A wish that cannot come true is refused at once. */
  private void requireKernel(Profile profile) throws RequestRefusedException {
    Optional<PathReason> obstacle =
        Optional.of(DataPathReason.of(profile))
            .filter(path -> path.kind().equals("userspace"))
            .map(DataPathInfo::reason)
            .or(environment.driver()::obstacle);
    if (obstacle.isPresent()) {
      throw new RequestRefusedException(
          Problem.of(ProblemCode.DATA_PATH_UNAVAILABLE, "kernel", obstacle.get().sentence()));
    }
  }

  private static TlsChannelFactory tls(TlsSettings settings) throws RequestRefusedException {
    try {
      BcTlsClientFactory factory = BcTlsClientFactory.of(settings);
      Optional<Problem> expired = factory.ownCertificateProblem(System.currentTimeMillis());
      if (expired.isPresent()) {
        throw new RequestRefusedException(expired.get());
      }
      return factory;
    } catch (TlsSetupException e) {
      throw new RequestRefusedException(e.problem());
    }
  }
}
