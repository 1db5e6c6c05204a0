package org.culvert.helper.main;

import java.util.List;
import java.util.stream.Stream;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;
import org.culvert.core.data.CipherSource;

/** Says by whom the packets of the userspace data path are encrypted. */
final class CipherReport {
  private CipherReport() {}

  /** The findings with ours behind them. */
  static List<Finding> after(List<Finding> findings, CipherSource ciphers) {
    return Stream.concat(findings.stream(), Stream.of(finding(ciphers))).toList();
  }

  private static Finding finding(CipherSource ciphers) {
    return ciphers.obstacle().isEmpty()
        ? new Finding("encryption", Health.GOOD, ciphers.toString(), "")
        : new Finding(
            "encryption",
            Health.NOTE,
            ciphers.toString(),
            "Nothing needs to be done; packets cost a little more of the processor than with"
                + " libgcrypt 1.10 or newer.");
  }
}
