package org.culvert.app.doctor;

import java.util.Optional;
import org.culvert.app.client.HelperClient;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.MachineSubject;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.Response.Finding;

/** What the helper finds of this machine's kernel as a data path. */
public final class KernelFinding {
  private KernelFinding() {}

  /**
   * Asks the helper; blocks until it has answered. Empty where it does not answer, or in words that
   * are not ours.
   */
  public static Optional<Diagnosis> of(HelperClient helper) {
    try {
      return of(helper.request(new Request.Doctor()));
    } catch (HelperUnreachableException e) {
      return Optional.empty();
    }
  }

  private static Optional<Diagnosis> of(Response response) {
    return response instanceof Response.Findings told
        ? told.findings().stream()
            .map(Finding::diagnosis)
            .flatMap(Optional::stream)
            .filter(diagnosis -> diagnosis.code().subject() == MachineSubject.KERNEL_PATH)
            .findFirst()
        : Optional.empty();
  }
}
