package org.culvert.core.tls.bc;

import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.util.Collection;
import java.util.Set;

/**
 * Tells the JDK's validator that we look at these extensions ourselves, also when they are marked
 * critical: extended key usage and the old Netscape type ({@link LeafPurpose}), and alternative
 * names (the host's name is not compared, wire reference 4.3).
 */
final class JudgedElsewhere extends PKIXCertPathChecker {
  private static final Set<String> EXTENSIONS =
      Set.of("2.5.29.37", "2.5.29.17", "2.16.840.1.113730.1.1");

  @Override
  public void init(boolean forward) {
    // holds no state
  }

  @Override
  public boolean isForwardCheckingSupported() {
    return true;
  }

  @Override
  public Set<String> getSupportedExtensions() {
    return EXTENSIONS;
  }

  @Override
  public void check(Certificate certificate, Collection<String> unresolved) {
    unresolved.removeAll(EXTENSIONS);
  }
}
