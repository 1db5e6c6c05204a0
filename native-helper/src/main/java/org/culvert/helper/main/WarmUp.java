package org.culvert.helper.main;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.ProfileParser;
import org.culvert.core.tls.bc.DemoPki;
import org.culvert.core.tls.bc.TlsWarmUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a profile and shakes hands with itself once, in memory: the first connection of a fresh JVM
 * would otherwise pay for loading all of it.
 */
record WarmUp(Instant now) implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final Duration VALIDITY = Duration.ofHours(1);

  @Override
  public void run() {
    DemoPki pki = new DemoPki("warm-up", now.minus(VALIDITY), now.plus(VALIDITY));
    DemoPki.Identity client = pki.client("warm-up");
    byte[] key = client.key().copyBytes();
    String profile =
        """
        client
        dev tun
        remote 192.0.2.1 1194 udp
        remote-cert-tls server
        <ca>
        %s</ca>
        <cert>
        %s</cert>
        <key>
        %s</key>
        """
            .formatted(pki.ca(), client.certificate(), new String(key, StandardCharsets.US_ASCII));
    Arrays.fill(key, (byte) 0);
    client.key().wipe();
    var report = new ProfileParser(now).parse("warm-up", profile, IncludedFiles.NONE);
    if (!report.errors().isEmpty() || !TlsWarmUp.run(now)) {
      LOG.warn("The warm-up did not come through; the first connection may take longer");
    }
  }
}
