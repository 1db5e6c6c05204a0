package org.culvert.app.ui.diagnostics;

import java.util.List;
import org.culvert.core.api.Response.Finding;

/** Whether the user is told what Culvert finds on this computer, and what that is. */
public sealed interface MachineLook {
  /** Nobody asked. */
  record Away() implements MachineLook {}

  /** It is being looked for. */
  record UnderWay() implements MachineLook {}

  /** This is it. */
  record Found(List<Finding> findings) implements MachineLook {
    public Found {
      findings = List.copyOf(findings);
    }
  }
}
