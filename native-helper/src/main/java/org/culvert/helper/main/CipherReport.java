package org.culvert.helper.main;

import java.util.List;
import java.util.stream.Stream;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.data.CipherSource;

/** Says by whom the packets of the userspace data path are encrypted. */
final class CipherReport {
  private static final String JDK = Integer.toString(Runtime.version().feature());

  private CipherReport() {}

  /** The findings with ours behind them. */
  static List<Finding> after(List<Finding> findings, CipherSource ciphers) {
    return Stream.concat(findings.stream(), Stream.of(finding(ciphers))).toList();
  }

  private static Finding finding(CipherSource ciphers) {
    String carrier = ciphers.carrier();
    return ciphers
        .obstacle()
        .map(
            why ->
                carrier.equals(CipherSource.jdk().carrier())
                    ? Finding.of(MachineCode.ENCRYPTED_BY_JDK, JDK, why)
                    : Finding.of(MachineCode.ENCRYPTED_BY_OTHER, carrier, why))
        .orElseGet(() -> Finding.of(MachineCode.ENCRYPTED_BY, carrier));
  }
}
