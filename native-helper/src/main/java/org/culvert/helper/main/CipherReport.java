package org.culvert.helper.main;

import java.util.List;
import java.util.stream.Stream;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;
import org.culvert.core.data.CipherSource;

/** Says by whom the packets of the userspace data path are encrypted. */
record CipherReport(CipherSource ciphers) {
  /** The findings with ours behind them. */
  List<Finding> after(List<Finding> findings) {
    return Stream.concat(findings.stream(), Stream.of(finding())).toList();
  }

  private Finding finding() {
    return ciphers.obstacle().isEmpty()
        ? new Finding("encryption", Health.GOOD, toString(), "")
        : new Finding(
            "encryption",
            Health.NOTE,
            toString(),
            "Nothing needs to be done; packets cost a little more of the processor.");
  }

  /** One line, also for the log. */
  @Override
  public String toString() {
    String text = "AES-GCM by " + ciphers.carrier();
    return ciphers.obstacle().map(obstacle -> text + ": " + obstacle).orElse(text);
  }
}
